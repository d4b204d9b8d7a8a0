"""Run inside an installation: opens clerks with sessions, tells what their forms ask, counts what came in.

`python -m benchmarks.country_figures_people clerks N | states FORM PERIOD | totals ELEMENT PERIOD`; JSON on stdout.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from benchmarks.product import start

start()

from django.test import Client

from binhyen.engines.indicators.api import (
    By,
    Query,
    calendars,
    catalogue,
    form_layout,
    held_values,
    read,
    report_states,
)
from binhyen.engines.units.api import Level, structure
from binhyen.foundation.access.api import Account, Actor
from binhyen.foundation.accounts.api import create_account, create_token, grant_role
from binhyen.kernel.periods import parse_period

FORMS = ("drugs_monthly", "residence_monthly", "security_monthly")
# After the reform of 2025: an approver of today sees the units of today, so the clerks are theirs.
FIRST = "2025-08"
SINCE = date(2019, 10, 6)
PASSWORD = "benchmark-only-" + "x" * 12


def main(arguments: list[str]) -> None:
    """One question, one answer."""
    answers = {"clerks": clerks, "states": states, "totals": totals}
    sys.stdout.write(json.dumps(answers[arguments[0]](*arguments[1:])))


def clerks(number: str) -> dict[str, Any]:
    """So many communes with a clerk's session each, an approver for all, and the forms' references."""
    day = parse_period(FIRST, calendars(), "admin").last_day
    units = [u for u in structure(day).at_level(Level.COMMUNE) if u.type == "xã"][: int(number)]
    root = structure(day).root.id
    approver = _account("bench.approver", "ministry_officer", root)
    _, token = create_token(
        Actor.operator(),
        account_id=approver.pk,
        name="benchmark",
        permissions=["figures.view", "api.use", "units.view"],
        scope_id=root,
    )
    return {
        "approver": _session(approver),
        "token": token,
        "clerks": [
            {"unit": unit.id, **_session(_account(f"bench.u{unit.id}", "commune_clerk", unit.id))}
            for unit in units
        ],
        "forms": [_form(code, units[0].id) for code in FORMS],
    }


def states(form: str, period_code: str) -> list[dict[str, Any]]:
    """Every report of a period that somebody made, with the newest values by reference."""
    known = catalogue()
    period = parse_period(period_code, calendars(), "admin")
    elements = [known.elements[code] for code in known.definitions[form].entry.elements]
    refs = {
        key: (element.reference(option), 10**element.entry.decimals)
        for element in elements
        for key, option in element.value_keys()
    }
    rows = report_states(form, period, structure(period.last_day).root.id)
    versions = {row.report_id: row.version for row in rows}
    held = held_values(Actor.operator(), definition=form, period=period, newest=True)
    return [
        {
            "id": one.report_id,
            "unit": one.unit_id,
            "version": versions.get(one.report_id, 0),
            "status": str(one.status),
            "values": {refs[key][0]: value / refs[key][1] for key, value in one.values.items()},
        }
        for one in held
    ]


def totals(element: str, period_code: str) -> float:
    """The country's total of an element."""
    period = parse_period(period_code, calendars(), catalogue().calendar_code(element))
    cells = list(read(Query((element,), structure(period.last_day).root.id, By.UNIT, (period,))))
    return float(cells[0].value or 0)


def _account(username: str, role: str, scope_id: int) -> Account:
    known = Account.objects.filter(username=username).first()
    if known is not None:
        return known
    operator = Actor.operator()
    made = create_account(operator, username=username, office=username, password=PASSWORD)
    grant_role(operator, account_id=made.pk, role=role, scope_id=scope_id, valid_from=SINCE)
    return made


def _session(account: Account) -> dict[str, str]:
    client = Client()
    client.force_login(account)
    return {"session": client.cookies["sessionid"].value}


def _form(code: str, unit_id: int) -> dict[str, Any]:
    period = parse_period(FIRST, calendars(), "admin")
    layout = form_layout(code, unit_id, period)
    cells = [cell for section in layout.sections for line in section.lines for cell in line.cells]
    return {
        "code": code,
        "version": layout.version,
        "refs": [cell.ref for cell in cells],
        "stocks": [cell.ref for cell in cells if cell.kind == "stock"],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
