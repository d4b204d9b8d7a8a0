"""`binhyen move`: everything arrives once, the source stays, a move cut short leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.installation.support import PROGRAM, environment, run
from tests.postgres import running_postgres

BUILD = """
import django; django.setup()
from binhyen.project import installation; installation.ensure()
from binhyen.foundation.access.api import Actor
from binhyen.foundation.accounts.api import create_account, create_token, grant_role
from binhyen.worlds.an_phuoc import build
from pathlib import Path
from django.conf import settings
from binhyen.engines.indicators.api import load_catalogue
from binhyen.engines.units.api import structure
from datetime import date
operator = Actor.operator()
world = build(operator)
load_catalogue(operator, folder=Path(settings.BINHYEN_CATALOGUE))
root = structure(date(2022, 6, 3)).root.id
clerk = create_account(operator, username="bo.tonghop", office="Bộ", password="mot-mat-khau-dai")
grant_role(operator, account_id=clerk.pk, role="ministry_officer", scope_id=root, valid_from=date(2020, 1, 1))
made, secret = create_token(operator, account_id=clerk.pk, name="thử", permissions=["api.use"], scope_id=root)
print(secret)
"""
SEE = """
import django; django.setup()
import sys
from django.contrib.auth import authenticate
from django.test import RequestFactory
from binhyen.foundation.access.api import Account, Actor, actor_for_token
from binhyen.foundation.accounts.api import create_account
account = Account.objects.get(username="bo.tonghop")
assert account.check_password("mot-mat-khau-dai")
assert actor_for_token(sys.argv[1]).name
made = create_account(Actor.operator(), username="sau.chuyen", office="Bộ", password="mot-mat-khau-dai")
assert made.pk > account.pk
print("seen")
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("move") / "home"
    done = script(home, BUILD)
    return home, done.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture
def target(server: str, request: pytest.FixtureRequest) -> str:
    name = "m" + hashlib.sha256(request.node.name.encode()).hexdigest()[:10]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def home(built: tuple[Path, str]) -> Iterator[Path]:
    yield built[0]
    come_back(built[0])


def script(home: Path, text: str, *arguments: str, database: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", text, *arguments],
        env=environment(home, database),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_everything_arrives_and_goes_on_there(
    built: tuple[Path, str], home: Path, target: str
) -> None:
    before = digest(home)
    moved = run(home, "move", "--to", target, "--format", "json")
    assert moved.returncode == 0, moved.stderr
    told = json.loads(moved.stdout)
    assert told["rows"] > 100
    assert told["tables"] == len(told["digests"])
    assert digest(home) == before
    verified = run(home, "audit", "verify", "--format", "json", database=target)
    assert json.loads(verified.stdout)["checked"] == told["journal"] + 1
    assert run(home, "figures", "verify", database=target).returncode == 0
    assert script(home, SEE, built[1], database=target).strip() == "seen"
    left = run(home, "audit", "verify")
    assert left.returncode == 2
    assert "BINHYEN_DATABASE_URL" in left.stderr


def test_append_only_tables_are_guarded_there(home: Path, target: str) -> None:
    assert run(home, "move", "--to", target).returncode == 0
    with (
        psycopg.connect(target) as connection,
        pytest.raises(psycopg.Error, match="append-only"),
    ):
        connection.execute("UPDATE audit_journalentry SET action = 'x'")


def test_a_target_that_holds_something_is_refused(home: Path, target: str) -> None:
    with psycopg.connect(target, autocommit=True) as connection:
        connection.execute("CREATE TABLE recipes (id integer)")
    done = run(home, "move", "--to", target)
    assert done.returncode == 2
    assert "recipes" in done.stderr
    assert "createdb" in done.stderr


def test_a_target_nobody_answers_at_is_refused_without_the_password(home: Path) -> None:
    done = run(home, "move", "--to", "postgresql://u:secret-word@127.0.0.1:1/x")
    assert done.returncode == 2
    assert "secret-word" not in done.stderr + done.stdout
    assert run(home, "move", "--to", "mysql://x").returncode == 2


def test_moving_twice_says_that_it_was_done(home: Path, target: str) -> None:
    assert run(home, "move", "--to", target).returncode == 0
    come_back(home)
    again = run(home, "move", "--to", target, "--format", "json")
    assert json.loads(again.stdout)["already"] is True


def test_a_killed_move_leaves_the_source_whole_and_the_target_empty(
    home: Path, target: str
) -> None:
    before = digest(home)
    with subprocess.Popen(
        [PROGRAM, "move", "--to", target],
        env=environment(home),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as moving:
        assert moving.stderr is not None
        for line in moving.stderr:
            if "audit_journalentry" in line:
                moving.send_signal(signal.SIGKILL)
                break
    assert digest(home) == before
    time.sleep(0.5)
    with psycopg.connect(target) as connection:
        found = connection.execute("SELECT count(*) FROM units_unit").fetchone()
    assert found == (0,)
    assert not (home / "moved.json").exists()
    assert run(home, "move", "--to", target).returncode == 0


def come_back(home: Path) -> None:
    """What the refusal tells whoever wants the SQLite installation again."""
    (home / "moved.json").unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        (home / "journal.head.sqlite").replace(home / "journal.head")


def digest(home: Path) -> str:
    return hashlib.sha256((home / "binhyen.sqlite3").read_bytes()).hexdigest()
