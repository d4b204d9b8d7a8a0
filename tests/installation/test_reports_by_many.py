"""Many write reports at once, on both databases: totals exact, nothing lost, nobody waits for ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation.reporting import COMMUNES, prepare, python
from tests.postgres import running_postgres

# Enters, submits and approves a third of the communes three times, in a new month that all begin at once.
ROUNDS = """
part, parts, rounds = {part}, {parts}, 2
for turn in range(rounds):
    for number in range(part, {communes}, parts):
        report = save(number, 10 * turn + number % 7)
        api.submit_report(actor, report_id=report.id)
        if turn % 2: api.approve_reports(actor, report_ids=[report.id])
        else: api.approve_report(actor, report_id=report.id)
print("1")
"""
# Everybody lays one value over the same commune's draft again and again, from the version seen last.
SAME = """
kept = 0
while kept < 5:
    seen = api.report_state(actor, unit_id=unit(0), definition="monthly", period=period())
    base = seen.version if seen else 0
    value = int(seen.values.get("crime.occurred", 0)) if seen else 0
    try:
        save(0, value + 1, base_version=base)
        kept += 1
    except Conflict: pass
print(kept)
"""
LOCKING = """
for turn in range(3):
    api.lock_period(actor, definition="monthly", period=period(), unit_id=find("01", day).id, reason="x")
    before = total()
    time.sleep(0.2)
    assert total() == before, "a figure changed under a lock"
    api.unlock_period(actor, definition="monthly", period=period(), unit_id=find("01", day).id, reason="x")
    time.sleep(0.1)
print("1")
"""
AGAINST_LOCKS = """
done = refused = 0
while done < 6:
    number = {part} + 3 * (done % 4)
    try:
        report = save(number, 1000 + done + refused)
        api.submit_report(actor, report_id=report.id)
        api.approve_report(actor, report_id=report.id)
        done += 1
    except RuleBroken: refused += 1; time.sleep(0.01)
print(refused)
"""
SIDE_BY_SIDE = """
import threading, traceback
from django.db import connection
failures = []
def run(text):
    try: exec(text, {**globals(), "print": str})
    except BaseException: failures.append(traceback.format_exc())
    finally: connection.close()
threads = [threading.Thread(target=run, args=[text], daemon=True) for text in programs]
for thread in threads: thread.start()
for thread in threads: thread.join(90)
failures += ["still running" for thread in threads if thread.is_alive()]
print(json.dumps(failures))
"""
PROOF = """
from binhyen.engines.indicators.models import Report, ReportVersion
versions = [list(ReportVersion.objects.filter(report=r).order_by("number").values_list("number", flat=True))
            == list(range(1, r.version + 1)) for r in Report.objects.all()]
state = api.report_state(actor, unit_id=unit(0), definition="monthly", period=period())
print(json.dumps([total(), len(api.verify_rollups()), all(versions), int(state.values["crime.occurred"])]))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> Iterator[str]:
    """The URL of an empty database; empty for SQLite."""
    if request.param == "sqlite":
        yield ""
    else:
        with running_postgres() as url:
            yield url


def test_totals_stay_exact(tmp_path: Path, database: str):
    home = tmp_path / "home"
    prepare(home, tmp_path, database)
    together(home, database, [ROUNDS.format(part=p, parts=3, communes=COMMUNES) for p in range(3)])
    wanted = sum(10 + number % 7 for number in range(COMMUNES))
    assert python(home, PROOF, database)[:3] == [wanted, 0, True]
    # Now all upon one draft: every kept save is there, none overwrote another.
    together(home, database, [SAME] * 3)
    assert python(home, PROOF, database)[1:] == [0, True, 10 + 3 * 5]
    # And with somebody locking and opening the month meanwhile.
    together(home, database, [LOCKING, *(AGAINST_LOCKS.format(part=p) for p in range(2))])
    assert python(home, PROOF, database)[1:3] == [0, True]


def together(home: Path, database: str, programs: list[str]) -> None:
    """Run programs at once, each in a thread with a connection of its own; each must end well."""
    assert python(home, f"programs = {programs!r}\n{SIDE_BY_SIDE}", database) == []
