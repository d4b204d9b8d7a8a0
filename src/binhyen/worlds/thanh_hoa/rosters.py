"""Duty rosters of the demonstration: published months of one commune and one township, by the real commands.

Everybody in them is synthetic; leave, reliefs and couples are drawn by chance and say nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from binhyen.engines.units.api import Level, find, structure
from binhyen.features.rosters import api
from binhyen.foundation.access.api import Actor
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON, PROVINCE_CODE, SEED

COMMUNE_CODE = "14938"
"""Where the demonstration account xa.truong works."""
TOWNSHIP_SIZE = 8
Progress = Callable[[str], None]


def load_rosters(actor: Actor, progress: Progress = lambda _line: None) -> dict[str, int]:
    """Publish May and June 2022 for the commune of `xa.truong` and for one township of eight; answers what was made.

    Call it after the force is loaded; it takes a few seconds.
    """
    commune = find(COMMUNE_CODE, FOCUS_ON, Level.COMMUNE).id
    counts = {"rosters": 0, "duties": 0}
    for unit_id in [commune, *_township(actor)]:
        progress(f"Lịch trực {api.unit_name(unit_id, FOCUS_ON)}")
        _mind(actor, unit_id)
        for first, last in _months():
            roster = _publish(actor, unit_id, first, last)
            counts["rosters"] += 1
            counts["duties"] += len(api.duties_of(roster))
    return counts


def _months() -> list[tuple[date, date]]:
    june = FOCUS_ON.replace(day=1)
    may = (june - timedelta(days=1)).replace(day=1)
    july = (june + timedelta(days=31)).replace(day=1)
    return [(may, june - timedelta(days=1)), (june, july - timedelta(days=1))]


def _township(actor: Actor) -> list[int]:
    tree = structure(FOCUS_ON)
    province = tree.by_code(PROVINCE_CODE, Level.PROVINCE).id
    towns = sorted(
        unit_id for unit_id in tree.subtree(province) if tree.get(unit_id).type == "thị trấn"
    )
    fitting = (one for one in towns if len(api.members(actor, one, FOCUS_ON)) == TOWNSHIP_SIZE)
    return [one for one in [next(fitting, None)] if one is not None]


def _mind(actor: Actor, unit_id: int) -> None:
    """One leave of five days; in the township a couple too, and one officer with a small child."""
    staff = [one for one in api.members(actor, unit_id, FOCUS_ON) if one.role == "officer"]
    drawn = chance(SEED, "rosters", str(unit_id)).sample(staff, len(staff))
    leave = FOCUS_ON + timedelta(days=12)
    api.record_absence(
        actor, unit_id=unit_id, officer_id=drawn[0].officer_id, first=leave, last=leave + timedelta(days=4),
        reason="leave",
    )  # fmt: skip
    if len(drawn) > 4:
        api.record_couple(
            actor, unit_id=unit_id, one_id=drawn[1].officer_id, other_id=drawn[2].officer_id
        )
        api.record_relief(
            actor, unit_id=unit_id, officer_id=drawn[3].officer_id, first=FOCUS_ON.replace(month=1, day=1),
            last=FOCUS_ON.replace(month=12, day=31), reason="child",
        )  # fmt: skip


def _publish(actor: Actor, unit_id: int, first: date, last: date) -> api.Roster:
    proposal = api.propose(actor, unit_id=unit_id, first=first, last=last)
    roster = api.draft_roster(
        actor, unit_id=unit_id, first=first, last=last, solved=proposal.itself
    )
    return api.publish_roster(actor, roster_id=roster.pk)
