"""`binhyen backup FILE` and `binhyen restore FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.project import backup as backups
from binhyen.project.backup.manifest import Manifest

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


def backup(file: FileArgument, format_: FormatOption = Format.text) -> None:
    """Write the whole installation into FILE, consistently, also while it serves."""
    made = backups.take(Actor.operator(), file.absolute())
    say(_facts(file, made), format_)


def restore(file: FileArgument, format_: FormatOption = Format.text) -> None:
    """Bring FILE back into an empty installation; refuses damaged and newer ones."""
    made = backups.restore(Actor.operator(), file.absolute())
    say(_facts(file, made), format_)


def _facts(file: Path, made: Manifest) -> dict[str, object]:
    return {
        "file": str(file),
        "created_at": made.created_at,
        "product": made.product,
        "database": made.vendor,
        "files": len(made.files),
    }
