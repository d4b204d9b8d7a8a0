"""Lines between devices and the server: one inside this process that breaks by dice, one to real processes that are killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Protocol

PATIENCE = 60.0
TOKEN = "a" * 32


class Cut(Exception):
    """No answer came; whether the server did its work, nobody can tell."""


class Line(Protocol):
    """Where a device sends an entry; the answer is the server's, or none comes."""

    faults: bool

    def send(self, account: int, facts: dict[str, Any], chance: Random) -> dict[str, Any]: ...


class BreakingLine:
    """The server's own code in this process, with everything a line and a power cut can do to it."""

    faults = True

    def send(self, account: int, facts: dict[str, Any], chance: Random) -> dict[str, Any]:
        """Lost on the way in, killed before the commit, lost on the way out, or answered."""
        fate = chance.random() if self.faults else 1.0
        if fate < 0.15:
            raise Cut
        answer = self._received(account, facts, killed=fate < 0.30)
        if fate < 0.50:
            raise Cut
        return answer

    def _received(self, account: int, facts: dict[str, Any], *, killed: bool) -> dict[str, Any]:
        from django.db import transaction

        from binhyen.features.offline import api
        from binhyen.foundation.access.api import Account, actor_for

        entry = api.read_entry(json.loads(json.dumps(facts)))
        actor = actor_for(Account.objects.get(pk=account))
        with transaction.atomic():
            answer = api.receive_entry(actor, unit_id=entry.unit_id, entry=entry)
            if killed:
                raise Cut  # the transaction goes down with the process
        return json.loads(json.dumps(answer.as_json()))


class Server:
    """`binhyen serve` in a process group of its own, to be killed with -9 and begun again."""

    faults = True

    def __init__(self, sessions: dict[int, str]) -> None:
        self.sessions = sessions
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def start(self) -> None:
        """Start and wait until it answers."""
        program = Path(sys.executable).with_name("binhyen")
        self.process = subprocess.Popen(
            [program, "serve", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.1)
        raise SystemExit("the server did not start")

    def kill(self) -> None:
        """-9 to the server and its workers, whatever they are in the middle of."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process, self.kills = None, self.kills + 1

    def send(self, account: int, facts: dict[str, Any], chance: Random) -> dict[str, Any]:
        """Over HTTP; now and then the device goes away before it hears the answer."""
        heard = not self.faults or chance.random() > 0.2
        answer = self._posted(account, facts, 30.0 if heard else 0.02)
        if not heard:
            raise Cut
        return answer

    def _posted(self, account: int, facts: dict[str, Any], patience: float) -> dict[str, Any]:
        headers = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={self.sessions[account]}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/offline/entries",
            json.dumps(facts).encode(),
            headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:  # noqa: S310
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as fault:
            if fault.code >= 500:
                raise Cut from fault
            raise SystemExit(f"refused: {fault.code} {fault.read()[:300]!r}") from fault
        except (OSError, ValueError) as fault:
            time.sleep(0.02)  # a server that was killed takes its time to come back
            raise Cut from fault
