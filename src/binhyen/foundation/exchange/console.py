"""How commands print: JSON for programs, short lines for people, progress beside both."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer

from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid


class Format(StrEnum):
    """How answers are printed."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="text hoặc json")]
OnOption = Annotated[
    str | None, typer.Option("--on", help="ngày hỏi, năm-tháng-ngày; mặc định hôm nay")
]


def say(facts: dict[str, Any], format_: Format = Format.text) -> None:
    """Print facts as JSON, or as indented `name: value` lines."""
    if format_ is Format.json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2, default=_plain) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(facts))


def progress(line: str) -> None:
    """Tell a person what is going on, without disturbing stdout."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def parse_day(text: str | None) -> date:
    """A day given on the command line; None is today.

    Raises:
        Invalid: it is not a date; says how to write one.
    """
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Invalid(
            N_("Ngày “{text}” không đọc được; hãy viết năm-tháng-ngày, ví dụ 2022-06-15."),
            text=text,
        ) from fault


def _plain(value: object) -> str | int | float:
    """Numbers stay numbers in JSON, so that a reader need not guess; all else becomes text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _lines(facts: dict[str, Any], indent: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in facts.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        elif isinstance(value, list):
            lines += [f"{indent}{name}:", *(f"{indent}  - {_short(item)}" for item in value)]
        else:
            lines.append(f"{indent}{name}: {'–' if value is None else value}")
    return lines


def _short(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    return " · ".join(f"{name}: {value}" for name, value in item.items() if value not in (None, ""))
