"""Officers who could be sent, and what their donors may give, from the live ground."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from binhyen.engines.people.api import Role, Serving
from binhyen.engines.units.api import Level, PoliceBody, StructureUnit
from binhyen.features.staffing.models import Absence
from binhyen.features.staffing.queries.absences import absences_on
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.ground import Ground, Point
from binhyen.features.staffing.rules.donors import kept, share_of, tally
from binhyen.features.staffing.rules.waves import wave_number_at
from binhyen.features.staffing.types import DonorSetting, Settings, WaveSetting
from binhyen.kernel.errors import N_
from binhyen.solver.deployment.api import PSEUDO_SKILLS, Candidate, Donor

CHIEF_OK, DEPUTY_OK, _PARTY = PSEUDO_SKILLS

LEADS = N_("đang giữ chức vụ chỉ huy ở đơn vị cử")


def candidates(
    ground: Ground, settings: Settings, waves: Sequence[WaveSetting]
) -> tuple[Candidate, ...]:
    """Everybody who serves at a donor; whoever leads it, is absent or is named by the scenario stays.

    Cost: one statement.
    """
    ids = {body.id: name for name, body in ground.donors.items()}
    seats = {name: ground.point_of(body.unit_id) for name, body in ground.donors.items()}
    absent = absences_on(ground.on)
    by_home = (settings.base or defaults().base) == "home"
    found = []
    for one in ground.people:
        donor = ids.get(one.police_unit_id)
        if donor is None:
            continue
        home = ground.place_of(one.home_unit_id)
        base = _base(home, ground) if by_home else None
        first, why = _leaves(one, absent.get(one.officer_id), settings, waves)
        found.append(_candidate(one, donor, base or seats[donor], home, ground.on, first, why))
    return tuple(found)


def donors(ground: Ground, settings: Settings, people: Sequence[Candidate]) -> tuple[Donor, ...]:
    """Bodies with at least one officer, their payroll on the day, caps and holders that stay."""
    payroll = Counter(one.donor for one in people)
    skills: defaultdict[str, list[set[str]]] = defaultdict(list)
    for one in people:
        pseudo = {name for name in PSEUDO_SKILLS if one.holds(name)}
        skills[one.donor].append({*one.skills, *pseudo})
    return tuple(
        _donor(name, body, ground, payroll[name], tally(skills[name]), settings)
        for name, body in ground.donors.items()
        if payroll[name]
    )


def _donor(
    name: str,
    body: PoliceBody,
    ground: Ground,
    payroll: int,
    held: Mapping[str, int],
    settings: Settings,
) -> Donor:
    chosen, said = defaults(), settings.donors.get(name, DonorSetting())
    cap = chosen.cap_permille if settings.cap_permille is None else settings.cap_permille
    per_wave = settings.wave_cap_permille
    per_wave = chosen.wave_cap_permille if per_wave is None else per_wave
    keep = chosen.keep_permille if settings.keep_permille is None else settings.keep_permille
    lat, lon = ground.point_of(body.unit_id)
    return Donor(
        id=name,
        name=body.name,
        kind=body.kind,
        lat=lat,
        lon=lon,
        payroll=payroll,
        max_release=share_of(payroll, cap) if said.max_release is None else said.max_release,
        max_release_per_wave=(
            share_of(payroll, per_wave)
            if said.max_release_per_wave is None
            else said.max_release_per_wave
        ),
        keep=kept(held, keep) if said.keep is None else dict(said.keep),
    )


def _base(home: StructureUnit | None, ground: Ground) -> Point | None:
    """Where an officer lives: their home inside the province; nothing is known of those from elsewhere."""
    if home is None or home.id not in ground.points or home.level != Level.COMMUNE:
        return None
    inside = ground.tree.ancestor_at(home.id, Level.PROVINCE).id == ground.province.id
    return ground.point_of(home.id) if inside else None


def _leaves(
    one: Serving, absence: Absence | None, settings: Settings, waves: Sequence[WaveSetting]
) -> tuple[int, str]:
    """The first wave the officer can leave in, and why they cannot be sent at all (empty = can)."""
    said = settings.excluded.get(one.code, "")
    if said or one.role != Role.OFFICER:
        return 1, said or LEADS
    first = settings.available_from.get(one.code, 1)
    if absence is None or absence.valid_from > waves[-1].starts_on:
        return first, ""
    back = None if absence.valid_to is None else wave_number_at(waves, absence.valid_to)
    return (first, str(absence.get_kind_display())) if back is None else (max(first, back), "")


def _candidate(
    one: Serving,
    donor: str,
    base: Point,
    home: StructureUnit | None,
    on: date,
    first: int,
    why: str,
) -> Candidate:
    joined = one.joined_on
    before_day = (on.month, on.day) < (joined.month, joined.day)
    return Candidate(
        id=one.code,
        donor=donor,
        rank=one.rank or 1,
        years=max(0, on.year - joined.year - before_day),
        base_lat=base[0],
        base_lon=base[1],
        home_unit=home.code if home is not None and home.level == Level.COMMUNE else "",
        skills=one.held - {CHIEF_OK, DEPUTY_OK},
        party=one.party_official,
        chief_ok=CHIEF_OK in one.held,
        # Whoever may lead a unit may be its second.
        deputy_ok=bool(one.held & {CHIEF_OK, DEPUTY_OK}),
        available_from_wave=first,
        excluded=why,
    )
