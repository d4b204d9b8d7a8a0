"""What a commune's device fetches over a weak line, with the real units of Vietnam and thirteen full months of reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from binhyen.engines.indicators.api import (
    calendars,
    catalogue,
    import_figures,
    load_catalogue,
    save_report,
)
from binhyen.engines.norms.api import load_norms
from binhyen.engines.units.api import Level, structure
from binhyen.features.offline import api
from binhyen.foundation.access.api import Actor, actor_for
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.kernel import clock
from binhyen.kernel.periods import months_within, parse_period
from binhyen.worlds.chance import chance

pytestmark = pytest.mark.country

FIRST_SYNC = 400 * 1024
DAILY_DELTA = 15 * 1024
HEADERS = 450  # request and answer heads of one part, as a browser sends them
YEAR = (date(2021, 5, 1), date(2022, 6, 1))
ASSETS = ("offline.js", "offline.css", "offline-worker.js")


@pytest.fixture
def clerk(country: None, db: None, tmp_path: Path, operator: Actor) -> Iterator[Actor]:
    """The clerk of a commune of Thanh Hóa whose unit has reported everything for thirteen months."""
    with clock.frozen(datetime(2022, 6, 10, 3, tzinfo=UTC)):
        folder = Path(settings.BINHYEN_CATALOGUE)
        load_catalogue(operator, folder=folder)
        load_norms(operator, folder=folder)
        tree = structure(date(2022, 6, 10))
        province = tree.by_code("38", Level.PROVINCE)
        unit = next(one for one in tree.at_level(Level.COMMUNE, province.id) if one.type == "xã")
        import_figures(operator, path=reports(tmp_path, unit.code), approve=True)
        account = create_account(
            operator, username="xa", office="Cán bộ tổng hợp", password="mot-mat-khau-du-dai-2022"
        )
        grant_role(
            operator,
            account_id=account.pk,
            role="commune_clerk",
            scope_id=unit.id,
            valid_from=date(2019, 1, 1),
        )
        yield actor_for(account)


def reports(folder: Path, code: str) -> Path:
    """Every monthly element of every month, with figures of no pattern: the worst a packer can meet."""
    dice, lines = chance("offline sync"), ["unit_code,element,period,breakdown,value"]
    for form in catalogue().definitions.values():
        if str(form.entry.kind) != "month":
            continue
        elements = [catalogue().element(name) for name in form.entry.elements]
        for period in months_within(YEAR, form.calendar):
            for element in elements:
                if not element.counted:
                    for _, option in element.value_keys():
                        lines.append(
                            f"{code},{element.code},{period},{option or ''},{dice.randrange(2000)}"
                        )
    path = folder / "figures.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def size(listed: dict[str, Any], held: set[tuple[str, str]]) -> int:
    """Bytes on the wire for the list and the parts not held yet."""
    import json

    fetched = [packed + HEADERS for name, tag, packed in listed["parts"] if (name, tag) not in held]
    return len(json.dumps(listed)) + HEADERS + sum(fetched)


def test_a_first_sync_and_a_day_are_small(clerk: Actor, operator: Actor, capsys: Any):
    first = api.manifest(clerk)
    whole = size(first, set())
    held = {(name, tag) for name, tag, _ in first["parts"]}
    forms = catalogue().definitions["security_monthly"]
    save_report(
        clerk,
        unit_id=first["unit"]["id"],
        definition=forms.code,
        period=parse_period("2022-06", calendars(), "admin"),
        values={name: 7 for name in forms.entry.elements if not catalogue().element(name).counted},
        base_version=0,
    )
    with clock.frozen(datetime(2022, 6, 11, 3, tzinfo=UTC)):
        day = size(api.manifest(clerk), held)
    with capsys.disabled():
        print(f"\nfirst sync {whole} bytes, the day after {day} bytes")  # noqa: T201 - the measurement
    assert whole <= FIRST_SYNC
    assert day <= DAILY_DELTA
