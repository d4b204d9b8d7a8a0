"""Commands on files need no installation: no Django is loaded, nothing is made in BINHYEN_HOME."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.planning.commands import SAMPLES

A = SAMPLES / "a-feasible"
PROGRAM = """
import sys
from binhyen.project.cli import main
sys.argv = ["binhyen", "plan", "check", *sys.argv[1:]]
try:
    main()
finally:
    sys.stderr.write("django" if "django" in sys.modules else "plain")
"""


def test_checking_loads_no_django_and_makes_no_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(A), str(A / "reference_plan.csv")],
        env={**os.environ, "BINHYEN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "plain")
    assert not home.exists()
