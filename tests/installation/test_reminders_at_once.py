"""Two rounds of reminders begun in the same moment by two connections, on both databases: nothing is doubled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation.reporting import prepare, python
from tests.installation.test_reports_by_many import SIDE_BY_SIDE
from tests.postgres import running_postgres

ROUND = """
from binhyen.features.approval import api as approval
together.wait(30)
approval.remind(actor)
"""
# In the real catalogue's forms: An Phước's communes have handed in nothing for May 2022.
BEGIN = """
from datetime import datetime, timezone
from threading import Barrier
from django.conf import settings
from binhyen.kernel import clock
clock.now = lambda: datetime(2022, 5, 16, 3, tzinfo=timezone.utc)
api.load_catalogue(actor, folder=Path(settings.BINHYEN_CATALOGUE))
together, programs = Barrier(2), [ROUND] * 2
"""
PROOF = """
from binhyen.features.approval import api as approval
from binhyen.features.approval.models import Reminder
from binhyen.kernel import clock
from datetime import datetime, timezone
with clock.frozen(datetime(2022, 5, 16, 3, tzinfo=timezone.utc)):
    later = approval.remind(actor)
rows = list(Reminder.objects.values_list("recipient", "unit", "definition", "period", "kind", "days"))
print(json.dumps([len(rows), len(set(rows)), later.made, later.known]))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[str]:
    """The URL of an empty database; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with running_postgres() as url:
            yield url


def test_two_rounds_at_once_remind_nobody_twice(tmp_path: Path, database: str):
    home = tmp_path / "home"
    prepare(home, tmp_path, database)
    assert python(home, f"ROUND = {ROUND!r}\n{BEGIN}{SIDE_BY_SIDE}", database) == []
    rows, different, made, known = python(home, PROOF, database)
    assert rows > 0
    assert (rows, made, known) == (different, 0, rows)
