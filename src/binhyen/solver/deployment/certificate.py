"""The certificate: a lower bound on every valid plan, from prices alone, without a solver and without the model.

For any prices (π demand, ρ party, σ need, δ_g release, δ_gw release_wave, κ keep, ω capacity, λ avail)

    L = Σ_u min_{w in window} [ wait_uw + Σ_p n_up π_upw + N_u ω_w − Σ_{o: a_o ≤ w} λ_ou ]
      + Σ_u party_u ρ_u + Σ need_us σ_us − Σ_w C_w ω_w − Σ cap_gw δ_gw − Σ (has − keep)_gs κ_gs
      + Σ_g min_{0 ≤ t ≤ cap_g} [ D_g(t) − δ_g t ]
      + Σ_o min(0, min_{u, p, w ≥ a_o in window} [ c_oup − π_upw − ρ_u[o Party] − Σ σ_us + δ_g + δ_gw + Σ κ_gs + λ_ou ])

is never above what a valid plan costs; wrong prices only weaken it. Source: planning.md, section 2.
"""

from __future__ import annotations

from collections import defaultdict

from binhyen.solver.deployment.objective import disruption
from binhyen.solver.deployment.offers import officers_part
from binhyen.solver.deployment.plan import Prices
from binhyen.solver.deployment.pricing import refuse_prices
from binhyen.solver.deployment.problem import Candidate, Donor, Problem, UnitNeed
from binhyen.solver.deployment.rules.ledger import holders


def lower_bound(problem: Problem, prices: Prices) -> float:
    """L of the module's formula, in points. Cost: linear in officers × units, by blocks of bounded memory.

    Raises:
        Invalid: a price names what the problem lacks, is no finite number, or is negative where it must not be.
    """
    refuse_prices(problem, prices)
    return (
        _openings_part(problem, prices)
        + _quotas_part(problem, prices)
        + sum(_donor_part(problem, donor, prices) for donor in problem.donors)
        + officers_part(problem, prices)
    )


def _openings_part(problem: Problem, prices: Prices) -> float:
    """Each opening in the wave that is cheapest for it."""
    first = {one.id: one.available_from_wave for one in problem.candidates}
    early: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for (officer, unit), price in prices.avail.items():
        early[unit].append((first[officer], price))
    return sum(_opening(problem, unit, prices, early.get(unit.key, [])) for unit in problem.units)


def _opening(
    problem: Problem, unit: UnitNeed, prices: Prices, early: list[tuple[int, float]]
) -> float:
    waits = problem.weights.wait_per_post[unit.complexity - 1]
    each = {
        post: {
            wave: waits * (wave - 1)
            + prices.demand.get((unit.key, post, wave), 0.0)
            + prices.capacity.get(wave, 0.0)
            for wave in problem.window(unit)
        }
        for post in unit.posts
    }
    return min(
        sum(count * each[post][wave] for post, count in unit.posts.items())
        - sum(price for first, price in early if first <= wave)
        for wave in problem.window(unit)
    )


def _quotas_part(problem: Problem, prices: Prices) -> float:
    """What floors earn and ceilings cost at these prices."""
    units = {unit.key: unit for unit in problem.units}
    donors = {donor.id: donor for donor in problem.donors}
    capacity = {wave.number: wave.capacity for wave in problem.waves}
    spare = _spare(problem)
    size = {donor.id: 0 for donor in problem.donors}
    for one in problem.candidates:
        size[one.donor] += 1
    floors = sum(units[key].min_party * price for key, price in prices.party.items())
    floors += sum(units[key].needs.get(skill, 0) * p for (key, skill), p in prices.need.items())
    ceilings = sum(capacity[wave] * price for wave, price in prices.capacity.items())
    for (key, wave), price in prices.release_wave.items():
        cap = donors[key].release_in(wave)
        ceilings += (size[key] if cap is None else cap) * price
    ceilings += sum(spare[key] * price for key, price in prices.keep.items())
    return floors - ceilings


def _spare(problem: Problem) -> dict[tuple[str, str], int]:
    """(donor, kept skill) → how many holders may leave."""
    staff: defaultdict[str, list[Candidate]] = defaultdict(list)
    for one in problem.candidates:
        staff[one.donor].append(one)
    spare: dict[tuple[str, str], int] = {}
    for donor in problem.donors:
        has = holders(staff[donor.id], donor.keep)
        spare |= {(donor.id, skill): max(0, has[skill] - n) for skill, n in donor.keep.items()}
    return spare


def _donor_part(problem: Problem, donor: Donor, prices: Prices) -> float:
    """min over t of D_g(t) − δ_g t: piecewise linear in t, so only its ends and bends can be least."""
    price = prices.release.get(donor.id, 0.0)
    cap = donor.max_release
    if cap is None:
        cap = sum(one.donor == donor.id for one in problem.candidates)
    bends = [donor.payroll * permille // 1000 for permille in problem.weights.thr_permille]
    counts = {0, cap, *(bend for bend in bends if 0 < bend < cap)}
    return min(disruption(problem.weights, donor, count) - price * count for count in counts)
