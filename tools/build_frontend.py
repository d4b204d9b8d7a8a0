"""Fetch the npm packages of the lock file and bundle the browser code; does nothing when nothing changed."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it also runs as a plain file

from tools import node  # noqa: E402

LOCK_STAMP = ROOT / "node_modules" / ".binhyen-lock"
DIST = ROOT / "src/binhyen/foundation/ui/static/ui/dist"
DIST_STAMP = DIST / "built-from.txt"


def main() -> int:
    install()
    bundle()
    return 0


def install() -> None:
    """`npm ci`, unless node_modules already comes from this lock file."""
    wanted = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if read(LOCK_STAMP) == wanted:
        return
    # No package's own install script runs here: nothing we use needs one.
    node.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=ROOT)
    LOCK_STAMP.write_text(wanted, encoding="ascii")


def bundle() -> None:
    """Run the bundler, unless the bundles come from these very sources."""
    sources = sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())
    wanted = digest([ROOT / "package-lock.json", *sources])
    if read(DIST_STAMP) == wanted:
        print("frontend: không có gì thay đổi")
        return
    node.run("node", "frontend/build.mjs", cwd=ROOT)
    DIST_STAMP.write_text(wanted, encoding="ascii")
    print(f"frontend: đã dựng {DIST.relative_to(ROOT)}")


def digest(paths: Iterable[Path]) -> str:
    seal = hashlib.sha256()
    for path in paths:
        seal.update(path.relative_to(ROOT).as_posix().encode())
        seal.update(hashlib.sha256(path.read_bytes()).digest())
    return seal.hexdigest()


def read(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
