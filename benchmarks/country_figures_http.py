"""A real server over an installation, and clients that keep their connection."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

TOKEN = "b" * 32
START_SECONDS = 60
IDLE_SECONDS = 3.0


class Site:
    """One keep-alive connection to a server."""

    def __init__(self, port: int, token: str = "", session: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._used = 0.0
        self._headers = {"Accept-Encoding": "identity"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        if session:
            self._headers |= {
                "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
                "Referer": f"http://127.0.0.1:{port}/",
            }

    def get(self, path: str, **query: str) -> bytes:
        """The body of a page that must be there.

        Raises:
            SystemExit: it is not.
        """
        status, body = self.send("GET", f"{path}?{urlencode(query)}" if query else path)
        if status != 200:
            raise SystemExit(f"benchmarks: GET {path} gave {status}: {body[:300]!r}")
        return body

    def send(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, bytes]:
        """Status and body of one request; whole, so that it is all counted."""
        if time.monotonic() - self._used > IDLE_SECONDS:
            self._connection.close()  # the server has let go of it, or is about to
        self._used = time.monotonic()
        headers = self._headers | ({"Content-Type": kind} if kind else {})
        try:
            self._connection.request(method, path, body or None, headers)
            answer = self._connection.getresponse()
            return answer.status, answer.read()
        except (http.client.HTTPException, OSError):
            self._connection.close()
            raise


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """(port, process id) of `binhyen serve` over an installation, ended by its id."""
    port = free_port()
    log = Path(environment["BINHYEN_HOME"]) / "serve.log"
    with log.open("ab") as output:
        server = subprocess.Popen(
            [str(Path(sys.executable).parent / "binhyen"), "serve", "--port", str(port)],
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            _wait(port, server, log)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    """A port of this machine nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean(home: Path, database: str = "") -> dict[str, str]:
    """The environment of an installation of the benchmark's own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
    return kept | {"BINHYEN_HOME": str(home), "BINHYEN_DATABASE_URL": database}


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            Site(port).send("GET", "/accounts/login/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("benchmarks: the server did not start:\n" + log.read_text()[-2000:])
