"""Running the command line in an installation of its own, on SQLite or on a PostgreSQL database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("binhyen")


def environment(home: Path, database: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BINHYEN")}
    own = {"BINHYEN_HOME": str(home), "BINHYEN_DATABASE_URL": database}
    return kept | own | {"DJANGO_SETTINGS_MODULE": "binhyen.project.settings"}


def run(home: Path, *arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments],
        env=environment(home, database),
        capture_output=True,
        text=True,
        check=False,
    )
