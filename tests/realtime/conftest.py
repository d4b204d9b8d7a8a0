"""A real server of two processes over an installation of its own, and listeners that read its lines."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS, READ_SECONDS = 90, 60


@dataclass
class Line:
    """One open line: what came over it, event by event."""

    connection: http.client.HTTPConnection
    answer: http.client.HTTPResponse

    def event(self) -> tuple[str, str, str]:
        """(id, kind, data) of the next event; heartbeats and tickets are passed over."""
        found = {"id": "", "event": "", "data": ""}
        while raw := self.answer.readline():
            name, _, value = raw.decode().rstrip("\n").partition(": ")
            if name in found:
                found[name] = value
            elif not raw.strip() and found["data"] and found["event"] not in {"ticket", "again"}:
                return found["id"], found["event"], found["data"]
            elif not raw.strip():
                found = dict.fromkeys(found, "")
        raise EOFError

    def rest(self) -> None:
        """Read until the server ends the line."""
        while self.answer.readline():
            pass

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


@dataclass
class Live:
    """The server, and acts inside its installation."""

    home: Path
    port: int
    hand: subprocess.Popen[str]
    process: subprocess.Popen[bytes] = field(init=False)
    lines: list[Line] = field(default_factory=list)

    def act(self, words: str) -> list[str]:
        """Lines printed by a statement run in the installation, such as `publish(…)`."""
        assert self.hand.stdin
        assert self.hand.stdout
        self.hand.stdin.write(json.dumps(words) + "\n")
        self.hand.stdin.flush()
        answer = self.hand.stdout.readline()
        assert answer, "the acting process ended: see its errors above"
        return str(json.loads(answer)).splitlines()

    def ticket(self, topic: str, who: str) -> str:
        return self.act(f"print(ticket({topic!r}, {who!r}))")[-1]

    def get(
        self, path: str, **headers: str
    ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=READ_SECONDS)
        connection.request("GET", path, headers=headers)
        return connection, connection.getresponse()

    def status(self, path: str) -> int:
        connection, answer = self.get(path)
        answer.read()
        connection.close()
        return answer.status

    def listen(self, topic: str, ticket: str, after: str = "") -> Line:
        headers = {"Last-Event-ID": after} if after else {}
        connection, answer = self.get(f"/live/{topic}?ticket={quote(ticket)}", **headers)
        assert answer.status == 200, answer.read()
        line = Line(connection, answer)
        self.lines.append(line)
        return line

    def since(self, topic: str, ticket: str, after: int) -> dict[str, object]:
        connection, answer = self.get(f"/live/{topic}/since?ticket={quote(ticket)}&after={after}")
        body = json.loads(answer.read())
        connection.close()
        return dict(body)

    def presence(self, topic: str, wanted: set[str]) -> None:
        """Wait until exactly these listen to a topic."""
        words = f"print(*sorted(presence({topic!r})))"
        end = time.monotonic() + READ_SECONDS
        found: set[str] = set()
        while time.monotonic() < end:
            found = set(" ".join(self.act(words)).split())
            if found == wanted:
                return
            time.sleep(0.1)
        raise AssertionError(f"{found} listen to {topic}, not {wanted}")


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN_")}
    return kept | {"BINHYEN_HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """A home with a migrated database, and a process that acts in it."""
    home = tmp_path_factory.mktemp("live")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.realtime.acts", "act"],
        env=environment(home), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield home, process


@pytest.fixture(scope="module")
def server(hand: tuple[Path, subprocess.Popen[str]]) -> Iterator[Live]:
    """The server, started once for a file of tests."""
    home, acting = hand
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    found = Live(home, port, acting)
    found.act("")  # the tables are made
    with subprocess.Popen(
        [sys.executable, "-m", "tests.realtime.acts", "serve", str(port)],
        env=environment(home), cwd=ROOT,
    ) as process:  # fmt: skip
        found.process = process
        try:
            _wait(found)
            yield found
        finally:
            process.send_signal(signal.SIGTERM)


@pytest.fixture
def live(server: Live) -> Iterator[Live]:
    """The server; lines opened in a test are closed after it."""
    yield server
    for line in server.lines:
        line.close()
    server.lines.clear()


def _wait(found: Live) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            if found.status("/live/nobody/x") in {403, 404}:
                return
        except OSError:
            time.sleep(0.2)
        assert found.process.poll() is None, "the server ended"
    raise AssertionError("the server did not start")
