"""Serving the site: granian in front of Django, on loopback unless told otherwise, and a worker of jobs beside it."""

from __future__ import annotations

import os
import socket

from django.db import connection
from granian import Granian
from granian.constants import Interfaces

from binhyen.kernel.errors import N_, Conflict
from binhyen.project import keeping

# Two writers keep SQLite busy; more only queue. PostgreSQL takes as many as there are cores.
SQLITE_WORKERS = 2
# An open line of server-sent events counts as a request under way, and a thousand may come within seconds.
BACKLOG, UNDER_WAY = 4096, 8192


# What is under way when the server is told to end, such as an upload, may finish for so many seconds.
LAST_SECONDS = 20
APPLICATION = "binhyen.project.asgi:application"


def serve(host: str, port: int, application: str = APPLICATION) -> None:
    """Serve until interrupted.

    Args:
        application: where the ASGI application is found.

    Raises:
        Conflict: the port is taken.
    """
    _refuse_taken(host, port)
    postgresql = connection.vendor == "postgresql"
    server = Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=(os.cpu_count() or 1) if postgresql else SQLITE_WORKERS,
        backlog=BACKLOG,
        backpressure=UNDER_WAY,
        workers_kill_timeout=LAST_SECONDS,
        log_access=False,
    )
    keeper = keeping.start()
    try:
        server.serve()
    finally:
        keeping.end(keeper)


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
