"""Serving the site: granian in front of Django, on loopback unless told otherwise, and a worker of jobs beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from granian import Granian
from granian.constants import Interfaces

from binhyen.kernel.errors import N_, Conflict

# Two writers keep SQLite busy; more only queue. PostgreSQL takes as many as there are cores.
SQLITE_WORKERS = 2
# How long a worker of jobs may take to put its job back, and how soon a dead one is begun again.
WORKER_GRACE_SECONDS, WORKER_PAUSE_SECONDS = 10, 2


def serve(host: str, port: int) -> None:
    """Serve until interrupted.

    Raises:
        Conflict: the port is taken.
    """
    _refuse_taken(host, port)
    postgresql = connection.vendor == "postgresql"
    server = Granian(
        "binhyen.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=(os.cpu_count() or 1) if postgresql else SQLITE_WORKERS,
        blocking_threads=4,
        log_access=False,
    )
    with _job_worker():
        server.serve()


@contextmanager
def _job_worker() -> Iterator[None]:
    """A worker in a process of its own: begun again when it dies, ended with the server however that ends."""
    over = threading.Event()
    watch = threading.Thread(target=_keep_working, args=[over], daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join(WORKER_GRACE_SECONDS + 1)


def _keep_working(over: threading.Event) -> None:
    program = [sys.executable, "-m", "binhyen.project.cli", "jobs", "work"]
    while not over.is_set():
        worker = subprocess.Popen([*program, "--beside", str(os.getpid())])  # noqa: S603 - our own
        while worker.poll() is None and not over.wait(0.5):
            pass
        if over.is_set():
            _end(worker)
        else:
            over.wait(WORKER_PAUSE_SECONDS)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(WORKER_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        # It does not listen; its job runs again with the next worker.
        worker.kill()


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Conflict(
                N_("Không mở được cổng {port} ({reason}); hãy chọn cổng khác bằng --port."),
                port=port,
                reason=fault.strerror or str(fault),
            ) from fault
