"""Keeps a worker of jobs alive beside the server: begun again when it dies, ended when the server is gone.

A process of its own and free of Django: the server forks its workers, and a thread beside those forks that starts
processes can hang; so only this small one starts and watches the worker. Run as `python -m binhyen.project.keeping`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

# How long a worker may take to put its job back, how soon a dead one is begun again, how often we look.
GRACE_SECONDS, PAUSE_SECONDS, LOOK_SECONDS = 10, 2, 0.5


def start() -> subprocess.Popen[bytes]:
    """Begin keeping a worker for the calling process; call it before that process forks."""
    program = [sys.executable, "-m", "binhyen.project.keeping", str(os.getpid())]
    return subprocess.Popen(program)  # noqa: S603 - our own


def end(keeper: subprocess.Popen[bytes]) -> None:
    """End the keeper and its worker."""
    keeper.terminate()
    keeper.wait(GRACE_SECONDS + 5)


def keep(server: int) -> None:
    """Keep one worker until told to end or the server is no longer our parent."""
    told = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_heard: told.set())

    def over() -> bool:
        return told.is_set() or os.getppid() != server

    program = [sys.executable, "-m", "binhyen.project.cli", "jobs", "work"]
    while not over():
        worker = subprocess.Popen([*program, "--beside", str(os.getpid())])  # noqa: S603 - our own
        while worker.poll() is None and not over():
            told.wait(LOOK_SECONDS)
        if over():
            _end(worker)
        else:
            told.wait(PAUSE_SECONDS)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        # It does not listen; its job runs again with the next worker.
        worker.kill()
        worker.wait()


if __name__ == "__main__":
    keep(int(sys.argv[1]))
