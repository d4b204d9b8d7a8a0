"""House rules no stock linter knows; each rule has good and bad lines as its own test.

Run: python tools/house_lint.py [paths]; prints `file:line: rule: what to do` and exits 1 on a find.
"""

from __future__ import annotations

import ast
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}
TEXT_FILES = {".py", ".html", ".yaml", ".yml", ".md", ".toml", ".js", ".css", ".po", ".csv", ".txt"}


@dataclass(frozen=True)
class Find:
    path: str
    line: int
    rule: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.advice}"


Rule = Callable[[str, ast.Module], Iterator[tuple[int, str]]]


def only_commands_write(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """In engines and features rows are written by commands alone."""
    parts = Path(path).parts
    inside = {"engines", "features"} & set(parts)
    if not inside or {"commands", "migrations", "tests"} & {Path(part).stem for part in parts}:
        return
    for call in _calls(tree):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        on_rows = name in WRITES and _mentions_rows(call.func)
        if on_rows or name in {"bulk_create", "bulk_update"}:
            yield call.lineno, f".{name}() belongs in commands"


def pages_have_no_rows(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Pages, routers and command lines get rows from an api, through access."""
    if Path(path).stem not in {"pages", "rest", "cli"}:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            yield node.lineno, "ask an api function; rows come through access.visible"


def no_get_model(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """apps.get_model leaves no import edge, so the borders could not see it."""
    if "migrations" in Path(path).parts:
        return
    for call in _calls(tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "get_model":
            yield call.lineno, "import the model, or wire it in project/wiring.py"


def identifiers_are_english(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names are ASCII; Vietnamese stands in texts."""
    for node in ast.walk(tree):
        name = getattr(node, "name", None) or getattr(node, "arg", None)
        if isinstance(name, str) and not name.isascii():
            yield getattr(node, "lineno", 1), f"name {name!r} in ASCII English"


def no_time_but_the_clock(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Only kernel.clock asks the system for the time, so that tests can stop it."""
    if (
        path.endswith("kernel/clock.py")
        or "tests" in Path(path).parts
        or "src" not in Path(path).parts
    ):
        return
    for call in _calls(tree):
        if ast.unparse(call.func) in {
            "date.today",
            "datetime.now",
            "datetime.utcnow",
            "timezone.now",
            "time.time",
        }:
            yield call.lineno, "ask kernel.clock"


RULES: dict[str, Rule] = {
    "only-commands-write": only_commands_write,
    "pages-have-no-rows": pages_have_no_rows,
    "no-get-model": no_get_model,
    "identifiers-are-english": identifiers_are_english,
    "no-time-but-the-clock": no_time_but_the_clock,
}


def lint_source(path: str, source: str) -> list[Find]:
    """All finds in one Python file."""
    tree = ast.parse(source)
    return [
        Find(path, line, name, advice)
        for name, rule in RULES.items()
        for line, advice in rule(path, tree)
    ]


def lint_text(path: str, text: str) -> list[Find]:
    """Text files are NFC: one letter, one code."""
    return [
        Find(path, number, "text-is-nfc", "save the file in composed form (NFC)")
        for number, line in enumerate(text.splitlines(), 1)
        if not unicodedata.is_normalized("NFC", line)
    ]


def main(arguments: list[str]) -> int:
    finds: list[Find] = []
    for path in _files([Path(argument) for argument in arguments] or [ROOT]):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
        finds += lint_text(name, text)
        if path.suffix == ".py":
            finds += lint_source(name, text)
    for find in finds:
        print(find)
    return 1 if finds else 0


def _files(places: list[Path]) -> Iterator[Path]:
    skipped = {".venv", "node_modules", ".git", "var", "dist", "built", "build"}
    for place in places:
        candidates = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in candidates:
            hidden = skipped & set(path.parts) or any(
                part.startswith(".") for part in path.relative_to(place).parts
            )
            if path.is_file() and path.suffix in TEXT_FILES and not hidden:
                yield path


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _mentions_rows(node: ast.expr) -> bool:
    """Whether a chain such as X.objects.filter().update goes through a model's rows."""
    chain = ast.unparse(node)
    return ".objects" in chain or chain.endswith(".save") or "rows." in chain


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
