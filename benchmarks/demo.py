"""`make demo SERVE=0` from a clean clone in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measuring import Row, expect, report, timed

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Clone what is committed, run the one command, look for its three files."""
    with tempfile.TemporaryDirectory(prefix="binhyen-bench-clone-") as folder:
        clone = Path(folder) / "binhyen"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        clean = {key: value for key, value in os.environ.items() if not key.startswith("BINHYEN_")}
        clean.pop("VIRTUAL_ENV", None)
        seconds = timed(
            lambda: subprocess.run(
                ["make", "demo", "SERVE=0"], cwd=clone, env=clean, check=True, capture_output=True
            )
        )
        made = {path.name for path in (clone / "var" / "review").rglob("*.*") if path.is_file()}
        expect("files of the demo", made, {"report.docx", "report.pdf", "figures.json"})
    report(
        Row("make demo SERVE=0, clean clone", seconds.wall, "s", 180, note="set-up included; once")
    )


if __name__ == "__main__":
    main()
