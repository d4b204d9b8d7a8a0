"""Running the command line in an installation of its own, on SQLite or on a PostgreSQL database."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("binhyen")


def environment(home: Path, database: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN")}
    own = {"BINHYEN_HOME": str(home), "BINHYEN_DATABASE_URL": database}
    return kept | own | {"DJANGO_SETTINGS_MODULE": "binhyen.project.settings"}


@cache
def _template() -> Path:
    """An installation with empty tables, made once a process: making tables is most of a first command's time."""
    folder = Path(tempfile.mkdtemp(prefix="binhyen-home-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = "import django; django.setup(); from binhyen.project import installation; installation.ensure()"
    subprocess.run([sys.executable, "-c", made], env=environment(folder), check=True)
    return folder


def furnish(home: Path, database: str = "") -> None:
    """Give a home empty tables where a test is not about making them; on PostgreSQL the first command makes them."""
    if not database:
        shutil.copytree(_template(), home, dirs_exist_ok=True)


def run(home: Path, *arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        env=environment(home, database),
        capture_output=True,
        text=True,
        check=False,
    )
