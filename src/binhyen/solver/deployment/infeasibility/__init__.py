"""Why no plan keeps all rules, in sentences a person understands, with the smallest relaxation that helps."""

from __future__ import annotations

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.check import check
from binhyen.solver.deployment.infeasibility.cuts import donor_clash, quota_clashes
from binhyen.solver.deployment.infeasibility.saying import groups, sentences
from binhyen.solver.deployment.infeasibility.single import single_clashes
from binhyen.solver.deployment.infeasibility.timing import other_ways, wave_clashes
from binhyen.solver.deployment.infeasibility.types import Clash, Infeasibility
from binhyen.solver.deployment.layout import Layout
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Plan, Relaxation
from binhyen.solver.deployment.problem import Problem
from binhyen.solver.deployment.relaxing import Relaxed, RelaxPrices, relax
from binhyen.solver.deployment.words import Said

__all__ = ["Clash", "Infeasibility", "why_infeasible"]


def why_infeasible(
    problem: Problem, *, prices: RelaxPrices | None = None, model: Model | None = None
) -> Infeasibility:
    """Name what clashes and the smallest relaxation; the plan it leads to has been checked.

    Where the relaxation leaves several ways of equal price, the one with the cheaper plan is taken.
    """
    prices, model = prices or RelaxPrices(), model or build(problem)
    found = relax(problem, prices=prices, model=model)
    if not found.relaxation:
        return _nothing(found)
    return Infeasibility(
        feasible=False,
        clashes=_clashes(model, found.relaxation),
        relaxation=found.relaxation,
        sentences=sentences(problem, found.relaxation),
        price=found.price,
        bound=found.bound,
        plan=_checked(problem, found),
        otherwise=other_ways(model, found.relaxation, prices),
    )


def _nothing(found: Relaxed) -> Infeasibility:
    return Infeasibility(
        feasible=found.plan is not None,
        clashes=(),
        relaxation=(),
        sentences=(),
        price=0,
        bound=found.bound,
        plan=found.plan,
    )


def _checked(problem: Problem, found: Relaxed) -> Plan | None:
    """The plan, if the checker agrees that it keeps the relaxed problem's rules."""
    if found.plan is None or not check(problem, found.plan, None, found.relaxation).valid:
        return None
    return found.plan


def _clashes(model: Model, relaxation: tuple[Relaxation, ...]) -> tuple[Clash, ...]:
    layout, problem = Layout(model), model.problem
    found = [*single_clashes(model), *quota_clashes(layout, relaxation)]
    found += donor_clash(layout, relaxation) + wave_clashes(model, relaxation)
    if found:
        return tuple(found)
    kinds = tuple(dict.fromkeys(one.kind for one in relaxation))
    named = [group.sentence for group in groups(problem, relaxation)]
    return (
        Clash(
            rules=kinds,
            units=(),
            donors=(),
            wanted=sum(one.amount for one in relaxation),
            available=0,
            sentence=Said(
                N_("Từng ràng buộc riêng đều đáp ứng được, cùng nhau thì không: {what}"),
                what=" ".join(named),
            ),
        ),
    )
