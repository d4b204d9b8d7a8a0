"""What happened after the conference, through the real commands: minutes, notice, tasks, who did them and when.

All of it is the world's invention. Most communes do the work in time, some late, some never; the figure of the next
winter tells which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from binhyen.engines.norms.api import check
from binhyen.engines.tasks.api import NewMatter, Task, accept_task, raise_matter, report_done
from binhyen.engines.units.api import Level, Structure, police_units, structure
from binhyen.features.conference.api import (
    Conference,
    add_conclusion,
    confirm_conclusions,
    finish_minutes,
    issue_notice,
    minutes_of,
    record_conference,
    save_minutes,
)
from binhyen.foundation.access.api import Actor
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa import offices
from binhyen.worlds.thanh_hoa.conference import (
    CLOSING_POINTS,
    MINUTES_ON,
    NOTICE_ON,
    ClosingPoint,
    conclusion,
    held_2021,
    held_2022,
    held_2023,
)
from binhyen.worlds.thanh_hoa.conference_figures import report_next_winter
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON, SEED
from binhyen.worlds.thanh_hoa.offices import at_work
from binhyen.worlds.thanh_hoa.places import province

NORM = "cells.established"
IN_TIME, LATE = 0.7, 0.9
NEXT_ON = date(2023, 11, 20)
# December's reports come in January; ours.
FIGURES_ON = date(2023, 1, 9)


def load_conference(actor: Actor, progress: Callable[[str], None]) -> dict[str, int]:
    """The conferences, their conclusions, the tasks of Thanh Hóa and what became of them; answers how many of each."""
    progress("Hội nghị 3-6-2022, kết luận và nhiệm vụ")
    tree = structure(FOCUS_ON)
    top = province(tree)
    departments = {
        one.id: one.name for one in police_units(FOCUS_ON, top.id) if one.kind == "department"
    }
    with at_work(FOCUS_ON + timedelta(days=3)):
        record_conference(actor, held=held_2021(tree))
        conference = record_conference(actor, held=held_2022(tree, top.id, departments))
        lacking = lacking_units(top.id)
        matter = _raise(actor, top.id) if lacking else None
        given = _conclude(actor, conference, tree, lacking, matter)
    _write_minutes(actor, conference)
    with at_work(NOTICE_ON):
        issue_notice(actor, conference_id=conference.pk)
        confirm_conclusions(actor, conference_id=conference.pk, conclusion_ids=given)
    done = _work(tree)
    with at_work(FIGURES_ON):
        values = report_next_winter(actor, _done_by(FIGURES_ON, tree)) if lacking else 0
    with at_work(NEXT_ON):
        record_conference(actor, held=held_2023(tree))
    counts = {"conferences": 3, "conclusions": len(CLOSING_POINTS), "tasks_done": done}
    return counts | {"values_after": values}


def lacking_units(province_id: int) -> tuple[int, ...]:
    """Communes that had no cell on the day of the review though they had the members: what the review found."""
    found = check(Actor.system(), province_id, FOCUS_ON, [NORM], since=False)
    return tuple(one.unit_id for one in found if one.is_lacking)


def _raise(actor: Actor, province_id: int) -> int:
    """What the review found, as a matter whose figure is asked again."""
    new = NewMatter(province_id, "Xã có đủ đảng viên chưa thành lập chi bộ công an", norm=NORM)
    return raise_matter(actor, matter=new).pk


def _conclude(
    actor: Actor,
    conference: Conference,
    tree: Structure,
    lacking: Sequence[int],
    matter_id: int | None,
) -> list[int]:
    """Write the closing points down; answers those that give work."""
    item = conference.items.order_by("-place_in_order").first()
    given = []
    for point in CLOSING_POINTS:
        who = _who(point, tree, lacking)
        row = add_conclusion(
            actor,
            conference_id=conference.pk,
            conclusion=conclusion(
                point,
                who,
                item_id=item.pk if item else None,
                matter_id=matter_id if point.who == "lacking" else None,
            ),
        )
        if who:
            given.append(row.pk)
    return given


def _who(point: ClosingPoint, tree: Structure, lacking: Sequence[int]) -> Mapping[str, Any]:
    top = province(tree)
    reached: dict[str, dict[str, Any]] = {
        "lacking": {"unit_ids": list(lacking)} if lacking else {},
        "districts": {"levels": [int(Level.DISTRICT)], "under_id": top.id},
        "province": {"unit_ids": [top.id]},
    }
    return reached.get(point.who, {})


def _write_minutes(actor: Actor, conference: Conference) -> None:
    with at_work(MINUTES_ON):
        now = minutes_of(actor, conference.pk)
        saved = save_minutes(
            actor, conference_id=conference.pk, base=0, sections=now.sections, upto=now.upto
        )
        finish_minutes(actor, conference_id=conference.pk, base=saved.number)


def _work(tree: Structure) -> int:
    """Each unit reports on a day of its own, in time, late or never, and the level above accepts it; answers how many did."""
    done = 0
    for task in Task.objects.filter(given_on=NOTICE_ON).select_related("order").order_by("pk"):
        on = done_on(task, tree)
        if on is None:
            continue
        unit = tree.get(task.unit_id)
        above = tree.get(unit.parent_id) if unit.parent_id else tree.root
        with at_work(on):
            reported = report_done(
                offices.doer(unit.full_name, unit.level, unit.id),
                task_id=task.pk,
                version=task.version,
                reason="Đã làm xong, có văn bản kèm theo (mô phỏng).",
            )
            accept_task(
                offices.doer(above.full_name, above.level, above.id),
                task_id=task.pk,
                version=reported.version,
            )
        done += 1
    return done


def _done_by(on: date, tree: Structure) -> frozenset[str]:
    """Codes of the communes whose task was done before a day."""
    tasks = Task.objects.filter(given_on=NOTICE_ON, level=int(Level.COMMUNE), done_on__lt=on)
    return frozenset(tree.get(unit_id).code for unit_id in tasks.values_list("unit_id", flat=True))


def done_on(task: Task, tree: Structure) -> date | None:
    """The day a unit's work was done; None for those that never did. Units above the communes always do."""
    random = chance(SEED, "tasks", task.order.what, tree.get(task.unit_id).key)
    luck = random.random()
    days = max(2, (task.due_on - task.given_on).days)
    if luck < IN_TIME or (task.level < Level.COMMUNE and luck < LATE):
        return task.given_on + timedelta(days=random.randrange(1, days))
    if luck < LATE or task.level < Level.COMMUNE:
        return task.due_on + timedelta(days=random.randrange(5, 90))
    return None
