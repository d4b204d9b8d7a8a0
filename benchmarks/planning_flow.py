"""The yardstick T1: load, build, and the pure minimum-cost flow over every admissible triple of an instance.

Quotas, keeps and waves are left out (the cheapest wave of each unit is added), so its value is a lower bound, and its
time is what any exact method over all pairs pays at least. Built as leanly as NumPy allows: it must not flatter us.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.measuring import expect
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.solver.deployment.build import build
from binhyen.solver.deployment.facts import Facts
from binhyen.solver.deployment.model import Model


def flow_bound(folder: Path) -> dict[str, Any]:
    """CPU seconds of loading, building and solving, and the bound."""
    began = time.process_time()
    problem = read_problem(folder)
    loaded = time.process_time()
    facts = Facts(build(problem))
    tail, head, capacity, cost, nodes, source = _arcs(facts)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    posts = int(facts.size.sum())
    flow.set_node_supply(source, posts)
    flow.set_node_supply(nodes - 1, -posts)
    built = time.process_time()
    expect("the flow's status", flow.solve(), flow.OPTIMAL)
    ended = time.process_time()
    return {
        "cpu": ended - began,
        "load": loaded - began,
        "build": built - loaded,
        "flow": ended - built,
        "arcs": len(tail),
        "bound": int(flow.optimal_cost()) + _cheapest_waves(facts.model),
        "posts": posts,
        "units": len(problem.units),
        "officers": len(problem.candidates),
    }


def _arcs(facts: Facts) -> tuple[Any, ...]:
    """Source → donor (dearer and dearer) → officer → unit's post → sink."""
    model = facts.model
    donors, (officers, units) = len(facts.release_cap), model.pair.shape
    kinds = model.demand.shape[1]
    first_post = donors + officers
    source = first_post + units * kinds
    steps = [
        (donor, width, points)
        for donor, one in enumerate(facts.disruption_steps)
        for width, points in one
    ]
    donor, width, points = np.array(steps, dtype=np.int32).reshape(-1, 3).T
    everyone = np.arange(officers, dtype=np.int32)
    posts = np.arange(units * kinds, dtype=np.int32)
    blocks = [
        (np.full(len(donor), source), donor, width, points),
        (facts.donor, donors + everyone, np.ones(officers), np.zeros(officers)),
        (
            first_post + posts,
            np.full(len(posts), source + 1),
            model.demand.ravel(),
            np.zeros(len(posts)),
        ),
    ]
    for post, allowed in enumerate(facts.admissible):
        officer, unit = np.nonzero(allowed)
        price = model.pair[officer, unit] + model.match[officer, post]
        one = np.ones(len(officer), dtype=np.int32)
        blocks.append((donors + officer, first_post + unit * kinds + post, one, price))
    parts = [
        np.concatenate([np.asarray(part, dtype=kind) for part in column])
        for column, kind in zip(
            zip(*blocks, strict=True), (np.int32, np.int32, np.int64, np.int64), strict=True
        )
    ]
    return (*parts, source + 2, source)


def _cheapest_waves(model: Model) -> int:
    """Every unit in the cheapest wave of its window, whatever fits."""
    return int(np.where(model.window, model.wait, np.iinfo(np.int32).max).min(axis=1).sum())
