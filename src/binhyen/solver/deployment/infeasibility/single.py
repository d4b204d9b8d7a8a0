"""Faults one unit shows by itself: more asked than it has posts, nobody fit within reach, a wave that cannot hold it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.infeasibility.places import unit_names
from binhyen.solver.deployment.infeasibility.types import Clash
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.problem import POSTS
from binhyen.solver.deployment.words import POST_WORDS, Said, in_words


def single_clashes(model: Model) -> list[Clash]:
    """One per unit and number that can be seen wrong without looking at any other unit."""
    return [*_quotas(model), *_posts(model), *_waves(model)]


def _quotas(model: Model) -> Iterator[Clash]:
    size = model.demand.sum(axis=1)
    reach = model.near & np.any(model.fit, axis=1, keepdims=True)
    for floor in model.floors:
        unit = model.problem.units[floor.unit]
        able = int((reach[:, floor.unit] & floor.members).sum())
        skill = in_words(floor.skill or "party")
        name = unit_names(model.problem, [floor.unit])
        if floor.amount > size[floor.unit]:
            text = Said(
                N_("{unit} cần {wanted} người “{skill}” nhưng chỉ có {posts} chức danh."),
                unit=name,
                wanted=floor.amount,
                skill=skill,
                posts=int(size[floor.unit]),
            )
            yield Clash(
                (floor.kind, "posts"), (unit.key,), (), floor.amount, int(size[floor.unit]), text
            )
        elif able < floor.amount:
            text = Said(
                N_("{unit} cần {wanted} người “{skill}”, chỉ {able} người có thể đến."),
                unit=name,
                wanted=floor.amount,
                skill=skill,
                able=able,
            )
            yield Clash((floor.kind,), (unit.key,), (), floor.amount, able, text)


def _posts(model: Model) -> Iterator[Clash]:
    for post, key in enumerate(POSTS):
        able = model.allowed(post).sum(axis=0)
        for unit in np.flatnonzero(able < model.demand[:, post]).tolist():
            need, found = int(model.demand[unit, post]), int(able[unit])
            text = Said(
                N_("{unit} cần {wanted} {post}, chỉ {able} người đủ điều kiện có thể đến."),
                unit=unit_names(model.problem, [unit]),
                wanted=need,
                post=POST_WORDS[key],
                able=found,
            )
            rules = ("exact_norm", "eligible_for_post")
            yield Clash(rules, (model.problem.units[unit].key,), (), need, found, text)


def _waves(model: Model) -> Iterator[Clash]:
    size = model.demand.sum(axis=1)
    for unit, need in enumerate(model.problem.units):
        room = int(model.capacity[model.window[unit]].max(initial=0))
        if size[unit] > room:
            text = Said(
                N_("{unit} cần {wanted} chỗ trong một đợt, đợt rộng nhất đến hạn chỉ có {room}."),
                unit=unit_names(model.problem, [unit]),
                wanted=int(size[unit]),
                room=room,
            )
            yield Clash(("capacity", "deadline"), (need.key,), (), int(size[unit]), room, text)
