"""Hall's condition by maximum flow: these units together ask for more than all who could come to any of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import max_flow

from binhyen.kernel.errors import N_
from binhyen.solver.deployment.infeasibility.hints import hints
from binhyen.solver.deployment.infeasibility.places import districts, donor_names
from binhyen.solver.deployment.infeasibility.types import Clash
from binhyen.solver.deployment.layout import Layout
from binhyen.solver.deployment.plan import Relaxation
from binhyen.solver.deployment.problem import CHIEF_OK, DEPUTY_OK, PARTY, POSTS
from binhyen.solver.deployment.words import POST_WORDS, Said, in_words

Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]
BOUNDLESS = 1 << 30


@dataclass(frozen=True, slots=True)
class Cut:
    """Units that want more than can come to them; donors whose caps stand in the way."""

    units: Indices
    donors: tuple[int, ...]
    wanted: int
    available: int


def quota_clashes(layout: Layout, relaxation: tuple[Relaxation, ...]) -> list[Clash]:
    """One per skill, Party and post the relaxation touches, where that alone cannot be met."""
    found = []
    for kind, name in _touched(relaxation):
        if kind == "posts":
            post = next(index for index, key in enumerate(POSTS) if key == name)
            able = layout.model.allowed(post)
            amount = layout.model.demand[:, post].astype(np.int64)
            skill = {"chief": CHIEF_OK, "deputy": DEPUTY_OK}.get(name, "")
            label = POST_WORDS[POSTS[post]]
        else:
            able, amount = _able(layout, kind, name)
            skill, label = name or PARTY, in_words(name or PARTY)
        cut = hall_cut(layout, able, amount, skill)
        if cut is not None:
            found.append(_clash(layout, kind, skill, label, cut, able))
    return found


def donor_clash(layout: Layout, relaxation: tuple[Relaxation, ...]) -> list[Clash]:
    """All posts against all caps of donors, if caps of release had to give way."""
    if not any(one.kind in ("release", "release_wave") for one in relaxation):
        return []
    size = layout.model.demand.sum(axis=1).astype(np.int64)
    reach = layout.model.near & np.any(layout.model.fit, axis=1, keepdims=True)
    counts = np.zeros((len(layout.wave_cap), len(size)), dtype=np.int64)
    np.add.at(counts, layout.owner, reach)
    cut = _cut_of_donors(counts, size, _donor_caps(layout, ""))
    if cut is None:
        return []
    problem = layout.model.problem
    ids = tuple(problem.donors[donor].id for donor in cut.donors)
    text = Said(
        N_(
            "{units} đơn vị ({where}) cần {wanted} người, các đơn vị cử chỉ được cho điều {available}; "
            "mức đã chạm: {donors}."
        ),
        units=cut.units.size,
        where=districts(problem, cut.units.tolist()),
        wanted=cut.wanted,
        available=cut.available,
        donors=donor_names(problem, ids),
    )
    keys = tuple(problem.units[unit].key for unit in cut.units.tolist())
    return [Clash(("exact_norm", "release_cap"), keys, ids, cut.wanted, cut.available, text)]


def hall_cut(layout: Layout, able: Mask, amount: Indices, skill: str) -> Cut | None:
    """The set of units that together lack most; None if everybody can be served, this quota alone considered.

    Args:
        able: bool O×U, who could serve where. amount: int U. skill: what donors may be asked to keep.
    """
    units = np.flatnonzero(amount)
    people = np.flatnonzero(able[:, units].any(axis=1))
    caps = _donor_caps(layout, skill)
    row, column = np.nonzero(able[np.ix_(people, units)])
    first_person, first_donor = units.size, units.size + people.size
    source = first_donor + caps.size
    owner = layout.owner[people]
    flow = max_flow.SimpleMaxFlow()
    for tail, head, capacity in (
        (np.full(units.size, source), np.arange(units.size), amount[units]),
        (column, first_person + row, np.ones(row.size, dtype=np.int64)),
        (first_person + np.arange(people.size), first_donor + owner, np.ones(people.size)),
        (first_donor + np.arange(caps.size), np.full(caps.size, source + 1), caps),
    ):
        flow.add_arcs_with_capacity(
            tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64)
        )
    flow.solve(source, source + 1)
    lacking = int(amount[units].sum()) - flow.optimal_flow()
    if lacking <= 0:
        return None
    side = np.array(flow.get_source_side_min_cut(), dtype=np.int64)
    short = units[side[side < units.size]]
    donors = side[(side >= first_donor) & (side < source)] - first_donor
    wanted = int(amount[short].sum())
    return Cut(short, tuple(donors.tolist()), wanted, wanted - lacking)


def _cut_of_donors(counts: Indices, size: Indices, caps: Indices) -> Cut | None:
    donors, units = counts.shape
    donor, unit = np.nonzero(counts)
    source = units + donors
    flow = max_flow.SimpleMaxFlow()
    for tail, head, capacity in (
        (np.full(units, source), np.arange(units), size),
        (unit, units + donor, counts[donor, unit]),
        (units + np.arange(donors), np.full(donors, source + 1), caps),
    ):
        flow.add_arcs_with_capacity(
            tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64)
        )
    flow.solve(source, source + 1)
    lacking = int(size.sum()) - flow.optimal_flow()
    if lacking <= 0:
        return None
    side = np.array(flow.get_source_side_min_cut(), dtype=np.int64)
    short = side[side < units]
    full = side[(side >= units) & (side < source)] - units
    wanted = int(size[short].sum())
    return Cut(short, tuple(full.tolist()), wanted, wanted - lacking)


def _donor_caps(layout: Layout, skill: str) -> Indices:
    """Most each donor may give of those who hold a skill: its caps over all waves, its sum per wave, what it keeps."""
    caps = np.full(len(layout.wave_cap), BOUNDLESS, dtype=np.int64)
    by_wave: defaultdict[int, int] = defaultdict(int)
    for one in layout.model.ceilings:
        if one.wave is not None:
            by_wave[one.donor] += one.amount
        elif one.kind == "release" or (one.kind == "keep" and one.skill == skill):
            caps[one.donor] = min(caps[one.donor], one.amount)
    for donor, total in by_wave.items():
        if (layout.wave_cap[donor] >= 0).all():
            caps[donor] = min(caps[donor], total)
    return caps


def _touched(relaxation: tuple[Relaxation, ...]) -> list[tuple[str, str]]:
    """(kind, skill or post) worth a cut, in order; what a donor keeps is asked through the skill it keeps."""
    found: dict[tuple[str, str], None] = {}
    posts = {CHIEF_OK: "chief", DEPUTY_OK: "deputy"}
    for one in relaxation:
        if one.kind in ("need", "posts"):
            found[one.kind, one.key2] = None
        elif one.kind == "party" or (one.kind == "keep" and one.key2 == PARTY):
            found["party", ""] = None
        elif one.kind == "keep" and one.key2 in posts:
            found["posts", posts[one.key2]] = None
        elif one.kind == "keep":
            found["need", one.key2] = None
    return list(found)


def _able(layout: Layout, kind: str, skill: str) -> tuple[Mask, Indices]:
    model = layout.model
    amount = np.zeros(len(model.problem.units), dtype=np.int64)
    members = np.zeros(len(layout.owner), dtype=bool)
    for floor in model.floors:
        if floor.kind == kind and floor.skill == skill:
            amount[floor.unit] += floor.amount
            members |= floor.members
    able = np.any(model.fit, axis=1) & members
    return model.near & able[:, None], amount


def _clash(layout: Layout, kind: str, skill: str, label: str, cut: Cut, able: Mask) -> Clash:
    problem = layout.model.problem
    ids = tuple(problem.donors[donor].id for donor in cut.donors)
    template = N_(
        "{units} đơn vị ({where}) cần {wanted} người “{skill}”, chỉ {available} người cử được"
    )
    text: str = Said(
        template,
        units=cut.units.size,
        where=districts(problem, cut.units.tolist()),
        wanted=cut.wanted,
        skill=label,
        available=cut.available,
    )
    if ids:
        text = Said(
            N_("{text}; {donors} đã cho điều hết mức."),
            text=text,
            donors=donor_names(problem, ids),
        )
    else:
        text = Said(N_("{text}."), text=text)
    others = hints(layout.model, cut.units, skill, able)
    if not others and not ids:
        text = Said(N_("{text} Trong danh sách không còn ai khác."), text=text)
    return Clash(
        rules=(kind, "keep" if ids else "eligible_for_post"),
        units=tuple(problem.units[unit].key for unit in cut.units.tolist()),
        donors=ids,
        wanted=cut.wanted,
        available=cut.available,
        sentence=text,
        hints=others,
    )
