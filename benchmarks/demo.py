"""`make demo SERVE=0` from a clean clone in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measuring import expect, report, timed_outside

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Clone what is committed, run the one command, look for its three files."""
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-clone-") as folder:
        clone = Path(folder) / "binhyen"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        clean = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
        clean.pop("VIRTUAL_ENV", None)
        took = timed_outside(lambda: make_demo(clone, clean))
        made = {path.name for path in (clone / "var" / "review").rglob("*.*") if path.is_file()}
        expect("files of the demo", made, {"report.docx", "report.pdf", "figures.json"})
    report(took.row("make demo SERVE=0, clean clone", "s", 180, "set-up included; once"))


def make_demo(clone: Path, environment: dict[str, str]) -> None:
    """Run it; what it said is shown only when it fails.

    Raises:
        SystemExit: with the last lines of its output.
    """
    done = subprocess.run(
        ["make", "demo", "SERVE=0"],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit("\n".join(done.stdout.splitlines()[-25:]))


if __name__ == "__main__":
    main()
