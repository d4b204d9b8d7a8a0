"""One directive to every commune and township of the country: registered, given, with deadlines, steps and notices."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from benchmarks.measuring import Row, Took, expect, middle, report, timed
from benchmarks.product import start

GIVEN, DUE = date(2022, 6, 15), date(2022, 12, 30)
GOAL_S = 3.0
RUNS = 3
# The plain way is so slow that a part of the country must do; its time grows evenly with units.
PLAIN_UNITS = 400
TYPES = ("xã", "thị trấn")


def main() -> None:
    """Give the same order several times, then a part of it the plain way, row after row."""
    start()
    from binhyen.engines.units.api import structure
    from binhyen.kernel import clock

    with clock.frozen(datetime(2022, 6, 15, 3, tzinfo=UTC)):
        tree = structure(GIVEN)
        wanted = sum(tree.units[one].type in TYPES for one in tree.subtree(tree.root.id))
        runs, given = _runs(tree.root.id)
        expect("tasks of one directive", given, wanted)
        own = middle(runs)
        plain = timed(lambda: _plain(tree))
        per_unit = plain.cpu / PLAIN_UNITS
    report(
        own.row(
            f"directive to {wanted} units: tasks, deadlines, notices",
            "s",
            GOAL_S,
            f"registered and given, median of {RUNS}",
        ),
        Row(
            "the same against a row after the other",
            per_unit * wanted / own.cpu,
            "×",
            ratio=per_unit * wanted / own.cpu,
            note=f"plain inserts measured on {PLAIN_UNITS} units, CPU time",
        ),
        _cascade(tree.root.id),
    )


def _runs(root_id: int) -> tuple[list[Took], int]:
    found, given = [], 0
    for number in range(RUNS):
        tasks: list[int] = []
        found.append(timed(lambda n=number, t=tasks: t.append(_give(root_id, f"{n + 1}/CT-BCA"))))  # type: ignore[misc]
        given = tasks[0]
    return found, given


def _cascade(root_id: int) -> Row:
    took = timed(lambda: _give(root_id, "90/CT-BCA", cascade=True))
    return took.row(
        "the same through provinces and districts", "s", note="each level its share of the days"
    )


def _give(root_id: int, symbol: str, *, cascade: bool = False) -> int:
    from binhyen.engines.tasks.api import (
        NewClause,
        NewDirective,
        NewOrder,
        Recipients,
        give_tasks,
        register_directive,
    )
    from binhyen.foundation.access.api import Actor

    actor = Actor.operator()
    directive = register_directive(
        actor,
        directive=NewDirective(
            root_id,
            "directive",
            symbol,
            "Bộ Công an",
            "Đo giao việc",
            GIVEN,
            GIVEN,
            (NewClause("điểm a", "Thành lập chi bộ."),),
        ),
    )
    order = NewOrder(
        directive.pk,
        "điểm a",
        "Thành lập chi bộ",
        "Quyết định",
        Recipients(types=TYPES),
        "Trưởng Công an xã",
        GIVEN,
        DUE,
        cascade=cascade,
    )
    return give_tasks(actor, order=order).tasks


def _plain(tree: Any) -> None:
    """What a system does that saves each task, its first step and its notice by itself."""
    from django.db import transaction

    from binhyen.engines.tasks.models import Notice, Task, TaskOrder, TaskStep
    from binhyen.kernel import clock

    order = TaskOrder.objects.order_by("pk").first()
    if order is None:
        raise SystemExit("benchmarks: no order to copy")
    taken = set(Task.objects.filter(order=order).values_list("unit_id", flat=True))
    copy = TaskOrder.objects.get(pk=order.pk)
    copy.pk, copy.code = None, "plain"
    copy.save()
    now = clock.now()
    with transaction.atomic():
        for unit_id in sorted(taken & set(tree.units))[:PLAIN_UNITS]:
            task = Task.objects.create(
                order=copy,
                unit_id=unit_id,
                first_unit_id=unit_id,
                level=3,
                given_on=GIVEN,
                first_due_on=DUE,
                due_on=DUE,
            )
            TaskStep.objects.create(task=task, kind="given", on=GIVEN, at=now, by="")
            Notice.objects.create(recipient_id=unit_id, task=task, kind="given", at=now)


if __name__ == "__main__":
    main()
