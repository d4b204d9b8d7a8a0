"""What chains of service must keep; pure, so that a form, an import and a plan are judged alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest

from binhyen.engines.people.types import ADULT_YEARS, NewOfficer, Role
from binhyen.kernel.errors import N_, RowProblem


@dataclass(frozen=True, slots=True)
class Step:
    """One row of an officer's chain as the rules see it; `row` is its place in the input, None if stored."""

    officer: str
    valid_from: date
    unit: int | None
    role: str | None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What the rules need to know of a police unit."""

    kind: str
    established_on: date
    abolished_on: date | None


def officer_problems(officer: NewOfficer, row: int | None = None) -> Iterator[RowProblem]:
    """Faults of an officer's own dates: too young when joining, or a Party date without the one before."""
    age = officer.joined_on.year - officer.birth_year
    if age < ADULT_YEARS:
        yield RowProblem(
            row,
            "birth_year",
            str(officer.birth_year),
            N_("khi vào ngành chưa đủ 18 tuổi: xem lại năm sinh"),
        )
    admitted, official = officer.party_admitted_on, officer.party_official_on
    if official is not None and (admitted is None or official < admitted):
        yield RowProblem(
            row,
            "party_official_on",
            str(official),
            N_("ngày chính thức phải sau ngày vào Đảng: xem lại hai ngày"),
        )


def chain_problems(chain: Sequence[Step]) -> Iterator[RowProblem]:
    """Faults of one officer's chain, rows in the order they are to be stored.

    Dates must run strictly forward, and service can only end where somebody serves.
    """
    if chain and chain[0].unit is None:
        yield _fault(chain[0], "police_unit", N_("chưa được bố trí thì không thể kết thúc"))
    for before, after in pairwise(chain):
        if after.valid_from <= before.valid_from:
            yield _fault(
                after, "valid_from", N_("phải sau ngày của lần bố trí trước: xem lại ngày")
            )
        if before.unit is None and after.unit is None:
            yield _fault(after, "police_unit", N_("đã kết thúc từ trước"))


def chief_problems(chains: Iterable[Sequence[Step]]) -> Iterator[RowProblem]:
    """Faults between chains: two officers who are chief of one unit on the same day."""
    terms = sorted(
        (span for chain in chains for span in _chief_terms(chain)),
        key=lambda term: (term[0].unit or 0, term[1]),
    )
    for (before, _, ends), (after, begins, _end) in pairwise(terms):
        if before.unit == after.unit and begins < ends:
            late = after if after.row is not None else before
            yield _fault(
                late, "post", N_("đơn vị đang có cấp trưởng khác: kết thúc người trước đã")
            )


def fit_problem(step: Step, serves_in: str, body: Body) -> RowProblem | None:
    """Why an officer cannot begin this post in this unit on this day; None when they can."""
    if step.valid_from < body.established_on or (
        body.abolished_on and step.valid_from >= body.abolished_on
    ):
        return _fault(
            step, "police_unit", N_("đơn vị chưa thành lập hoặc đã giải thể trong ngày này")
        )
    if serves_in != body.kind:
        return _fault(step, "post", N_("loại đơn vị này không có chức danh đó"))
    return None


def _chief_terms(chain: Sequence[Step]) -> Iterator[tuple[Step, date, date]]:
    for step, following in zip_longest(chain, chain[1:]):
        if step.role == Role.CHIEF:
            yield step, step.valid_from, following.valid_from if following else date.max


def _fault(step: Step, column: str, message: str) -> RowProblem:
    return RowProblem(step.row, column, f"{step.officer} {step.valid_from:%d-%m-%Y}", message)
