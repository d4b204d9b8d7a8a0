"""What hard numbers cost at the margin, in words.

Prices are those of a lower bound, and the sentences say only what that proves: one less of a cap raises the bound by its
price; one more lowers the least possible cost to no less than the bound minus that price.
"""

from __future__ import annotations

from typing import Final

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.explaining.ledger import DUST, Ledger
from binhyen.solver.deployment.explaining.types import RuleCost
from binhyen.solver.deployment.model import Ceiling
from binhyen.solver.deployment.plan import RelaxKind
from binhyen.solver.deployment.words import Said, in_words, kilometres, points

TEMPLATES: Final[dict[RelaxKind, str]] = {
    "capacity": N_(
        "Đợt {key1} còn {slack} chỗ: bớt một chỗ thì cận dưới tăng {points} điểm ({km} km), thêm một chỗ đỡ "
        "được nhiều nhất chừng ấy."
    ),
    "release": N_(
        "{name} còn được cho điều {slack} người: bớt một người thì cận dưới tăng {points} điểm ({km} km), "
        "thêm một người đỡ được nhiều nhất chừng ấy."
    ),
    "release_wave": N_(
        "{name} còn được cho điều {slack} người trong đợt {key2}: bớt một người thì cận dưới tăng {points} "
        "điểm ({km} km), thêm một người đỡ được nhiều nhất chừng ấy."
    ),
    "keep": N_(
        "{name} còn được cho điều {slack} người “{skill}”: giữ thêm một người thì cận dưới tăng {points} "
        "điểm ({km} km), giữ ít đi một người đỡ được nhiều nhất chừng ấy."
    ),
    "need": N_(
        "{name} dư {slack} người “{skill}”: cần thêm một người thì cận dưới tăng {points} điểm ({km} km), "
        "bớt một người đỡ được nhiều nhất chừng ấy."
    ),
    "party": N_(
        "{name} dư {slack} đảng viên: cần thêm một người thì cận dưới tăng {points} điểm ({km} km), bớt một "
        "người đỡ được nhiều nhất chừng ấy."
    ),
}
DISRUPTION: Final = N_(
    "{name} đã cử nhiều: mỗi người nữa tính thêm khoảng {points} điểm ({km} km) vì xáo trộn; còn được cho "
    "điều {slack} người."
)
"""Where a donor's own cap does not bind, its price is what one more leaver disturbs."""


def all_rule_costs(ledger: Ledger) -> list[RuleCost]:
    """Every hard number with a price, dearest first."""
    found = [*_capacities(ledger), *_floors(ledger), *_ceilings(ledger, ledger.model.ceilings)]
    priced = [one for one in found if one.price > DUST]
    return sorted(priced, key=lambda one: (-one.price, one.kind, one.key1, one.key2))


def donor_limits(ledger: Ledger, officer: int) -> tuple[RuleCost, ...]:
    """Ceilings this officer counts for that bind or cost something."""
    mine = [one for one in ledger.model.ceilings if one.members[officer]]
    return tuple(one for one in _ceilings(ledger, mine) if one.slack <= 0 or one.price > DUST)


def _capacities(ledger: Ledger) -> list[RuleCost]:
    filled = [0] * ledger.problem.last_wave
    for line in ledger.line.values():
        filled[line.wave - 1] += 1
    return [
        _rule_cost(
            "capacity",
            str(wave + 1),
            "",
            "",
            float(ledger.capacity[wave]),
            int(room) - filled[wave],
        )
        for wave, room in enumerate(ledger.model.capacity)
    ]


def _floors(ledger: Ledger) -> list[RuleCost]:
    found = []
    for index, floor in enumerate(ledger.model.floors):
        if ledger.floor[index] <= DUST:
            continue
        unit = ledger.problem.units[floor.unit]
        got = sum(
            bool(floor.members[ledger.officers[line.officer]])
            for line in ledger.members.get(floor.unit, ())
        )
        slack = got - floor.amount
        name = f"{unit.name} ({unit.key})"
        found.append(
            _rule_cost(floor.kind, unit.key, floor.skill, name, float(ledger.floor[index]), slack)
        )
    return found


def _ceilings(ledger: Ledger, ceilings: list[Ceiling]) -> list[RuleCost]:
    found = []
    for one in ceilings:
        donor = ledger.problem.donors[one.donor]
        key2 = one.skill if one.wave is None else str(one.wave)
        slack = one.amount - ledger.used(one)
        name = f"{donor.name} ({donor.id})"
        found.append(_rule_cost(one.kind, donor.id, key2, name, _price(ledger, one), slack))
    return found


def _price(ledger: Ledger, one: Ceiling) -> float:
    donor = ledger.problem.donors[one.donor].id
    if one.kind == "release":
        return max(0.0, ledger.prices.release.get(donor, 0.0))
    if one.wave is not None:
        return ledger.prices.release_wave.get((donor, one.wave), 0.0)
    return ledger.prices.keep.get((donor, one.skill), 0.0)


def _rule_cost(
    kind: RelaxKind, key1: str, key2: str, name: str, price: float, slack: int
) -> RuleCost:
    sentence = Said(
        DISRUPTION if kind == "release" and slack > 0 else TEMPLATES[kind],
        key1=key1,
        key2=key2,
        name=name,
        skill=in_words(key2),
        points=points(price),
        km=kilometres(price),
        slack=max(0, slack),
    )
    return RuleCost(kind, key1, key2, price, slack, sentence)
