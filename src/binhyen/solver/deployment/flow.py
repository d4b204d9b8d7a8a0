"""First prices: a minimum-cost flow donors → officers → posts over the nearest triples, quotas and waves left out.

The flow's value over few triples proves nothing; its node prices are a good guess of what posts and officers are worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from ortools.graph.python import min_cost_flow

from binhyen.solver.deployment.choosing import Ranks, cheapest
from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.duals import FAR_ABOVE
from binhyen.solver.deployment.facts import Facts, Indices, Reals

NEAREST: Final = Ranks(post=12, officer=8, floor=0)
ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class FlowPrices:
    """Node prices of the flow: U×P what a post is worth, O what an officer costs (their donor's price in it)."""

    post: Reals
    officer: Reals
    unfilled: int
    """Posts no triple of the flow could fill."""


def first_prices(facts: Facts) -> FlowPrices:
    """Prices of the flow over the nearest triples, chosen anew by those prices while posts stay unfilled."""
    prices = flow_prices(facts, cheapest(facts, bare_costs(facts), NEAREST))
    for _ in range(ROUNDS):
        if not prices.unfilled:
            break
        chosen = cheapest(facts, bare_costs(facts, prices.officer, prices.post), NEAREST)
        prices = flow_prices(facts, chosen)
    return prices


def bare_costs(
    facts: Facts, officer: Reals | float = 0.0, post: Reals | None = None
) -> list[Reals]:
    """Per post, float32 O×U: cost of each triple, plus the officer's price, less the post's."""
    model = facts.model
    result: list[Reals] = []
    for number, allowed in enumerate(facts.admissible):
        own = (model.match[:, number] + officer).astype(np.float32)
        cost: Any = model.pair + own[:, None]
        if post is not None:
            cost -= post[:, number].astype(np.float32)[None, :]
        cost[~allowed] = FAR_ABOVE
        result.append(cost)
    return result


def flow_prices(facts: Facts, columns: Columns) -> FlowPrices:
    """Solve the flow over some triples; a post nobody can fill is filled at a price above every other."""
    network = _network(facts, columns)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        network.tail, network.head, network.capacity, network.cost
    )
    posts = int(facts.size.sum())
    solver.set_node_supply(network.source, posts)
    solver.set_node_supply(network.sink, -posts)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow with a way out for every post ended as {status!r}")
    flow = solver.flows(np.arange(len(network.tail)))
    price = _node_prices(network, flow)
    donors, officers = len(facts.release_cap), len(facts.donor)
    own = price[facts.donor].copy()
    used = np.unique(columns.officer)
    own[used] = price[donors + used]
    post = price[donors + officers : network.source].reshape(facts.model.demand.shape)
    return FlowPrices(post, own, int(flow[network.way_out].sum()))


@dataclass(frozen=True, slots=True)
class _Network:
    tail: Indices
    head: Indices
    capacity: Indices
    cost: Indices
    way_out: slice
    source: int
    sink: int


def _network(facts: Facts, columns: Columns) -> _Network:
    """Nodes: donors, officers, posts of units, source, sink. Arcs in blocks, the ways out first."""
    model = facts.model
    donors, officers, posts = len(facts.release_cap), len(facts.donor), model.demand.size
    source = donors + officers + posts
    post_node = donors + officers + np.arange(posts)
    steps = [
        (g, width, points) for g, one in enumerate(facts.disruption_steps) for width, points in one
    ]
    donor, width, points = np.array(steps, dtype=np.int64).reshape(-1, 3).T
    used = np.unique(columns.officer)
    cost = columns.cost(model)
    dearest = 2 * int(cost.max(initial=1)) + int(points.max(initial=0)) + 1
    demand = model.demand.ravel().astype(np.int64)
    one, none = np.ones_like, np.zeros_like
    blocks = [
        (np.full(posts, source), post_node, demand, np.full(posts, dearest)),
        (np.full(len(donor), source), donor, width, points),
        (facts.donor[used], donors + used, one(used), none(used)),
        (
            donors + columns.officer,
            donors + officers + columns.unit * model.demand.shape[1] + columns.post,
            one(cost),
            cost,
        ),
        (post_node, np.full(posts, source + 1), demand, none(demand)),
    ]
    tail, head, capacity, price = (
        np.concatenate(parts).astype(np.int64) for parts in zip(*blocks, strict=True)
    )
    return _Network(tail, head, capacity, price, slice(0, posts), source, source + 1)


def _node_prices(network: _Network, flow: Indices) -> Reals:
    """Shortest distances on the residual graph (Bellman–Ford over whole arrays): prices under which no arc loses."""
    forward, backward = flow < network.capacity, flow > 0
    tail = np.concatenate([network.tail[forward], network.head[backward]])
    head = np.concatenate([network.head[forward], network.tail[backward]])
    cost = np.concatenate([network.cost[forward], -network.cost[backward]])
    order = np.argsort(head, kind="stable")
    tail, cost = tail[order], cost[order]
    nodes, starts = np.unique(head[order], return_index=True)
    price = np.zeros(network.sink + 1, dtype=np.int64)
    for _ in range(network.sink + 2):
        reached = np.minimum.reduceat(price[tail] + cost, starts)
        if (reached >= price[nodes]).all():
            break
        price[nodes] = np.minimum(price[nodes], reached)
    return price.astype(np.float64)
