"""`binhyen serve` brings a worker of jobs with it: begun again when it dies, gone when the server is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.installation.support import PROGRAM, environment, run

PATIENCE_SECONDS = 60
KEEPER = b"binhyen.project.keeping"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    home = tmp_path / "home"
    run(home, "jobs", "list")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", str(port)],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield home, process
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)
        # A server killed with -9 leaves its own workers behind; a group ends with its test.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def living(home: Path) -> list[str]:
    """Names of workers whose files stand; each ends by removing its own."""
    return sorted(path.stem for path in (home / "workers").glob("*.lock"))


def workers_of(server: int) -> list[int]:
    """Process ids of the workers kept for this server: children of its keeper."""
    keepers = [pid for pid, parent, words in processes() if parent == server and KEEPER in words]
    return [pid for pid, parent, words in processes() if parent in keepers and b"work" in words]


def processes() -> Iterator[tuple[int, int, list[bytes]]]:
    """Every process with its parent and command line."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
            parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):
            continue
        yield int(path.name), int(parent), words


def wait_until(condition: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < until, "not in time"
        time.sleep(0.1)


def test_a_dead_worker_is_begun_again(server):
    home, process = server
    wait_until(lambda: living(home))
    [first], [pid] = living(home), workers_of(process.pid)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: [name for name in living(home) if name != first])
    assert workers_of(process.pid) != [pid]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_it_ends_with_the_server(server, how):
    home, process = server
    wait_until(lambda: living(home))
    [pid] = workers_of(process.pid)
    os.kill(process.pid, how)
    process.wait(PATIENCE_SECONDS)
    wait_until(lambda: not Path(f"/proc/{pid}").exists())
    assert living(home) == []
