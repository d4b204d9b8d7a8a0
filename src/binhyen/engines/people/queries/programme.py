"""What the catalogue says of the programme, as far as people need it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from binhyen.engines.people.entries import ProgrammeEntry
from binhyen.kernel.yamlfile import load_entry


def cell_members() -> int:
    """Official Party members who found a cell of commune police (`programme.yaml`).

    Raises:
        Invalid: the file is missing or faulty; its rows name the lines.
    """
    return _programme(Path(settings.BINHYEN_CATALOGUE)).cell_members


@cache
def _programme(catalogue: Path) -> ProgrammeEntry:
    return load_entry(catalogue / "programme.yaml", ProgrammeEntry)
