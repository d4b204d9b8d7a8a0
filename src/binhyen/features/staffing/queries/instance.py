"""A deployment problem from live data: who is wanted where, who could go, what donors may give, and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from binhyen.engines.norms.api import rules_in_force
from binhyen.engines.people.api import skill_choices
from binhyen.engines.units.api import Level, StructureUnit
from binhyen.features.staffing.entries import DeploymentDefaults
from binhyen.features.staffing.queries.candidates import candidates, donors
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.ground import Ground, read_ground
from binhyen.features.staffing.queries.workload import workload_sizes
from binhyen.features.staffing.rules.asked import refuse_nonsense
from binhyen.features.staffing.rules.demand import posts_for, sizes_by_norm, still_wanted
from binhyen.features.staffing.rules.waves import evenly_spaced, with_capacities
from binhyen.features.staffing.rules.weights import weights_with
from binhyen.features.staffing.types import Settings, UnitSetting
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.memory import remembering
from binhyen.kernel.text import fold
from binhyen.solver.deployment.api import POSTS, Post, Problem, UnitNeed

Posts = Mapping[Post, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Live:
    """A problem with what leads from its codes back to rows."""

    problem: Problem
    officers: Mapping[str, int]
    bodies: Mapping[str, int]
    units: Mapping[str, int]
    synthetic: bool


def instance(actor: Actor, under_id: int, on: date, settings: Settings | None = None) -> Problem:
    """The problem of a province on a day, as one scenario sets it.

    Args:
        actor: needs `people.view_personal` in the province.
        under_id: the province; its units are taken from the tree of `settings.structure_on`.
        on: the day of the data: who serves where, with which rank and certificates.

    Cost: a fixed number of statements, whatever the number of units and officers.

    Raises:
        Refused: the actor may not see personal data there.
        Invalid: not a province, nothing wanted, no norm on that day, or settings that name nothing known.
    """
    return live(actor, under_id, on, settings or Settings()).problem


def live(actor: Actor, under_id: int, on: date, settings: Settings) -> Live:
    """The same with ids; see `instance`."""
    chosen = defaults()
    refuse_nonsense(settings, {code for code, _ in skill_choices()})
    with remembering():
        ground = read_ground(actor, under_id, on, settings)
        _refuse_unknown(ground, settings)
        needs = _needs(ground, settings, chosen)
        if not needs:
            raise Invalid(N_("Không còn vị trí nào phải bố trí trong kịch bản này."))
        starts = settings.waves or evenly_spaced(on, chosen.waves, chosen.days_between_waves)
        waves = with_capacities(
            starts,
            sum(need.size for need in needs),
            max(need.size for need in needs),
            chosen.wave_slack_permille,
        )
        people = candidates(ground, settings, starts)
    problem = Problem(
        units=needs,
        candidates=people,
        donors=donors(ground, settings, people),
        waves=waves,
        weights=weights_with(chosen.weights, settings.weights),
    )
    return Live(
        problem,
        officers={one.code: one.officer_id for one in ground.people},
        bodies={name: body.id for name, body in ground.donors.items()},
        units={unit.code: unit.id for unit in ground.units},
        synthetic=any(one.synthetic for one in ground.people),
    )


def _refuse_unknown(ground: Ground, settings: Settings) -> None:
    """A code nobody bears would silently change nothing."""
    named = [
        (settings.units.keys() | settings.complexity.keys(), {unit.code for unit in ground.units}),
        (settings.donors.keys(), ground.donors.keys()),
        (
            settings.excluded.keys() | settings.available_from.keys(),
            {one.code for one in ground.people},
        ),
    ]
    unknown = sorted(code for codes, known in named for code in codes - known)
    if unknown:
        raise Invalid(
            N_("Kịch bản nêu mã không có trong dữ liệu ngày {on:%d-%m-%Y}: {codes}."),
            on=ground.on,
            codes=", ".join(unknown[:10]),
        )


def _needs(ground: Ground, settings: Settings, chosen: DeploymentDefaults) -> tuple[UnitNeed, ...]:
    posts = _posts(ground, settings, chosen)
    needs = (
        need
        for unit in ground.units
        for need in _openings(_need(unit, posts[unit.id], ground, settings, chosen), settings)
    )
    return tuple(need for need in needs if need.size)


def _openings(need: UnitNeed, settings: Settings) -> Iterator[UnitNeed]:
    """The unit as one opening, or one for each of its stages."""
    stages = settings.units.get(need.code, UnitSetting()).stages
    if not stages:
        yield need
    for stage in stages:
        yield replace(
            need,
            posts={post: stage.posts.get(post, 0) for post in POSTS},
            min_party=stage.min_party,
            needs=dict(stage.needs),
            earliest_wave=stage.earliest_wave,
            deadline_wave=stage.deadline_wave,
            stage=stage.name,
        )


def _posts(ground: Ground, settings: Settings, chosen: DeploymentDefaults) -> dict[int, Posts]:
    """Unit id → posts it is to have in all: said by the scenario, else by the norm chosen."""
    said = {
        unit.id: setting.posts
        for unit in ground.units
        if (setting := settings.units.get(unit.code)) and setting.posts is not None
    }
    rest = [unit for unit in ground.units if unit.id not in said]
    sizes = _sizes(ground, rest, settings, chosen)
    return {
        **{unit: {post: posts.get(post, 0) for post in POSTS} for unit, posts in said.items()},
        **{unit: posts_for(size, chosen.two_deputies_from) for unit, size in sizes.items()},
    }


def _sizes(
    ground: Ground,
    units: Sequence[StructureUnit],
    settings: Settings,
    chosen: DeploymentDefaults,
) -> dict[int, int]:
    if settings.norm == "explicit":
        return {unit.id: 0 for unit in units}
    if settings.norm == "workload":
        return workload_sizes(ground.province.id, ground.on, units)
    rules = [rule for rule in rules_in_force(ground.tree.on) if rule.left == chosen.size_measure]
    return sizes_by_norm(ground.tree, units, rules)


def _need(
    unit: StructureUnit,
    posts: Posts,
    ground: Ground,
    settings: Settings,
    chosen: DeploymentDefaults,
) -> UnitNeed:
    setting = settings.units.get(unit.code, UnitSetting())
    filled = settings.vacancies_only
    wanted = still_wanted(posts, ground.held.get(unit.id, {}) if filled else {})
    staff = ground.staff.get(unit.id, ()) if filled else ()
    members = ground.members.get(unit.id, 0) if filled else 0
    size = sum(wanted.values())
    quotas = _first(setting.needs, settings.needs, chosen.needs)
    party = _first(setting.min_party, settings.min_party, chosen.min_party)
    lat, lon = ground.point_of(unit.id)
    above = ground.tree.ancestors(unit.id)[0]
    return UnitNeed(
        code=unit.code,
        name=unit.full_name,
        kind=fold(unit.type).replace(" ", "_"),
        district=above.code if above.level == Level.DISTRICT else "",
        province=ground.province.code,
        lat=lat,
        lon=lon,
        complexity=_first(
            setting.complexity, settings.complexity.get(unit.code), chosen.complexity
        ),
        posts=wanted,
        min_party=_left(party, members, size),
        needs={
            skill: left
            for skill, count in quotas.items()
            if (left := _left(count, sum(skill in one.held for one in staff), size))
        },
        wants=setting.wants or (),
        earliest_wave=setting.earliest_wave or 1,
        deadline_wave=setting.deadline_wave,
    )


def _left(wanted: int, there: int, size: int) -> int:
    """What those sent must still bring; no more than there are of them."""
    return max(0, min(size, wanted - there))


def _first(*choices: T | None) -> T:
    """The first that says something; the last always does."""
    return next(one for one in choices if one is not None)
