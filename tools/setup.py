"""Set the project up from nothing but Python: run by `make setup`; a second run takes seconds.

Uses the standard library only, since nothing else is there yet.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
STAMPS = VENV / "stamps"
OLDEST_PYTHON = (3, 11)
QUIETLY = ("-q", "--disable-pip-version-check")
# Certificates as the machine trusts them, which matters behind an office's own gateway.
SURROUNDINGS = {"PYTHONUTF8": "1", "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}


def main(arguments: Sequence[str]) -> None:
    refuse_old_python()
    make_environment()
    if "--lock" in arguments:
        lock()
        return
    install("requirements-dev" if "--dev" in arguments else "requirements")
    if "--distributed" in arguments:
        install("requirements-distributed")
    install_project()
    for script in ("build_frontend.py", "build_documents_assets.py", "messages.py"):
        build(script)
    compile_modules()


def refuse_old_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        stop(f"Python 3.11 or newer is needed; this is {found}.", "apt-get install python3.11")


def make_environment() -> None:
    if PYTHON.exists():
        return
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        stop("Python's venv module is missing.", "apt-get install python3-venv")
    say("making .venv")
    run([sys.executable, "-m", "venv", str(VENV)])


def install(name: str) -> None:
    """Install one hashed requirements file, with uv where it can be had, else with pip."""
    listing = ROOT / f"{name}.txt"
    if fresh(name, [listing]) or (
        name == "requirements" and fresh("requirements-dev", [ROOT / "requirements-dev.txt"])
    ):
        return
    say(f"installing {name}.txt")
    pip_install("--require-hashes", "-r", str(listing))
    stamp(name, [listing])


def install_project() -> None:
    sources = [ROOT / "pyproject.toml", ROOT / "requirements.in"]
    if fresh("project", sources) and (VENV / "bin" / "binhyen").exists():
        return
    pip_install("--no-deps", "-e", str(ROOT))
    stamp("project", sources)


def build(script: str) -> None:
    """Run one of the set-up scripts; each knows by itself whether there is anything to do."""
    command = [str(PYTHON), str(ROOT / "tools" / script)]
    run([*command, "--compile"] if script == "messages.py" else command)


def compile_modules() -> None:
    """Compile what was installed, so that no first command waits for it, nor any where Python may not write."""
    compiler = [str(PYTHON), "-m", "compileall", "-q", "-q", "-j", "0"]
    attempt([*compiler, str(ROOT / "src")])
    listings = [
        path for path in sorted(ROOT.glob("requirements*.txt")) if (STAMPS / path.stem).exists()
    ]
    if not fresh("compiled", listings):
        # A package may hold files for another Python, which are left alone.
        attempt([*compiler, str(next((VENV / "lib").glob("python*")) / "site-packages")])
        stamp("compiled", listings)


def pip_install(*arguments: str) -> None:
    """Install with uv, ten times faster, and with pip where uv cannot be had or does not get through."""
    if not UV.exists():
        attempt([str(PYTHON), "-m", "pip", "install", *QUIETLY, "uv"])
    with_uv = [str(UV), "pip", "install", "-q", "--python", str(PYTHON), *arguments]
    if not (UV.exists() and attempt(with_uv)):
        run([str(PYTHON), "-m", "pip", "install", *QUIETLY, *arguments])


def lock() -> None:
    """Compile the hashed files; addresses of registries never enter them."""
    pip_install("uv")
    for name in ("requirements", "requirements-dev", "requirements-distributed"):
        run(
            [
                str(UV),
                "pip",
                "compile",
                "-q",
                "--upgrade",
                "--generate-hashes",
                "--no-emit-index-url",
                "--no-header",
                f"{name}.in",
                "-o",
                f"{name}.txt",
            ]
        )


def fresh(name: str, sources: Sequence[Path]) -> bool:
    mark = STAMPS / name
    return mark.exists() and mark.read_text() == fingerprint(sources)


def stamp(name: str, sources: Sequence[Path]) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(fingerprint(sources))


def fingerprint(sources: Sequence[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def run(command: list[str]) -> None:
    if not attempt(command):
        stop(
            f"This step failed: {' '.join(command)}",
            "read the lines above; then run make setup again",
        )


def attempt(command: list[str]) -> bool:
    return not subprocess.run(
        command, cwd=ROOT, env=os.environ | SURROUNDINGS, check=False
    ).returncode


def say(line: str) -> None:
    sys.stderr.write(f"setup: {line}\n")


def stop(problem: str, cure: str) -> None:
    sys.exit(f"setup: {problem}\nsetup: cure: {cure}")


if __name__ == "__main__":
    main(sys.argv[1:])
