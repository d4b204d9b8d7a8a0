"""What the whole plan costs, how far it is proven, what each rule costs."""

from __future__ import annotations

from typing import Final

from binhyen.kernel.errors import N_
from binhyen.kernel.numbers import format_number
from binhyen.solver.deployment.explaining.ledger import DUST, Ledger
from binhyen.solver.deployment.explaining.rulecosts import all_rule_costs
from binhyen.solver.deployment.explaining.types import CostPart, PlanReason, RuleCost
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.words import Said, kilometres

TOLD: Final = 5
DEAR: Final = 20
PART_WORDS: Final[dict[str, str]] = {
    "distance": Said(N_("quãng đường")),
    "far": Said(N_("đi xa quá mức")),
    "rank": Said(N_("cấp hàm không khớp")),
    "years": Said(N_("thiếu thâm niên")),
    "wants": Said(N_("thiếu năng lực mong muốn")),
    "waiting": Said(N_("chờ ra quân")),
    "disruption": Said(N_("xáo trộn đơn vị cử")),
}


def plan_reason(ledger: Ledger) -> PlanReason:
    """The whole answer for the plan."""
    cost, rules = ledger.cost, tuple(all_rule_costs(ledger))
    parts = tuple(_part(code, points, cost.total) for code, points in cost.parts.items())
    return PlanReason(
        objective=cost.total,
        bound=ledger.bound,
        parts=parts,
        rules=rules,
        dear_units=_dear_units(ledger),
        why=(_proof(ledger), *_dearest(rules)),
    )


def _part(code: str, points: int, total: int) -> CostPart:
    share = 100 * points / total if total else 0.0
    text = Said(
        N_("{what}: {points} điểm ({share} %)."),
        what=PART_WORDS.get(code, code),
        points=format_number(points),
        share=format_number(round(share)),
    )
    return CostPart(code, points, points / 10, text)


def _proof(ledger: Ledger) -> str:
    cost, bound = ledger.cost.total, ledger.bound
    return Said(
        N_(
            "Phương án tốn {cost} điểm ({km} km quy đổi); đã chứng minh không phương án nào dưới {bound} điểm."
        ),
        cost=format_number(cost),
        km=kilometres(cost),
        bound=format_number(bound),
    )


def _dearest(rules: tuple[RuleCost, ...]) -> list[str]:
    if not rules:
        return [Said(N_("Không ràng buộc nào làm phương án đắt thêm, theo các giá đã cho."))]
    return [one.sentence for one in rules[:TOLD]]


def _dear_units(ledger: Ledger) -> tuple[tuple[str, float], ...]:
    """Units by what scarcity adds: prices of their posts and quotas less what their own lines cost."""
    extra = [0.0] * len(ledger.problem.units)
    for row, lines in ledger.members.items():
        for line in lines:
            post = POSTS.index(line.post)
            officer = ledger.officers[line.officer]
            own = int(ledger.model.pair[officer, row]) + int(ledger.model.match[officer, post])
            extra[row] += float(ledger.demand[row, post, line.wave - 1]) - own
    for index, floor in enumerate(ledger.model.floors):
        extra[floor.unit] += float(ledger.floor[index]) * floor.amount
    ranked = sorted(range(len(extra)), key=lambda row: (-extra[row], row))
    return tuple(
        (ledger.problem.units[row].key, extra[row]) for row in ranked[:DEAR] if extra[row] > DUST
    )
