"""The documentation as text: pages, links, and the `binhyen …` lines in their code fences."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?:export )?(?:[A-Z_]+=\S+ )*(?:\S*/)?binhyen (.+)$", re.MULTILINE)


@cache
def pages() -> dict[str, str]:
    """Every page written for people, by its path from the root."""
    files = [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "catalogue").glob("*.md")),
        *sorted((ROOT / "src").rglob("README.md")),
    ]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def guides() -> dict[str, str]:
    """Pages a person writes, not the generated reference."""
    return {name: text for name, text in pages().items() if not name.startswith("docs/reference/")}


def links(text: str) -> Iterator[str]:
    """Relative link targets, without their anchors."""
    for target in LINK.findall(FENCE.sub("", text)):
        if not re.match(r"[a-z]+:|#", target):
            yield target.split("#")[0]


def shown_commands(text: str) -> Iterator[list[str]]:
    """The arguments of every `$ binhyen …` line in code fences; joined over trailing backslashes."""
    for fence in FENCE.findall(text):
        for line in COMMAND.findall(fence.replace("\\\n", " ")):
            yield shlex.split(line.split(" > ")[0])


@cache
def command_line() -> Any:
    """The product's command line as the parser sees it."""
    import typer

    from binhyen.project.commandline import app

    return typer.main.get_command(app)


def leaves(
    command: Any = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with its words."""
    command = command or command_line()
    inner = getattr(command, "commands", None)
    if not inner:
        yield path, command
        return
    for name, below in sorted(inner.items()):
        yield from leaves(below, (*path, name))
