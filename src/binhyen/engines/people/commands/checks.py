"""Judging rows of service before they are stored, together with the chains they continue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from binhyen.engines.people.models import Assignment, PostKind
from binhyen.engines.people.rules import Body, Step, chain_problems, chief_problems, fit_problem
from binhyen.engines.people.types import ENDING_MOVES, NewAssignment, Role
from binhyen.engines.units.api import PoliceUnit
from binhyen.kernel.errors import N_, RowProblem

# SQLite takes a limited number of parameters; beyond this many officers all chains are read at once.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Ground:
    """What rows may refer to: posts by code, police units by id, the codes of officers."""

    posts: Mapping[str, PostKind]
    bodies: Mapping[int, Body]
    officers: Collection[str]


def ground_for(additions: Sequence[NewAssignment], officers: Collection[str]) -> Ground:
    """Read what the additions refer to: two statements."""
    wanted = {a.police_unit_id for a in additions if a.police_unit_id is not None}
    units = (
        PoliceUnit.objects.all()
        if len(wanted) > _MANY
        else PoliceUnit.objects.filter(id__in=wanted)
    )
    bodies = {unit.id: Body(unit.kind, unit.established_on, unit.abolished_on) for unit in units}
    return Ground({post.code: post for post in PostKind.objects.all()}, bodies, officers)


def assignment_problems(additions: Sequence[NewAssignment], ground: Ground) -> Iterator[RowProblem]:
    """Every fault of the additions: first each row by itself, then the chains they would make."""
    faults = [
        fault
        for row, addition in enumerate(additions, 1)
        for fault in _row_problems(row, addition, ground)
    ]
    yield from faults
    # A chain with an unknown unit or post would only repeat the same fault in other words.
    if not faults:
        yield from _between_rows(additions, ground)


def _row_problems(row: int, addition: NewAssignment, ground: Ground) -> Iterator[RowProblem]:
    if addition.officer not in ground.officers:
        yield RowProblem(
            row,
            "officer",
            addition.officer,
            N_("không có cán bộ mang số hiệu này: đăng ký trước đã"),
        )
    if addition.term_until and addition.term_until <= addition.valid_from:
        yield RowProblem(
            row,
            "term_until",
            str(addition.term_until),
            N_("nhiệm kỳ phải kết thúc sau ngày bắt đầu"),
        )
    if addition.police_unit_id is None or addition.post is None:
        yield from _ending_problems(row, addition)
    elif addition.police_unit_id not in ground.bodies:
        yield RowProblem(
            row, "police_unit", str(addition.police_unit_id), N_("không có đơn vị công an này")
        )
    elif addition.post not in ground.posts:
        yield RowProblem(row, "post", addition.post, N_("không có chức danh này trong danh mục"))
    elif addition.kind in ENDING_MOVES:
        yield RowProblem(
            row, "kind", addition.kind, N_("hình thức này kết thúc công tác, không kèm đơn vị")
        )
    else:
        body = ground.bodies[addition.police_unit_id]
        fault = fit_problem(
            _step(addition, ground, row), ground.posts[addition.post].serves_in, body
        )
        if fault is not None:
            yield fault


def _ending_problems(row: int, addition: NewAssignment) -> Iterator[RowProblem]:
    if addition.police_unit_id is not None or addition.post is not None:
        yield RowProblem(
            row, "post", addition.post or "", N_("đơn vị và chức danh phải đi cùng nhau")
        )
    elif addition.kind not in ENDING_MOVES:
        yield RowProblem(row, "kind", addition.kind, N_("hình thức này cần đơn vị và chức danh"))


def _between_rows(additions: Sequence[NewAssignment], ground: Ground) -> Iterator[RowProblem]:
    chains = _stored_chains(additions, ground)
    for addition, row in sorted(
        zip(additions, range(1, len(additions) + 1), strict=True), key=_by_day
    ):
        chains[addition.officer].append(_step(addition, ground, row))
    faults = [fault for chain in chains.values() for fault in chain_problems(chain)]
    yield from faults
    if not faults:
        yield from chief_problems(chains.values())


def _by_day(numbered: tuple[NewAssignment, int]) -> tuple[object, int]:
    return numbered[0].valid_from, numbered[1]


def _stored_chains(
    additions: Sequence[NewAssignment], ground: Ground
) -> defaultdict[str, list[Step]]:
    chains: defaultdict[str, list[Step]] = defaultdict(list)
    rows = _rows_concerned(additions, ground).order_by("valid_from")
    for code, valid_from, unit, role in rows.values_list(
        "officer__code", "valid_from", "police_unit_id", "post__role"
    ):
        chains[code].append(Step(code, valid_from, unit, role))
    return chains


def _rows_concerned(additions: Sequence[NewAssignment], ground: Ground) -> QuerySet[Assignment]:
    """The whole chains of the officers touched, and of all who were chief where a chief arrives."""
    codes = {addition.officer for addition in additions}
    if len(codes) > _MANY:
        return Assignment.objects.all()
    headed = {
        a.police_unit_id for a in additions if a.post and ground.posts[a.post].role == Role.CHIEF
    }
    heads = Assignment.objects.filter(police_unit_id__in=headed, post__role=Role.CHIEF).values(
        "officer_id"
    )
    return Assignment.objects.filter(officer__code__in=codes) | Assignment.objects.filter(
        officer_id__in=heads
    )


def _step(addition: NewAssignment, ground: Ground, row: int) -> Step:
    role = ground.posts[addition.post].role if addition.post else None
    return Step(addition.officer, addition.valid_from, addition.police_unit_id, role, row)
