"""How commands print: JSON for programs, short lines for people."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated, Any

import typer


class Format(StrEnum):
    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="text hoặc json")]


def say(facts: dict[str, Any], format_: Format = Format.text) -> None:
    """Print facts as JSON, or as `name: value` lines."""
    if format_ is Format.json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        for name, value in facts.items():
            sys.stdout.write(f"{name}: {value}\n")


def progress(line: str) -> None:
    """Tell a person what is going on, without disturbing stdout."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
