"""Rows of service: where each officer began, and every move with its decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from binhyen.engines.people.api import Move, NewAssignment, Role
from binhyen.engines.units.api import unit_versions
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, SEED, WAVES, WavePlan
from binhyen.worlds.thanh_hoa.places import WARD, Ground
from binhyen.worlds.thanh_hoa.seats import Seat

# Every decision of the world is synthetic and says so.
DECISION = "MP-{number}/QĐ-CAT"
TERM_YEARS = 5
SWAPS = 24


def service_rows(
    ground: Ground, seated: Sequence[tuple[str, Seat]], posts: Mapping[tuple[str, str], str]
) -> list[NewAssignment]:
    """All rows of service of (officer code, seat); `posts` leads from kind and role to the post's code."""
    wards_since = {place.body_id: _ward_since(place.unit.id) for place in ground.wards}
    kinds = {ground.province_body_id: "province"}
    kinds |= dict.fromkeys(ground.departments, "department") | dict.fromkeys(
        ground.districts.values(), "district"
    )
    rows = []
    for number, (code, seat) in enumerate(seated, 1):
        post = posts[seat.kind, seat.role]
        arrived = _arrival(seat, wards_since, number)
        if arrived is None or seat.came_from is None:
            rows.append(NewAssignment(code, BEGINS_ON, seat.body_id, post, Move.PLACE))
        else:
            before = posts[kinds[seat.came_from], Role.OFFICER]
            rows.append(NewAssignment(code, BEGINS_ON, seat.came_from, before, Move.PLACE))
            rows.append(_arriving(code, seat, post, arrived, number))
    return [*rows, *_swaps(seated, posts)]


def _ward_since(unit_id: int) -> date:
    return next(version.valid_from for version in unit_versions(unit_id) if version.type == WARD)


def _arrival(seat: Seat, wards_since: Mapping[int, date], number: int) -> date | None:
    """The day the officer came; None for those who were there from the beginning."""
    if seat.wave is not None:
        return _day_in(WAVES[seat.wave - 1], number)
    since = wards_since.get(seat.body_id, BEGINS_ON)
    return since if since > BEGINS_ON else None


def _day_in(wave: WavePlan, number: int) -> date:
    """Decisions of a wave are handed out over its days, district by district."""
    days = (wave.ends_on - wave.starts_on).days + 1
    return wave.starts_on + timedelta(days=number // 40 % days)


def _arriving(code: str, seat: Seat, post: str, on: date, number: int) -> NewAssignment:
    leads = seat.role in (Role.CHIEF, Role.DEPUTY)
    return NewAssignment(
        officer=code,
        valid_from=on,
        police_unit_id=seat.body_id,
        post=post,
        kind=Move.TRANSFER,
        term_until=on.replace(year=on.year + TERM_YEARS) if leads else None,
        decision_number=DECISION.format(number=number),
        decision_on=on - timedelta(days=4),
        wave=seat.wave,
    )


def _swaps(
    seated: Sequence[tuple[str, Seat]], posts: Mapping[tuple[str, str], str]
) -> Iterator[NewAssignment]:
    """In 2021 and 2022 some chiefs of one district changed places: numbers stay, histories grow."""
    random = chance(SEED, "swaps")
    by_district: dict[int, list[tuple[str, Seat]]] = {}
    for code, seat in seated:
        if seat.wave is not None and seat.role == Role.CHIEF and seat.home_district is not None:
            by_district.setdefault(seat.home_district.id, []).append((code, seat))
    districts = [chiefs for chiefs in by_district.values() if len(chiefs) > 1]
    for number, chiefs in enumerate(random.sample(districts, min(SWAPS, len(districts))), 1):
        first, second = random.sample(chiefs, 2)
        on = date(2021, 3, 1) + timedelta(days=17 * number)
        for (code, _), (_, seat) in ((first, second), (second, first)):
            yield NewAssignment(
                officer=code,
                valid_from=on,
                police_unit_id=seat.body_id,
                post=posts["commune", Role.CHIEF],
                kind=Move.TRANSFER,
                term_until=on.replace(year=on.year + TERM_YEARS),
                decision_number=DECISION.format(number=9000 + number),
                decision_on=on - timedelta(days=7),
            )
