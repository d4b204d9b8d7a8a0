"""Whom a unit got, what it still wants, why its wave, and who would be next."""

from __future__ import annotations

from typing import Final

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.explaining.ledger import INF, Ledger
from binhyen.solver.deployment.explaining.parts import surcharge_words
from binhyen.solver.deployment.explaining.timing import why_now
from binhyen.solver.deployment.explaining.types import Alternative, Member, QuotaMet, UnitReason
from binhyen.solver.deployment.objective import line_cost
from binhyen.solver.deployment.plan import Posting
from binhyen.solver.deployment.problem import PARTY, POSTS, UnitNeed
from binhyen.solver.deployment.words import POST_WORDS, Said, in_words, listed, points

NEXT: Final = 3


def unit_reason(ledger: Ledger, unit_key: str) -> UnitReason:
    """The whole answer for one unit."""
    row = ledger.unit_row(unit_key)
    need = ledger.problem.units[row]
    lines = sorted(
        ledger.members.get(row, []), key=lambda line: (POSTS.index(line.post), line.officer)
    )
    members = tuple(_member(ledger, need, line) for line in lines)
    wave = lines[0].wave if lines else None
    return UnitReason(
        unit=unit_key,
        wave=wave,
        points=sum(one.points for one in members),
        wait_points=int(ledger.model.wait[row, wave - 1]) if wave else 0,
        members=members,
        quotas=_quotas(ledger, row),
        wishes=_wishes(need, members),
        why=(*_staffed(need, members), *why_now(ledger, row)),
        next_best=_next_best(ledger, row),
    )


def _member(ledger: Ledger, need: UnitNeed, line: Posting) -> Member:
    one = ledger.problem.candidates[ledger.officers[line.officer]]
    cost = line_cost(ledger.problem.weights, one, need, line.post)
    wanted = tuple(skill for skill in need.wants if one.holds(skill))
    return Member(
        one.id, line.post, cost.pair, cost.hm / 10, one.party, tuple(sorted(one.skills)), wanted
    )


def _quotas(ledger: Ledger, row: int) -> tuple[QuotaMet, ...]:
    found = []
    for index, floor in enumerate(ledger.model.floors):
        if floor.unit != row:
            continue
        skill = floor.skill or PARTY
        holders = tuple(
            line.officer
            for line in ledger.members.get(row, ())
            if floor.members[ledger.officers[line.officer]]
        )
        price = float(ledger.floor[index])
        text = Said(
            N_("Cần {needed} người “{skill}”, có {got}."),
            needed=floor.amount,
            skill=in_words(skill),
            got=len(holders),
        )
        if price > 0:
            text = Said(
                N_("{text} Yêu cầu này làm tốn thêm khoảng {points} điểm."),
                text=text,
                points=points(price),
            )
        found.append(QuotaMet(skill, floor.amount, len(holders), price, holders, text))
    return tuple(found)


def _wishes(need: UnitNeed, members: tuple[Member, ...]) -> tuple[str, ...]:
    """What the unit still wants: skills nobody brings, and how many bring none."""
    brought = {skill for one in members for skill in one.wanted}
    missing = [skill for skill in need.wants if skill not in brought]
    without = [one.officer for one in members if not one.wanted]
    found: list[str] = []
    if missing:
        found.append(Said(N_("Chưa có ai có năng lực: {skills}."), skills=listed(missing)))
    if need.wants and without:
        found.append(
            Said(
                N_("{count} người không có năng lực nào trong số mong muốn: {officers}."),
                count=len(without),
                officers=listed(without),
            )
        )
    return tuple(found)


def _staffed(need: UnitNeed, members: tuple[Member, ...]) -> tuple[str, ...]:
    if not members:
        return (Said(N_("{unit} chưa được bố trí ai."), unit=need.name),)
    km = max(one.km for one in members)
    return (
        Said(
            N_(
                "{unit} ({key}) nhận đủ {count} người, trong đó {party} đảng viên; người xa nhất cách {km} km."
            ),
            unit=need.name,
            key=need.key,
            count=len(members),
            party=sum(one.party for one in members),
            km=format_number(round(km)),
        ),
    )


def _next_best(ledger: Ledger, row: int) -> tuple[Alternative, ...]:
    """Per post the next candidates by what they would cost the plan (proven), members left out."""
    table = ledger.reduced_into(row)
    for line in ledger.members.get(row, ()):
        table[ledger.officers[line.officer]] = INF
    found: list[Alternative] = []
    for post in range(len(POSTS)):
        if not ledger.model.demand[row, post]:
            continue
        # Rises are reduced costs less each one's own least; a few more are looked at for that.
        order = np.argsort(table[:, post], kind="stable")[: 4 * NEXT]
        near = [int(one) for one in order if table[one, post] < INF]
        rises = sorted((float(table[one, post]) - ledger.least(one), one) for one in near)
        found += [_candidate(ledger, row, post, one, rise) for rise, one in rises[:NEXT]]
    return tuple(found)


def _candidate(ledger: Ledger, row: int, post: int, officer: int, rise: float) -> Alternative:
    need, one = ledger.problem.units[row], ledger.problem.candidates[officer]
    cost = int(ledger.model.pair[officer, row]) + int(ledger.model.match[officer, post])
    surcharge = ledger.surcharge(rise)
    lines = ledger.members.get(row)
    text = Said(
        N_("{officer} làm {post}: riêng dòng này {points} điểm; {price}"),
        officer=one.id,
        post=POST_WORDS[POSTS[post]],
        points=format_number(cost),
        price=surcharge_words(surcharge, rise),
    )
    wave = lines[0].wave if lines else None
    return Alternative(one.id, need.key, POSTS[post], wave, cost, rise, surcharge, None, text)
