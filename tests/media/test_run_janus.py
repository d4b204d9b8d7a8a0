"""The real Janus, from a generated folder: it answers, says so when it is killed, and answers again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BINHYEN = Path(sys.executable).parent / "binhyen"
WAIT_SECONDS = 60
HEALTH = (
    "import django; django.setup()\n"
    "from binhyen.foundation.realtime.media.api import media_health\n"
    "found = media_health()\n"
    "print(found.answers, found.version or found.reason)"
)
needs_janus = pytest.mark.skipif(
    shutil.which("janus") is None, reason="janus is not installed: apt-get install janus"
)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN_")}
    return kept | {
        "BINHYEN_HOME": str(tmp_path / "home"),
        "BINHYEN_MEDIA": "janus",
        "BINHYEN_JANUS_URL": f"ws://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "binhyen.project.settings",
    }


def config(environment: dict[str, str], out: Path) -> subprocess.CompletedProcess[str]:
    command = [str(BINHYEN), "janus", "config", "--out", str(out)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def health(environment: dict[str, str]) -> str:
    command = [sys.executable, "-c", HEALTH]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def until(environment: dict[str, str], begins: str) -> str:
    """Ask until the answer begins so."""
    end = time.monotonic() + WAIT_SECONDS
    found = ""
    while time.monotonic() < end:
        found = health(environment)
        if found.startswith(begins):
            return found
    raise AssertionError(found)


@pytest.fixture
def janus(environment: dict[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Running servers; whoever starts one puts it here."""
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for process in running:
        process.kill()
        process.wait()


def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(BINHYEN), "janus", "run", "--media-ports", "21000-21099"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_the_folder_holds_secrets_for_its_owner_alone(
    environment: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "janus"
    assert config(environment, out).returncode == 0
    first = {path.name: path.read_text() for path in out.iterdir()}
    assert {path.stat().st_mode & 0o77 for path in [out, *out.iterdir()]} == {0}
    assert config(environment, out).returncode == 0
    assert {path.name: path.read_text() for path in out.iterdir()} == first


def test_a_folder_of_others_is_left_alone(environment: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("kept")
    done = config(environment, out)
    assert done.returncode == 2
    assert "letter.txt" in done.stderr
    assert [path.name for path in out.iterdir()] == ["letter.txt"]


def test_without_janus_the_package_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    nowhere = environment | {"PATH": str(tmp_path)}
    done = subprocess.run(
        [str(BINHYEN), "janus", "run"], env=nowhere, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "apt-get install janus" in done.stderr


@needs_janus
def test_it_answers_is_killed_and_answers_again(
    environment: dict[str, str], janus: list[subprocess.Popen[bytes]]
) -> None:
    assert health(environment).startswith("False")
    janus.append(start(environment))
    until(environment, "True")
    janus[-1].send_signal(signal.SIGKILL)
    janus[-1].wait()
    assert health(environment).startswith("False")
    janus.append(start(environment))
    until(environment, "True")
