"""INSTANCE.json, format `binhyen.roster/1`: a roster's problem as anybody may write it, and the way back.

What a file leaves out of `kinds`, `limits`, `measures`, `goals`, `gives_way` and `eve_of_absence` comes from the
catalogue's scheme for a station of that many people. `README.md` of this feature describes each key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from binhyen.kernel.entries import Entry
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.kernel.yaml_faults import fault_message, shown
from binhyen.solver.rosters.api import (
    Absence,
    Day,
    DayKind,
    Duty,
    DutyKind,
    Goal,
    Limit,
    Measure,
    Person,
    Post,
    Problem,
    Relief,
    Wish,
)

FORMAT: Final = "binhyen.roster/1"
MOST_BYTES: Final = 5_000_000
Id = Annotated[str, Field(min_length=1, max_length=60)]
Label = Annotated[str, Field(min_length=1, max_length=120)]
Count = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]


class DayLine(Entry):
    """A day that is not what its weekday says."""

    on: date
    kind: DayKind
    name: str = Field(default="", max_length=120)


class DutyLine(Entry):
    """A duty of somebody on a day."""

    on: date
    kind: Id
    person: Id


class PersonLine(Entry):
    """One who may be on duty; `before` by measure."""

    id: Id
    name: Label
    post: Post
    stands_in: tuple[Id, ...] = ()
    before: dict[Id, Count] = {}


class SpanLine(Entry):
    """An absence."""

    person: Id
    first: date
    last: date


class ReliefLine(SpanLine):
    """A relief; no kinds = every night at the station."""

    kinds: tuple[Id, ...] = ()


class WishLine(Entry):
    """A wish for a day."""

    person: Id
    on: date
    wants: Literal["duty", "free"]
    kind: Id | None = None
    weight: Count = 1


class KindLine(Entry):
    """A kind of duty."""

    code: Id
    label: Label
    needed: dict[DayKind, Count]
    posts: tuple[Post, ...]
    stand_in: tuple[Post, ...] = ()
    night: bool = True
    rest_days: Count = 0
    rest_from: tuple[Id, ...] = ()


class LimitLine(Entry):
    """Most duties in so many days."""

    code: Id
    label: Label
    kinds: tuple[Id, ...]
    days: Count
    most: Count
    hard: bool = True


class MeasureLine(Entry):
    """Points of burden."""

    code: Id
    label: Label
    word: Label
    points: dict[Id, dict[DayKind, Count]]
    weight: Count = 1
    credit: bool = True


class Instance(Entry):
    """The whole file."""

    format: Literal["binhyen.roster/1"]
    unit: str = Field(default="", max_length=200)
    first: date
    last: date
    days: tuple[DayLine, ...] = ()
    people: tuple[PersonLine, ...]
    absences: tuple[SpanLine, ...] = ()
    reliefs: tuple[ReliefLine, ...] = ()
    couples: tuple[tuple[Id, Id], ...] = ()
    fixed: tuple[DutyLine, ...] = ()
    earlier: tuple[DutyLine, ...] = ()
    wishes: tuple[WishLine, ...] = ()
    published: tuple[DutyLine, ...] = ()
    scheme: str | None = None
    kinds: tuple[KindLine, ...] | None = None
    limits: tuple[LimitLine, ...] | None = None
    measures: tuple[MeasureLine, ...] | None = None
    goals: tuple[Goal, ...] | None = None
    gives_way: tuple[str, ...] | None = None
    eve_of_absence: bool | None = None


def read_json(content: bytes, model: type[Any], file: str) -> Any:
    """A JSON text as a model of this format.

    Raises:
        Invalid: each fault is a row with its path, what was found and what to write.
    """
    if len(content) > MOST_BYTES:
        raise Invalid(N_("Tệp {file} lớn quá {most} byte."), file=file, most=MOST_BYTES)
    try:
        return model.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        rows = [
            RowProblem(
                None,
                ".".join(map(str, fault["loc"])) or None,
                "" if fault["type"] == "missing" else shown(fault["input"])[:80],
                _cure(fault),
                file,
            )
            for fault in error.errors(include_url=False)[:200]
        ]
        raise Invalid(
            N_("Tệp {file} có {count} lỗi; lỗi đầu tiên: {first}"),
            kind="invalid-file", rows=rows, file=file, count=len(rows), first=str(rows[0]),
        ) from error  # fmt: skip


def problem_of(
    instance: Instance, defaults: Mapping[str, Any], days: Callable[[date, date], list[Day]]
) -> Problem:
    """The problem of a file.

    Args:
        instance: what the file says.
        defaults: kinds, limits, measures, goals, gives_way, eve_of_absence of the catalogue, as the solver's values.
        days: from first and last day to the days with their kinds, as the catalogue's holidays tell.

    Raises:
        Invalid: the file contradicts itself; rows name paths.
    """
    if instance.last < instance.first or (instance.last - instance.first).days > 366:
        raise Invalid(N_("first và last phải theo thứ tự và không cách nhau quá 366 ngày."))
    return Problem(
        people=tuple(
            Person(one.id, one.name, one.post, frozenset(one.stands_in), one.before)
            for one in instance.people
        ),
        days=_days(instance, days(instance.first, instance.last)),
        absences=tuple(Absence(one.person, one.first, one.last) for one in instance.absences),
        reliefs=tuple(
            Relief(one.person, one.first, one.last, frozenset(one.kinds))
            for one in instance.reliefs
        ),
        couples=instance.couples,
        fixed=_duties(instance.fixed),
        earlier=_duties(instance.earlier),
        published=_duties(instance.published),
        wishes=tuple(
            Wish(one.person, one.on, one.wants == "duty", one.kind or "", one.weight)
            for one in instance.wishes
        ),
        **{**defaults, **_own_rules(instance)},
    )


def instance_of(problem: Problem, unit: str) -> dict[str, Any]:
    """The way back: everything written out, so that the file needs no catalogue."""
    return {
        "format": FORMAT,
        "unit": unit,
        "first": problem.days[0].on.isoformat(),
        "last": problem.days[-1].on.isoformat(),
        "days": [
            {"on": day.on.isoformat(), "kind": day.kind, "name": day.name} for day in problem.days
        ],
        "people": [
            {
                "id": one.id, "name": one.name, "post": one.post,
                "stands_in": sorted(one.stands_in), "before": dict(one.before),
            }
            for one in problem.people
        ],
        "absences": [_span(one) for one in problem.absences],
        "reliefs": [{**_span(one), "kinds": sorted(one.kinds)} for one in problem.reliefs],
        "couples": [list(pair) for pair in problem.couples],
        "fixed": duty_lines(problem.fixed),
        "earlier": duty_lines(problem.earlier),
        "wishes": [
            {
                "person": one.person, "on": one.on.isoformat(), "wants": "duty" if one.wanted else "free",
                "kind": one.kind or None, "weight": one.weight,
            }
            for one in problem.wishes
        ],
        "published": duty_lines(problem.published),
        "kinds": [
            {
                "code": one.code, "label": one.label, "needed": dict(one.needed), "posts": sorted(one.posts),
                "stand_in": sorted(one.stand_in), "night": one.night, "rest_days": one.rest_days,
                "rest_from": sorted(one.rest_from),
            }
            for one in problem.kinds
        ],
        "limits": [
            {
                "code": one.code, "label": one.label, "kinds": sorted(one.kinds), "days": one.days,
                "most": one.most, "hard": one.hard,
            }
            for one in problem.limits
        ],
        "measures": [
            {
                "code": one.code, "label": one.label, "word": one.word,
                "points": {code: dict(by_day) for code, by_day in one.points.items()},
                "weight": one.weight, "credit": one.credit,
            }
            for one in problem.measures
        ],
        "goals": list(problem.goals),
        "gives_way": list(problem.gives_way),
        "eve_of_absence": problem.eve_of_absence,
    }  # fmt: skip


def duty_lines(duties: tuple[Duty, ...]) -> list[dict[str, str]]:
    """Duties as the format writes them."""
    return [{"on": one.on.isoformat(), "kind": one.kind, "person": one.person} for one in duties]


def _cure(fault: Any) -> str:
    if fault["type"] == "json_invalid":
        return f"không phải JSON hợp lệ ({fault['ctx']['error']}); hãy kiểm tra dấu phẩy, ngoặc, mã UTF-8"
    return fault_message(fault)


def _days(instance: Instance, known: list[Day]) -> tuple[Day, ...]:
    own = {line.on: Day(line.on, line.kind, line.name) for line in instance.days}
    strange = sorted(set(own) - {day.on for day in known})
    if strange or len(own) != len(instance.days):
        rows = [
            RowProblem(None, "days", str(on), "ngày nằm ngoài first và last.") for on in strange
        ]
        raise Invalid(N_("Mục days có ngày lặp lại hoặc nằm ngoài lịch."), rows=rows)
    return tuple(own.get(day.on, day) for day in known)


def _duties(lines: tuple[DutyLine, ...]) -> tuple[Duty, ...]:
    return tuple(Duty(one.on, one.kind, one.person) for one in lines)


def _span(one: Absence | Relief) -> dict[str, str]:
    return {"person": one.person, "first": one.first.isoformat(), "last": one.last.isoformat()}


def _own_rules(instance: Instance) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if instance.kinds is not None:
        found["kinds"] = tuple(
            DutyKind(
                one.code, one.label, one.needed, frozenset(one.posts), frozenset(one.stand_in), one.night,
                one.rest_days, frozenset(one.rest_from),
            )
            for one in instance.kinds
        )  # fmt: skip
        # Limits and measures of the catalogue speak of its own kinds, so they do not come along.
        found |= {"limits": (), "measures": ()}
    if instance.limits is not None:
        found["limits"] = tuple(
            Limit(one.code, one.label, frozenset(one.kinds), one.days, one.most, one.hard)
            for one in instance.limits
        )
    if instance.measures is not None:
        found["measures"] = tuple(
            Measure(one.code, one.label, one.word, one.points, one.weight, one.credit)
            for one in instance.measures
        )
    for name in ("goals", "gives_way", "eve_of_absence"):
        if (given := getattr(instance, name)) is not None:
            found[name] = given
    return found
