"""Putting an invented problem together, and making it impossible where the profile says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil, floor

from binhyen.kernel.errors import N_, Invalid
from binhyen.solver.deployment.api import Candidate, Donor, Problem, UnitNeed, Wave, Weights
from binhyen.worlds.instances import facts
from binhyen.worlds.instances.force import Body, bodies, officers, shared_out
from binhyen.worlds.instances.ground import Ground, distance_km, ground
from binhyen.worlds.instances.needs import needs
from binhyen.worlds.instances.profiles import PROFILES, Profile


def invent(
    province_code: str, *, on: date, profile: str = "normal", seed: int = 1, weights: Weights
) -> Problem:
    """A synthetic problem over the real communes and townships of a province on a day.

    The profiles of one seed share units, officers and payrolls; they differ in caps and waves, and the bad ones in
    the one thing that is short.

    Raises:
        Invalid: no such profile, or a province without communes of the programme then. NotFound: no such province.
    """
    if profile not in PROFILES:
        raise Invalid(
            N_("Không có kiểu bài toán “{profile}”; các kiểu: {known}."),
            profile=profile,
            known=", ".join(PROFILES),
        )
    chosen = PROFILES[profile]
    land = ground(province_code, on)
    units = needs(land, seed)
    posts = sum(unit.size for unit in units)
    staff = bodies(land, posts, seed)
    people = officers(land, staff, len(facts.WAVE_SHARES), seed)
    if chosen.short_language:
        units, people = _short_language(land, units, people, chosen.short_language)
    return Problem(
        units=units,
        candidates=people,
        donors=_donors(staff, people, chosen, posts),
        waves=_waves(units, posts, on, chosen),
        weights=weights,
    )


def _donors(
    staff: Sequence[Body], people: Sequence[Candidate], profile: Profile, posts: int
) -> tuple[Donor, ...]:
    criminal = Counter(one.donor for one in people if "criminal" in one.skills)
    chiefs = Counter(one.donor for one in people if one.chief_ok)
    caps = {
        "district": profile.district_cap,
        "department": profile.department_cap,
    }
    releases = [floor(body.payroll * caps[body.kind] + 1e-9) for body in staff]
    if profile.short_release:
        # Not below one a donor: a cap of nought would be another kind of trouble.
        wanted = max(len(staff), posts - profile.short_release)
        releases = shared_out(wanted, [float(one) for one in releases])
    return tuple(
        Donor(
            id=body.id,
            name=body.name,
            kind=body.kind,
            lat=body.point[0],
            lon=body.point[1],
            payroll=body.payroll,
            max_release=release,
            max_release_per_wave=ceil(body.payroll * profile.wave_cap - 1e-9),
            keep={
                "criminal": floor(criminal[body.id] * profile.keep_criminal),
                "chief_ok": floor(chiefs[body.id] * profile.keep_chiefs),
            },
        )
        for body, release in zip(staff, releases, strict=True)
    )


def _waves(units: Sequence[UnitNeed], posts: int, on: date, profile: Profile) -> tuple[Wave, ...]:
    step = facts.CAPACITY_STEP
    # In a small province whole units leave gaps in a wave, so it gets room for one more.
    extra = 0 if posts >= facts.SMALL_PROVINCE_POSTS else max(unit.size for unit in units)
    capacities = [
        ceil((posts * share * profile.slack + extra) / step) * step for share in facts.WAVE_SHARES
    ]
    if profile.short_wave:
        capacities = _short_second_wave(units, capacities, profile.short_wave)
    return tuple(
        Wave(number, on + timedelta(days=28 + facts.WAVE_DAYS * (number - 1)), capacity)
        for number, capacity in enumerate(capacities, 1)
    )


def _short_second_wave(
    units: Sequence[UnitNeed], capacities: Sequence[int], short: int
) -> list[int]:
    """The first two waves hold fewer posts than are due in them; the later ones take up what was lost."""
    due = sum(unit.size for unit in units if unit.deadline_wave == 2)
    first = min(capacities[0], max(1, due - short) // 2)
    second = max(1, due - short) - first
    lost = capacities[0] + capacities[1] - first - second
    return [first, second, *(one + ceil(lost / (len(capacities) - 2)) for one in capacities[2:])]


def _short_language(
    land: Ground, units: Sequence[UnitNeed], people: Sequence[Candidate], short: int
) -> tuple[tuple[UnitNeed, ...], tuple[Candidate, ...]]:
    """One language of the farthest district has fewer speakers who can be sent than communes that need one."""
    language = facts.LANGUAGES.get(land.province.code, ("lang_mong",))[0]
    if not any(language in unit.needs for unit in units):
        seat = land.points[land.seat.id]
        far = max(
            land.districts,
            key=lambda one: (
                any(unit.district == one.code for unit in units),
                distance_km(seat, land.points[one.id]),
            ),
        )
        units = [
            replace(unit, needs={**unit.needs, language: 1}) if unit.district == far.code else unit
            for unit in units
        ]
    left = max(0, sum(language in unit.needs for unit in units) - short)
    kept: list[Candidate] = []
    for one in people:
        speaks = language in one.skills
        stays = speaks and not one.excluded and not one.max_km and left > 0
        left -= stays
        kept.append(one if stays or not speaks else replace(one, skills=one.skills - {language}))
    return tuple(units), tuple(kept)
