"""What an answer stands on: the bytes of the instance, the question, and the solver that answered it."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import binhyen.solver.deployment as solver
from binhyen.features.staffing.country.types import Asked
from binhyen.features.staffing.rules.format1.reading import FILES


def fingerprint(folder: Path, asked: Asked) -> str:
    """SHA-256 over the instance's files, the question and the solver; a missing file counts as empty."""
    digest = hashlib.sha256()
    for name in sorted(FILES.values()):
        path = folder / name
        digest.update(name.encode() + b"\0")
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    digest.update(repr(astuple(asked)).encode())
    digest.update(solver_version().encode())
    return digest.hexdigest()


@cache
def solver_version() -> str:
    """A digest of the solver's own sources, and the versions of the libraries it uses."""
    root = Path(str(solver.__file__)).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        if "tests" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return "+".join([digest.hexdigest()[:16], *map(_version, ("ortools", "highspy", "numpy"))])


def _version(package: str) -> str:
    try:
        return f"{package}-{version(package)}"
    except PackageNotFoundError:
        return f"{package}-none"
