"""The process in which a local model runs: llama.cpp's own server on a free port of this machine, as long as the parent lives.

Started by its path, so that it needs nothing of scriptgen and nothing of the folder it is started in.
"""

from __future__ import annotations

import os
import secrets
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

CONTEXT = 8192
"""Tokens of prompt and answer together; llama.cpp lowers it to what the model was trained for."""


def main(weights: str) -> None:
    """Serve `weights` until standard input ends; say `ready PORT KEY` on standard output as soon as it answers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the parent ends its child in order
    said = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what llama.cpp prints must not be taken for what is said to the parent
    os.environ["GGML_NO_BACKTRACE"] = "1"  # a failed assertion would start a debugger first, for seconds
    # Threads that spin while they wait for each other hardly get on where other programs want the cores too.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    import xllamacpp

    key = secrets.token_urlsafe(
        24
    )  # keeps other users of this machine, and pages in its browsers, away from the server
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.model_alias = {Path(weights).name}
    params.api_keys = [key]
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.n_batch = 512  # between batches an abandoned request is noticed
    params.cache_ram_mib = 0  # one slot keeps the last prompt anyway
    params.enable_reasoning = 0  # the token limit is for the answer alone
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = _cores()
    params.endpoint_slots = params.ui = False
    params.offline = True
    params.verbosity = 1
    server = xllamacpp.Server(params)

    print("ready", urlsplit(server.listening_address).port, key, file=said, flush=True)
    sys.stdin.buffer.read()  # ends with the parent, however that ends
    os._exit(0)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    main(sys.argv[1])
