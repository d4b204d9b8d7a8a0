"""A guard that has never fired is not known to work: each border is crossed once on purpose."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ("types", "rules", "models", "queries", "commands", "api", "pages", "rest", "jobs")
MODULES = {
    "engines": ("tasks", "norms", "indicators", "documents", "people", "units"),
    "features": ("review", "overview"),
    "foundation": (
        "resources",
        "ui",
        "jobs",
        "realtime",
        "exchange",
        "accounts",
        "commands",
        "access",
        "audit",
    ),
}

PLANTED = {
    "Features do not know each other": (
        "features/review/queries.py",
        "import binhyen.features.overview.api",
    ),
    "Engines are ranked": ("engines/units/queries.py", "import binhyen.engines.norms.api"),
    "Foundation is ranked": (
        "foundation/audit/queries.py",
        "import binhyen.foundation.commands.api",
    ),
    "Inside a module": ("engines/units/rules.py", "import binhyen.engines.units.models"),
    "A module's internals are its own": (
        "features/review/queries.py",
        "import binhyen.engines.units.commands",
    ),
    "Entry points speak only to api": (
        "features/review/pages.py",
        "import binhyen.features.review.models",
    ),
    "Kernel and solver are pure Python": ("kernel/text.py", "import django"),
    "Optimisers live in the solver": ("features/review/queries.py", "import highspy"),
    "Arrows point down": ("kernel/text.py", "import binhyen.foundation.audit.api"),
}
MORE = {
    "rules reach for commands": (
        "Inside a module",
        "engines/people/rules.py",
        "import binhyen.engines.people.commands",
    ),
    "foundation knows an engine": (
        "Arrows point down",
        "foundation/ui/api.py",
        "import binhyen.engines.units.api",
    ),
    "solver uses foundation": (
        "Arrows point down",
        "solver/types.py",
        "import binhyen.foundation.audit.api",
    ),
    "engine knows a world": (
        "Arrows point down",
        "engines/people/queries.py",
        "import binhyen.worlds.names",
    ),
    "a new engine nobody ranked": ("Engines are ranked", "engines/weather/api.py", ""),
    "a new ring nobody placed": ("Arrows point down", "helpers/api.py", ""),
}


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The project's shape with empty files, under the project's own contracts."""
    package = tmp_path / "src" / "binhyen"
    for ring, modules in MODULES.items():
        for module in modules:
            for name in ("__init__", *FILES):
                write(package / ring / module / f"{name}.py")
    for name in ("project/wiring", "worlds/names", "solver/types", "kernel/text"):
        write(package / f"{name}.py")
    for folder in (package, *(path for path in package.rglob("*") if path.is_dir())):
        write(folder / "__init__.py")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "contracts.py", tmp_path / "tools")
    write(tmp_path / "tools" / "__init__.py")
    return tmp_path


def test_it_keeps_all_contracts_on_the_bare_skeleton(skeleton: Path):
    done = lint(skeleton)
    assert done.returncode == 0, done.stdout


def test_the_project_itself_keeps_them():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("contract", PLANTED)
def test_it_catches_a_planted_violation(skeleton: Path, contract: str):
    plant(skeleton, *PLANTED[contract])
    assert_broken(skeleton, contract)


@pytest.mark.parametrize("story", MORE)
def test_it_catches_another_way_across(skeleton: Path, story: str):
    contract, *violation = MORE[story]
    plant(skeleton, *violation)
    assert_broken(skeleton, contract)


def assert_broken(folder: Path, contract: str) -> None:
    done = lint(folder)
    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout


def plant(folder: Path, name: str, line: str) -> None:
    path = folder / "src" / "binhyen" / name
    write(path.parent / "__init__.py")
    write(path, f"{line}\n")


def write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": f"{folder / 'src'}:{folder}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
