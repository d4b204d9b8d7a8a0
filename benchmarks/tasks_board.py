"""The board of all units while one directive runs everywhere: counted, and as a page over HTTP."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from benchmarks.country_figures_http import Site, clean, serving
from benchmarks.measuring import Row, Took, expect, median, middle, report, timed
from benchmarks.product import start
from benchmarks.tasks_giving import GIVEN, _give

GOAL_MS = 50.0
ON = date(2022, 9, 1)
RUNS = 15


def main() -> None:
    """Give the directive, then count its board, the plain way too, and ask for its page over HTTP."""
    start()
    from binhyen.engines.tasks.api import BoardQuery, board
    from binhyen.engines.units.api import structure
    from binhyen.foundation.access.api import Actor
    from binhyen.kernel import clock

    with clock.frozen(datetime(2022, 6, 15, 3, tzinfo=UTC)):
        root_id = structure(GIVEN).root.id
        given = timed(lambda: _give(root_id, "1/CT-BCA"))
    query, actor = BoardQuery(root_id, ON), Actor.operator()
    expect("provinces on the board", len(board(actor, query).rows), 63)
    counted = median(lambda: board(actor, query), RUNS)
    plain = median(lambda: _plain(ON), 3)
    pages = _pages()
    report(
        given.row("directive to the country before the board", "s", 3.0),
        counted.row("board of all units, counted", "ms", GOAL_MS, f"median of {RUNS}"),
        Row(
            "the same against a loop over the tasks",
            plain.cpu / counted.cpu,
            "×",
            ratio=plain.cpu / counted.cpu,
            note="CPU time, both in one run",
        ),
        pages.row("board of all units over HTTP", "ms", GOAL_MS, f"whole page, median of {RUNS}"),
    )


def _plain(on: date) -> dict[int, int]:
    """What a system does that loads the tasks and asks each for its state."""
    from binhyen.engines.tasks.api import Dates, State, Task, state_of
    from binhyen.engines.units.api import structure

    tree, late = structure(on), dict[int, int]()
    for task in Task.objects.all():
        dates = Dates(task.due_on, task.reported_on, task.done_on, task.withdrawn_on)
        if state_of(dates, on, on + timedelta(days=5)) is State.OVERDUE:
            province = tree.ancestor_at(task.unit_id, 1).id
            late[province] = late.get(province, 0) + 1
    return late


def _pages() -> Took:
    """Wall time seen by a client; the server's own CPU time is not known to it."""
    session = _session()
    with serving(clean(Path(os.environ["BINHYEN_HOME"]))) as (port, _server):
        site = Site(port, session=session)
        address = f"/tasks/?on={ON.isoformat()}"
        for _ in range(6):  # both workers have read the units once
            page = site.get(address).decode()
        expect("pages that name a province", page.count("tỉnh Thanh Hóa") > 0, wanted=True)
        return middle([timed(lambda: site.get(address)) for _ in range(RUNS)])


def _session() -> str:
    from django.test import Client

    from binhyen.foundation.access.api import Actor
    from binhyen.foundation.accounts.api import create_account, grant_role

    operator: Any = Actor.operator()
    account = create_account(
        operator, username="bench.board", office="Đo", password=token_urlsafe(16)
    )
    grant_role(
        operator,
        account_id=account.pk,
        role="ministry_officer",
        scope_id=None,
        valid_from=date(2019, 1, 1),
    )
    client = Client()
    client.force_login(account)
    return str(client.session.session_key)


if __name__ == "__main__":
    main()
