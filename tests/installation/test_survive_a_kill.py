"""Killed with -9 in the middle of writing, an installation loses nothing that was committed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation.support import environment, run
from tests.postgres import running_postgres

# Writes acts until killed, telling each number only after its commit.
WRITER = """
import django; django.setup()
from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.accounts.api import create_account
number = Account.objects.count()
while True:
    number += 1
    create_account(Actor.operator(), username=f"n{number}", office="Mô phỏng", password="Mua-xuan-2022!")
    print(number, flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[str]:
    """The URL of an empty database; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with running_postgres() as url:
            yield url


def test_it_keeps_every_committed_act_through_three_kills(tmp_path: Path, database: str):
    home = tmp_path / "home"
    run(home, "audit", "verify", database=database)
    told = 0
    for _ in range(3):
        told = write_until_killed(home, database, after=told + 4)
        found = json.loads(
            run(home, "audit", "verify", "--format", "json", database=database).stdout
        )
        assert found["intact"]
        # The act under way may or may not have made it; nothing told may be missing.
        assert told <= found["checked"] <= told + 1
        told = found["checked"]


def write_until_killed(home: Path, database: str, after: int) -> int:
    """The last number the writer told before it was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        env=environment(home, database),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    last = 0
    for line in writer.stdout:
        last = int(line)
        if last >= after:
            break
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    return int(rest[-1]) if rest else last
