"""What contradicts itself in a roster's problem, told all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.problem import Duty, Problem

MOST_PEOPLE = 200
MOST_DAYS = 370


def refuse_contradictions(problem: Problem) -> None:
    """Raise `Invalid` with one row per fault, or do nothing."""
    rows = [
        *_sizes(problem),
        *_doubles(problem),
        *_days(problem),
        *_numbers(problem),
        *_references(problem),
        *_spans(problem),
    ]
    if rows:
        raise Invalid(
            N_("Bài toán lịch trực có {count} chỗ sai; chỗ đầu: {first}"),
            kind="roster-problem",
            rows=rows,
            count=len(rows),
            first=str(rows[0]),
        )


def _fault(path: str, value: object, message: str) -> RowProblem:
    return RowProblem(None, path, str(value)[:80], message)


def _sizes(problem: Problem) -> Iterator[RowProblem]:
    for path, found, most in (
        ("people", problem.people, MOST_PEOPLE),
        ("days", problem.days, MOST_DAYS),
    ):
        if not 1 <= len(found) <= most:
            yield _fault(path, len(found), f"có {len(found)} mục; cần từ 1 đến {most}.")
    if not problem.kinds:
        yield _fault("kinds", "", "chưa có loại trực nào; hãy nêu ít nhất một loại.")


def _doubles(problem: Problem) -> Iterator[RowProblem]:
    named = {
        "people": (one.id for one in problem.people),
        "kinds": (one.code for one in problem.kinds),
        "measures": (one.code for one in problem.measures),
        "limits": (one.code for one in problem.limits),
        "goals": iter(problem.goals),
    }
    for path, codes in named.items():
        for code in _twice(codes):
            yield _fault(path, code, f"mã “{code}” được nêu hơn một lần; mỗi mã chỉ một lần.")


def _days(problem: Problem) -> Iterator[RowProblem]:
    for at, (one, following) in enumerate(zip(problem.days, problem.days[1:], strict=False), 1):
        if following.on != one.on + timedelta(days=1):
            yield _fault(
                f"days[{at}]",
                following.on,
                f"sau {format_date(one.on)} phải là ngày kế tiếp; lịch không được hở ngày.",
            )


def _numbers(problem: Problem) -> Iterator[RowProblem]:
    for kind in problem.kinds:
        numbers = {
            "rest_days": kind.rest_days,
            **{f"needed.{day}": n for day, n in kind.needed.items()},
        }
        yield from _negative(f"kinds.{kind.code}", numbers)
    for measure in problem.measures:
        points = {
            f"{code}.{day}": n
            for code, by_day in measure.points.items()
            for day, n in by_day.items()
        }
        yield from _negative(f"measures.{measure.code}", {"weight": measure.weight, **points})
    for limit in problem.limits:
        yield from _negative(f"limits.{limit.code}", {"days": limit.days - 1, "most": limit.most})
    for person in problem.people:
        yield from _negative(f"people.{person.id}.before", person.before)
    for at, wish in enumerate(problem.wishes):
        yield from _negative(f"wishes[{at}]", {"weight": wish.weight})


def _negative(path: str, numbers: Mapping[str, int]) -> Iterator[RowProblem]:
    for name, number in numbers.items():
        if not 0 <= number <= 1_000_000:
            yield _fault(
                f"{path}.{name}", number, "phải là số nguyên không âm, không quá một triệu."
            )


def _references(problem: Problem) -> Iterator[RowProblem]:
    people, kinds = {one.id for one in problem.people}, {one.code for one in problem.kinds}
    for path, person in _named_people(problem):
        if person not in people:
            yield _fault(path, person, f"không có người mang mã “{person}” trong people.")
    for path, kind in _named_kinds(problem):
        if kind not in kinds:
            yield _fault(path, kind, f"không có loại trực “{kind}” trong kinds.")
    for at, pair in enumerate(problem.couples):
        if pair[0] == pair[1]:
            yield _fault(f"couples[{at}]", pair[0], "một cặp phải là hai người khác nhau.")


def _named_people(problem: Problem) -> Iterator[tuple[str, str]]:
    for at, couple in enumerate(problem.couples):
        yield from ((f"couples[{at}]", person) for person in couple)
    for path in ("absences", "reliefs", "fixed", "wishes"):
        yield from (
            (f"{path}[{at}].person", row.person) for at, row in enumerate(getattr(problem, path))
        )


def _named_kinds(problem: Problem) -> Iterator[tuple[str, str]]:
    for kind in problem.kinds:
        yield from ((f"kinds.{kind.code}.rest_from", code) for code in kind.rest_from)
    for limit in problem.limits:
        yield from ((f"limits.{limit.code}.kinds", code) for code in limit.kinds)
    for measure in problem.measures:
        yield from ((f"measures.{measure.code}.points", code) for code in measure.points)
    for person in problem.people:
        yield from ((f"people.{person.id}.stands_in", code) for code in person.stands_in)
    for at, relief in enumerate(problem.reliefs):
        yield from ((f"reliefs[{at}].kinds", code) for code in relief.kinds)
    for path in ("fixed", "earlier", "published"):
        yield from (
            (f"{path}[{at}].kind", duty.kind) for at, duty in enumerate(getattr(problem, path))
        )
    yield from (
        (f"wishes[{at}].kind", wish.kind) for at, wish in enumerate(problem.wishes) if wish.kind
    )


def _spans(problem: Problem) -> Iterator[RowProblem]:
    for path in ("absences", "reliefs"):
        for at, span in enumerate(getattr(problem, path)):
            if span.last < span.first:
                yield _fault(
                    f"{path}[{at}]", span.last, "ngày cuối đứng trước ngày đầu; hãy đổi lại."
                )
    days = {day.on for day in problem.days}
    for path, duties in (("fixed", problem.fixed), ("published", problem.published)):
        yield from _double_duties(path, duties)
        for at, duty in enumerate(duties):
            if duty.on not in days:
                yield _fault(f"{path}[{at}].on", duty.on, "ngày nằm ngoài lịch.")
    for at, duty in enumerate(problem.earlier):
        if days and duty.on >= min(days):
            yield _fault(f"earlier[{at}].on", duty.on, "phải đứng trước ngày đầu của lịch.")


def _double_duties(path: str, duties: tuple[Duty, ...]) -> Iterator[RowProblem]:
    held: Counter[tuple[date, str]] = Counter((duty.on, duty.person) for duty in duties)
    for (on, person), count in held.items():
        if count > 1:
            yield _fault(
                path, person, f"“{person}” có {count} ca ngày {format_date(on)}; mỗi ngày một ca."
            )


def _twice(codes: Iterable[object]) -> list[object]:
    return [code for code, count in Counter(codes).items() if count > 1]
