"""The life on paper of one synthetic officer: birth year, entry, ranks, Party dates, certificates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from binhyen.engines.people.api import NewQualification, NewRank, Role
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, FOCUS_ON, PLANNED_ON
from binhyen.worlds.thanh_hoa.seats import Seat

# Age on the day of the review, by kind of police unit and role: youngest, usual, oldest.
AGES: dict[tuple[str, str], tuple[int, int, int]] = {
    ("commune", Role.CHIEF): (32, 40, 54),
    ("commune", Role.DEPUTY): (29, 36, 50),
    ("commune", Role.OFFICER): (23, 29, 48),
    ("district", Role.CHIEF): (43, 50, 57),
    ("district", Role.DEPUTY): (38, 46, 57),
    ("province", Role.CHIEF): (50, 55, 58),
    ("province", Role.DEPUTY): (45, 52, 58),
    ("department", Role.CHIEF): (42, 50, 57),
    ("department", Role.DEPUTY): (37, 45, 57),
}
ANY_AGE = (23, 34, 53)
# Law on the People's Public Security Forces 2018, article 30: women below senior lieutenant colonel leave at 53,
# men below captain at 53, majors and lieutenant colonels at 55.
OLDEST_WOMAN, LEAVING_AGE = 51, 55
WOMEN = {"commune": 0.06, "district": 0.14, "department": 0.2, "province": 0.0}
YEARS_TO_FIRST_RANK = 3
YEARS_IN_RANK = {1: 2, 2: 3, 3: 3, 4: 4, 5: 4, 6: 4, 7: 4}
OFFICIAL_SHARE = {Role.CHIEF: 1.0, Role.DEPUTY: 0.99, Role.OFFICER: 0.91}
SKILLS = {
    "criminal": 5,
    "investigation": 3,
    "admin": 10,
    "security": 5,
    "drugs": 3,
    "traffic": 3,
    "fire": 3,
    "it": 2,
}
SPEAKERS = 0.45
JUDGED_FIT_ON = date(2019, 9, 1)
# Ranks in 2019 from which an officer may be judged fit to lead a commune's police, and how many are.
FIT_TO_LEAD = ((5, 0.65, 0.9), (4, 0.35, 0.8), (3, 0.0, 0.45))
LANGUAGES = {"hmong": "lang_mong", "thai": "lang_thai", "muong": "lang_muong", "dao": "lang_dao"}


@dataclass(frozen=True, slots=True)
class Career:
    """What the generator decides of one officer besides name and place."""

    sex: str
    birth_year: int
    joined_on: date
    party_admitted_on: date | None
    party_official_on: date | None
    ranks: tuple[tuple[int, date], ...]


def career(
    seat: Seat,
    band: tuple[int, int],
    *,
    member: bool,
    random: Random,
    leaves_in: int | None = None,
) -> Career:
    """A plausible career, its rank on the day of the review inside the band the catalogue gives the post.

    `leaves_in`: the year the officer reaches the age limit, for those who do before that day.
    """
    youngest, usual, oldest = AGES.get((seat.kind, seat.role), ANY_AGE)
    age = round(random.triangular(youngest, oldest, usual))
    sex = "f" if random.random() < WOMEN[seat.kind] else "m"
    if leaves_in is not None:
        age, sex = FOCUS_ON.year - leaves_in + LEAVING_AGE, "m"
    elif sex == "f":
        age = min(age, OLDEST_WOMAN)
    birth_year = FOCUS_ON.year - age
    joined_on = min(
        date(birth_year + random.choice((18, 19, 20, 21)), 9, 1), BEGINS_ON - timedelta(days=30)
    )
    admitted, official = _party_dates(joined_on, member=member, random=random)
    ranks = tuple(_ranks(joined_on, band))
    return Career(sex, birth_year, joined_on, admitted, official, ranks)


def recruit(year: int, random: Random) -> Career:
    """One who left the academy in the autumn of that year, as lieutenants do, not yet in the Party."""
    return Career(
        sex="f" if random.random() < WOMEN["district"] else "m",
        birth_year=year - 22,
        joined_on=date(year - 4, 9, 1),
        party_admitted_on=None,
        party_official_on=None,
        ranks=((1, date(year, 9, 15)),),
    )


def is_member(seat: Seat, random: Random) -> bool:
    """Whether the officer is an official Party member: nearly all are."""
    return random.random() < OFFICIAL_SHARE[seat.role]


def rank_rows(code: str, career: Career, names: Mapping[int, str]) -> Iterator[NewRank]:
    """The officer's rank grants; `names` leads from the rank's order to its code."""
    return (NewRank(code, names[order], day) for order, day in career.ranks)


def certificates(
    code: str, seat: Seat, career: Career, groups: Sequence[str], random: Random
) -> Iterator[NewQualification]:
    """Skills, a local language where one is spoken, and suitability for a leading post."""
    for skill in _skills(random):
        day = _some_day(career.joined_on, random)
        # Training certificates of the programme lapse after five years and must be renewed.
        expires = date(day.year + 5, day.month, 1) if skill == "admin" else None
        yield NewQualification(code, skill, f"Chứng chỉ mô phỏng {code}", day, expires)
    spoken = [LANGUAGES[group] for group in groups if group in LANGUAGES]
    if spoken and random.random() < SPEAKERS:
        since = career.joined_on + timedelta(days=random.randrange(0, 400))
        yield NewQualification(code, random.choice(spoken), "", since)
    for kind in _fit_to_be(seat, career, random):
        yield NewQualification(code, kind, "", JUDGED_FIT_ON)


def _fit_to_be(seat: Seat, career: Career, random: Random) -> list[str]:
    """What an officer was judged fit for before the waves; whoever may be chief may be deputy."""
    rank = max((order for order, day in career.ranks if day <= PLANNED_ON), default=0)
    draw = random.random()
    for least, chief, deputy in FIT_TO_LEAD:
        if rank >= least:
            leads = seat.role != Role.OFFICER
            fit = {"chief_ok": leads or draw < chief, "deputy_ok": leads or draw < deputy}
            return [kind for kind, holds in fit.items() if holds]
    return []


def _party_dates(
    joined_on: date, *, member: bool, random: Random
) -> tuple[date | None, date | None]:
    """Official a year after admission; of the others some are in their probation year."""
    if member:
        admitted = joined_on + timedelta(days=random.randrange(500, 1400))
        admitted = min(admitted, FOCUS_ON - timedelta(days=500))
        return admitted, date(admitted.year + 1, admitted.month, min(admitted.day, 28))
    if random.random() < 0.5:
        return FOCUS_ON - timedelta(days=random.randrange(30, 330)), None
    return None, None


def _ranks(joined_on: date, band: tuple[int, int]) -> Iterator[tuple[int, date]]:
    """Promotion by years, never above the band; whoever would end below it was promoted early."""
    lowest, highest = band
    steps, year = [], joined_on.year + YEARS_TO_FIRST_RANK
    for order in range(1, highest + 1):
        steps.append((order, date(year, 10, 1)))
        year += YEARS_IN_RANK.get(order, 0)
    reached = [step for step in steps if step[1] <= FOCUS_ON]
    if len(reached) >= lowest:
        return iter(reached)
    first = joined_on.year + 1
    span = FOCUS_ON.year - first
    return (
        (order, date(first + span * (order - 1) // lowest, 7, order))
        for order in range(1, lowest + 1)
    )


def _skills(random: Random) -> list[str]:
    wanted = random.choices((0, 1, 2), (22, 53, 25))[0]
    found: list[str] = []
    while len(found) < wanted:
        skill = random.choices(list(SKILLS), list(SKILLS.values()))[0]
        if skill not in found:
            found.append(skill)
    return found


def _some_day(joined_on: date, random: Random) -> date:
    first = max(joined_on + timedelta(days=200), date(2012, 1, 1))
    return first + timedelta(days=random.randrange(max(1, (date(2022, 5, 1) - first).days)))
