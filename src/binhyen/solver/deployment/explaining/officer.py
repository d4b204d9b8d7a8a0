"""Why this officer here and now, what else they could be, which rules stand in between."""

from __future__ import annotations

from typing import Final

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.distance import road_hm
from binhyen.solver.deployment.explaining.barriers import barriers
from binhyen.solver.deployment.explaining.exact import forced_cost
from binhyen.solver.deployment.explaining.ledger import INF, Ledger, Reals
from binhyen.solver.deployment.explaining.parts import line_parts, surcharge_words
from binhyen.solver.deployment.explaining.rulecosts import donor_limits
from binhyen.solver.deployment.explaining.timing import why_now
from binhyen.solver.deployment.explaining.types import Alternative, Barrier, OfficerReason
from binhyen.solver.deployment.plan import Posting
from binhyen.solver.deployment.problem import POSTS, Candidate, Post, Problem
from binhyen.solver.deployment.words import POST_WORDS, Said, kilometres, points

PLACES: Final = 5
RESOLVED: Final = 2
"""So many of the best alternatives are priced exactly when asked: each is a plan mended anew."""
NEARER: Final = 8


def officer_reason(
    ledger: Ledger, officer_id: str, unit: str | None, *, exact: bool
) -> OfficerReason:
    """The whole answer for one officer."""
    row = ledger.officer_row(officer_id)
    asked_unit = None if unit is None else ledger.unit_row(unit)
    one, line = ledger.problem.candidates[row], ledger.line.get(row)
    table = ledger.reduced(row)
    parts = (
        ()
        if line is None
        else line_parts(
            ledger.problem, one, ledger.problem.units[ledger.units[line.unit]], line.post
        )
    )
    price = 0.0 if line is None else _post_price(ledger, line)
    return OfficerReason(
        officer=officer_id,
        posting=line,
        points=sum(part.points for part in parts),
        post_price=price,
        parts=parts,
        why=_why(ledger, one, line, price),
        waves=() if line is None else why_now(ledger, ledger.units[line.unit], row),
        alternatives=tuple(_alternatives(ledger, row, table, exact=exact)),
        barriers=_barriers(ledger, one, line),
        limits=donor_limits(ledger, row),
        asked=() if asked_unit is None else _why_not(ledger, row, asked_unit, table, exact=exact),
    )


def _post_price(ledger: Ledger, line: Posting) -> float:
    unit = ledger.units[line.unit]
    return float(ledger.demand[unit, POSTS.index(line.post), line.wave - 1])


def _why(ledger: Ledger, one: Candidate, line: Posting | None, price: float) -> tuple[str, ...]:
    if line is None:
        if one.excluded:
            return (Said(N_("Không được bố trí: {reason}."), reason=one.excluded),)
        return (
            Said(
                N_("Không được bố trí: mọi chức danh đã có người hợp hơn theo giá của phương án.")
            ),
        )
    unit = ledger.problem.units[ledger.units[line.unit]]
    first = Said(
        N_("Làm {post} ở {unit} ({key}) từ đợt {wave}."),
        post=POST_WORDS[line.post],
        unit=unit.name,
        key=unit.key,
        wave=line.wave,
    )
    if not price:
        return (first,)
    second = Said(
        N_("Thêm một {post} ở đây thì cả phương án tốn thêm khoảng {points} điểm ({km} km)."),
        post=POST_WORDS[line.post],
        points=points(price),
        km=kilometres(price),
    )
    return (first, second)


def _alternatives(ledger: Ledger, row: int, table: Reals, *, exact: bool) -> list[Alternative]:
    """The few places of least reduced cost other than theirs, and staying, cheapest first."""
    least = min(0.0, float(table.min(initial=0.0)))
    best = table.min(axis=2)
    line = ledger.line.get(row)
    if line is not None:
        best[ledger.units[line.unit], POSTS.index(line.post)] = INF
    best[ledger.model.demand == 0] = INF
    order = np.argsort(best, axis=None, kind="stable")[:PLACES]
    found: list[tuple[float, tuple[int, int] | None]] = [
        (float(best[unit, post]) - least, (int(unit), int(post)))
        for unit, post in zip(*np.unravel_index(order, best.shape), strict=True)
        if best[unit, post] < INF
    ]
    if line is not None:
        found.append((-least, None))
    found.sort(key=lambda one: one[0])
    return [
        _alternative(ledger, row, place, rise, table, exact=exact and at < RESOLVED)
        for at, (rise, place) in enumerate(found)
    ]


def _alternative(
    ledger: Ledger,
    row: int,
    place: tuple[int, int] | None,
    rise: float,
    table: Reals,
    *,
    exact: bool,
) -> Alternative:
    officer, surcharge = ledger.problem.candidates[row].id, ledger.surcharge(rise)
    real = forced_cost(ledger, row, place) if exact else None
    price = surcharge_words(surcharge, rise, real)
    if place is None:
        text = Said(N_("Ở lại đơn vị cử: {price}"), price=price)
        return Alternative(officer, None, None, None, 0, rise, surcharge, real, text)
    unit, post = place
    need, wave = ledger.problem.units[unit], int(table[unit, post].argmin()) + 1
    cost = int(ledger.model.pair[row, unit]) + int(ledger.model.match[row, post])
    text = Said(
        N_("Làm {post} ở {unit} ({key}): riêng dòng này {points} điểm; {price}"),
        post=POST_WORDS[POSTS[post]],
        unit=need.name,
        key=need.key,
        points=format_number(cost),
        price=price,
    )
    return Alternative(officer, need.key, POSTS[post], wave, cost, rise, surcharge, real, text)


def _why_not(ledger: Ledger, row: int, unit: int, table: Reals, *, exact: bool) -> tuple[str, ...]:
    """Why they are not in the unit asked about: the rules in the way, else what each post there would cost."""
    one, need = ledger.problem.candidates[row], ledger.problem.units[unit]
    line = ledger.line.get(row)
    if line is not None and line.unit == need.key:
        return (Said(N_("Đang được bố trí ở {unit}."), unit=need.name),)
    found: list[str] = [one.sentence for one in barriers(ledger.problem, one, need, POSTS)]
    least = min(0.0, float(table.min(initial=0.0)))
    rises = [
        (float(table[unit, post].min(initial=INF)) - least, post)
        for post in range(len(POSTS))
        if ledger.model.demand[unit, post]
    ]
    for at, (rise, post) in enumerate(sorted(one for one in rises if one[0] < INF)):
        first = exact and not at
        place = (unit, post)
        found.append(_alternative(ledger, row, place, rise, table, exact=first).sentence)
    found += [limit.sentence for limit in donor_limits(ledger, row) if limit.slack <= 0]
    return tuple(found)


def _barriers(ledger: Ledger, one: Candidate, line: Posting | None) -> tuple[Barrier, ...]:
    """Rules between them and home, and units nearer than theirs, nearest first."""
    problem = ledger.problem
    units = {unit.key: unit for unit in problem.units}
    reach = None if line is None else _hm(problem, one, line.unit, ledger)
    row = ledger.officers[one.id]
    allowed = ledger.allowed(row)
    near = sorted(
        (_hm(problem, one, key, ledger), key)
        for key, unit in units.items()
        if not allowed[ledger.units[key]].all() or unit.code == one.home_unit
    )
    found: list[Barrier] = []
    post: tuple[Post, ...] = POSTS if line is None else (line.post,)
    for hm, key in near:
        nearer = reach is None or hm < reach
        if units[key].code == one.home_unit or (nearer and len(found) < NEARER):
            found += barriers(problem, one, units[key], post)
    return tuple(found[: 2 * NEARER])


def _hm(problem: Problem, one: Candidate, key: str, ledger: Ledger) -> int:
    unit = problem.units[ledger.units[key]]
    return road_hm((one.base_lat, one.base_lon), (unit.lat, unit.lon), problem.weights.detour)
