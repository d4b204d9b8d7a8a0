"""Real worker processes on both databases: one killed with -9 loses no job, and two never do the same one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation.support import environment, furnish, run
from tests.postgres import running_postgres

PATIENCE_SECONDS = 60

# A worker that knows two kinds of work: one writes a line for each run, one waits for a file to appear.
PREPARED = """
import os, sys, time
from pathlib import Path
import django; django.setup()
from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs.api import enqueue, job, work
from binhyen.project import installation
FOLDER = Path(os.environ["BINHYEN_HOME"])

@job("test.line", "Ghi một dòng", needs="staffing.plan")
def line(actor, progress, *, number):
    with (FOLDER / "lines").open("a") as lines:
        lines.write(f"{number}\\n")
    return {}

@job("test.wait", "Chờ một tệp", needs="staffing.plan")
def wait(actor, progress):
    (FOLDER / "begun").write_text(str(os.getpid()))
    while not (FOLDER / "go").exists():
        progress(1, 2, "chờ")
        time.sleep(0.02)
    return {"pid": os.getpid()}

installation.ensure()
"""
WORKER = PREPARED + "work(once='--once' in sys.argv, beat=True)"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[str]:
    """The URL of an empty database; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with running_postgres() as url:
            yield url


@pytest.fixture
def home(tmp_path: Path, database: str) -> Path:
    furnish(tmp_path / "home", database)
    return tmp_path / "home"


def start(home: Path, database: str, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, *options], env=environment(home, database)
    )


def ask(home: Path, database: str, calls: str) -> None:
    subprocess.run(
        [sys.executable, "-c", PREPARED + calls], env=environment(home, database), check=True
    )


def told(home: Path, database: str) -> list[dict]:
    answer = run(home, "jobs", "list", "--last", "1000", "--format", "json", database=database)
    return json.loads(answer.stdout)["jobs"]


def wait_until(condition) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, "not in time"
        time.sleep(0.05)


def test_a_killed_workers_job_runs_again(home: Path, database: str):
    ask(home, database, "enqueue(Actor.operator(), 'test.wait')")
    first = start(home, database)
    wait_until((home / "begun").exists)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert told(home, database)[0]["state"] == "running"

    (home / "go").touch()
    second = start(home, database, "--once")
    assert second.wait(PATIENCE_SECONDS) == 0
    [job] = told(home, database)
    assert (job["state"], job["attempts"], job["result"]) == ("done", 2, {"pid": second.pid})


def test_a_worker_told_to_end_gives_its_job_back(home: Path, database: str):
    ask(home, database, "enqueue(Actor.operator(), 'test.wait')")
    worker = start(home, database)
    wait_until((home / "begun").exists)
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0
    [job] = told(home, database)
    assert (job["state"], job["attempts"]) == ("queued", 0)


def test_a_running_job_is_stopped_from_outside(home: Path, database: str):
    ask(home, database, "enqueue(Actor.operator(), 'test.wait')")
    worker = start(home, database, "--once")
    wait_until((home / "begun").exists)
    run(home, "jobs", "stop", "1", database=database)
    assert worker.wait(PATIENCE_SECONDS) == 0
    assert told(home, database)[0]["state"] == "stopped"


def test_two_workers_never_do_the_same_job(home: Path, database: str):
    count = 60
    ask(
        home,
        database,
        f"[enqueue(Actor.operator(), 'test.line', number=n) for n in range({count})]",
    )
    workers = [start(home, database, "--once") for _ in range(2)]
    assert [worker.wait(PATIENCE_SECONDS) for worker in workers] == [0, 0]
    lines = (home / "lines").read_text().split()
    assert sorted(map(int, lines)) == list(range(count))
    assert {(job["state"], job["attempts"]) for job in told(home, database)} == {("done", 1)}
