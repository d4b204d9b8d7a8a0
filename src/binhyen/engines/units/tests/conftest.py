"""The small fictional country of `folder`, loaded for one test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from binhyen.engines.units import api
from binhyen.engines.units.tests.folder import write_folder
from binhyen.foundation.access.api import Actor

Id = Callable[[str, date], int]


@pytest.fixture
def small(db: None, tmp_path: Path, operator: Actor) -> Id:
    """Loads the fictional country and gives a function from a code and a day to a unit's id."""
    api.load_units(operator, source=write_folder(tmp_path))
    return lambda code, on: api.find(code, on).id
