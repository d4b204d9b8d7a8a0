"""The catalogue's numbers for tasks."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from binhyen.engines.indicators.api import work_calendar
from binhyen.engines.tasks.entries import TaskDefaults
from binhyen.kernel.yamlfile import load_entry


def defaults() -> TaskDefaults:
    """What `tasks.yaml` of the installation's catalogue says.

    Raises:
        Invalid: the file breaks its shape; the rows name file and line.
    """
    return _read(Path(settings.BINHYEN_CATALOGUE))


def near_until(on: date) -> date:
    """The last day on which a deadline counts as near on a day; working days, Tết and make-up days known."""
    return work_calendar().add_working_days(on, defaults().near_due_days)


@cache
def _read(catalogue: Path) -> TaskDefaults:
    return load_entry(catalogue / "tasks.yaml", TaskDefaults)
