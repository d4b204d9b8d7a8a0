"""A file of figures in the making: lines in the columns the import knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

HEADER = "unit_code,element,period,breakdown,value\n"


class Sheet:
    """Collects values; codes, elements and options hold no commas, so lines are plain."""

    def __init__(self) -> None:
        self.lines: list[str] = [HEADER]

    def put(self, code: str, period: str, values: Mapping[str, int | str]) -> None:
        """Values by element; `element.option` is written `element/option`, decimals as text."""
        for name, value in values.items():
            element, _, option = name.partition("/")
            self.lines.append(f"{code},{element},{period},{option},{value}\n")

    def write(self, path: Path) -> Path:
        """The file."""
        path.write_text("".join(self.lines), encoding="utf-8")
        return path
