"""The planning model as a programme over some columns: blocks of rows that methods combine as they need.

`joint` lets waves and postings find each other; `in_waves` holds every unit's wave fixed. Both may be whole or broken.
Elastic rows: with `slack`, a price per kind of number, every hard row of that kind may give way at that price.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.duals import Duals
from binhyen.solver.deployment.facts import Facts, Indices, Reals
from binhyen.solver.deployment.model import Mask
from binhyen.solver.deployment.plan import RelaxKind
from binhyen.solver.deployment.programme import INFINITY, Answer, Programme

Slack = Mapping[RelaxKind, float]
KINDS: Final[tuple[RelaxKind, ...]] = (
    "posts",
    "party",
    "need",
    "release",
    "release_wave",
    "keep",
    "capacity",
)
"""Hard numbers that may give way; a unit's window may not."""
NONE = np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class Master:
    """A programme, and which rows and columns mean what (numbers into the programme, -1 = none; empty = not built).

    Attributes:
        posting: one column per triple of `columns`.
        opening: U×W, columns of y. share: columns of z with `share_at` (donor, unit, wave).
        demand: U×P rows. officer: O rows (none where one column's own bound keeps (2)). donor: G rows. unit: U rows.
        floor, ceiling: rows by number in the model. capacity: W rows. late: rows of (10), with officers and units.
        pair: G×U rows, a donor's postings to a unit are its shares over waves. share_open: U×W rows, shares fill what
            opens. share_cap: G×W rows, (6).
        slack: kind → (columns, first keys, second keys); the keys are those of the row that gives way.
    """

    facts: Facts
    columns: Columns
    whole: bool = False
    elastic: Slack = field(default_factory=dict)
    programme: Programme = field(default_factory=Programme)
    posting: Indices = field(default_factory=NONE.copy)
    opening: Indices = field(default_factory=NONE.copy)
    share: Indices = field(default_factory=NONE.copy)
    share_at: tuple[Indices, Indices, Indices] = (NONE, NONE, NONE)
    demand: Indices = field(default_factory=NONE.copy)
    officer: Indices = field(default_factory=NONE.copy)
    floor: Indices = field(default_factory=NONE.copy)
    ceiling: Indices = field(default_factory=NONE.copy)
    donor: Indices = field(default_factory=NONE.copy)
    unit: Indices = field(default_factory=NONE.copy)
    capacity: Indices = field(default_factory=NONE.copy)
    late: tuple[Indices, Indices, Indices] = (NONE, NONE, NONE)
    pair: Indices = field(default_factory=NONE.copy)
    share_open: Indices = field(default_factory=NONE.copy)
    share_cap: Indices = field(default_factory=NONE.copy)
    slack: dict[RelaxKind, tuple[Indices, Indices, Indices]] = field(default_factory=dict)

    def missing(self, answer: Answer) -> float:
        """How much hard numbers gave way."""
        return float(sum(answer.values[columns].sum() for columns, _, _ in self.slack.values()))

    def waves(self, answer: Answer) -> Indices:
        """U: the wave each unit opens in, from 1, of a whole answer."""
        there = self.opening >= 0
        opens = np.zeros(self.opening.shape)
        opens[there] = answer.values[self.opening[there]]
        wave: Indices = opens.argmax(axis=1).astype(np.int64) + 1
        return wave

    def chosen(self, answer: Answer, least: float = 0.5) -> Columns:
        """The triples taken, or at least `least` of them."""
        return self.columns.where(answer.values[self.posting] > least)


def joint(
    facts: Facts,
    columns: Columns,
    shared: Mask | None = None,
    *,
    window: Mask | None = None,
    whole: bool = False,
    slack: Slack | None = None,
) -> Master:
    """Postings and waves together; (6) is kept for the donors in `shared` (mask over G; None = for nobody).

    `window` (U×W) narrows the waves each unit may open in.
    """
    master = Master(facts, columns, whole, slack or {})
    _postings(master)
    _openings(master, facts.model.window if window is None else window & facts.model.window)
    _late(master)
    if shared is not None and shared.any():
        _shares(master, shared)
    return master


def in_waves(facts: Facts, columns: Columns, waves: Indices, *, whole: bool = False) -> Master:
    """Postings alone, units opening in given waves (U, from 1), with (6); the wait is not in the objective.

    Columns of officers not yet free in their unit's wave are left out.
    """
    in_time = facts.model.available[columns.officer] <= waves[columns.unit]
    master = Master(facts, columns.where(in_time), whole)
    _postings(master)
    _caps_in_waves(master, waves)
    return master


def duals_of(master: Master, answer: Answer) -> Duals:
    """The prices of a solved linear programme."""
    facts, dual = master.facts, answer.duals
    model = facts.model
    waves = len(model.capacity)
    post = np.repeat(dual[master.demand][:, :, None], waves, axis=2)
    release = np.zeros((len(facts.release_cap), waves))
    if master.share_open.size:
        post += _at(dual, master.share_open)[:, None, :]
        release = -_at(dual, master.share_cap)
    rows, officers, units = master.late
    late = -dual[rows]
    paid = late > 0
    return Duals(
        post,
        -dual[master.donor],
        np.maximum(_at(dual, master.floor), 0.0),
        np.maximum(-_at(dual, master.ceiling), 0.0),
        np.maximum(release, 0.0),
        np.maximum(-_at(dual, master.capacity), 0.0),
        officers[paid],
        units[paid],
        late[paid],
    )


def _postings(master: Master) -> None:
    """(1), (2), (5), (7)–(9)."""
    facts, columns, programme = master.facts, master.columns, master.programme
    model = facts.model
    master.posting = programme.columns(
        columns.cost(model), len(columns), high=1.0, whole=master.whole
    )
    shape = model.demand.shape
    master.demand = programme.rows(model.demand.size, model.demand.ravel(), model.demand.ravel())
    master.demand = master.demand.reshape(shape)
    programme.entries(master.demand[columns.unit, columns.post], master.posting)
    units, posts = np.indices(shape).reshape(2, -1)
    _give(master, "posts", master.demand.ravel(), 1.0, units, posts)
    _officers(master)
    _donors(master)
    _floors(master)
    _keeps(master)


def _officers(master: Master) -> None:
    officer = master.columns.officer
    times = np.bincount(officer, minlength=len(master.facts.donor))
    several = np.flatnonzero(times > 1)
    master.officer = np.full(len(times), -1, dtype=np.int64)
    master.officer[several] = master.programme.rows(len(several), -INFINITY, 1.0)
    _enter(master, master.officer[officer])


def _donors(master: Master) -> None:
    """Those sent are those taken, step by step dearer."""
    facts, programme = master.facts, master.programme
    count = len(facts.release_cap)
    master.donor = programme.rows(count, 0.0, 0.0)
    programme.entries(master.donor[facts.donor[master.columns.officer]], master.posting)
    steps = [
        (donor, width, points)
        for donor, one in enumerate(facts.disruption_steps)
        for width, points in one
    ]
    donor, width, points = np.array(steps, dtype=np.int64).reshape(-1, 3).T
    taken = programme.columns(points, len(steps), high=width)
    programme.entries(master.donor[donor], taken, -1.0)
    # Beyond its cap a donor gives at the price of its dearest step and of the cap giving way.
    dearest = np.array([one[-1][1] if one else 0 for one in facts.disruption_steps])
    everyone = np.arange(count)
    _give(master, "release", master.donor, -1.0, everyone, np.zeros_like(everyone), dearest)


def _floors(master: Master) -> None:
    model, programme, columns = master.facts.model, master.programme, master.columns
    amounts = np.array([floor.amount for floor in model.floors], dtype=np.float64)
    master.floor = programme.rows(len(amounts), amounts, INFINITY)
    for club in master.facts.clubs:
        number = club.floor_of_unit[columns.unit]
        counted = (number >= 0) & club.members[columns.officer]
        programme.entries(master.floor[number[counted]], master.posting[counted])
    numbers = np.arange(len(amounts))
    units = np.array([floor.unit for floor in model.floors], dtype=np.int64)
    party = np.array([floor.kind == "party" for floor in model.floors], dtype=bool)
    _give(master, "party", master.floor[party], 1.0, units[party], numbers[party])
    _give(master, "need", master.floor[~party], 1.0, units[~party], numbers[~party])


def _keeps(master: Master) -> None:
    facts, programme = master.facts, master.programme
    master.ceiling = np.full(len(facts.model.ceilings), -1, dtype=np.int64)
    numbers = np.array([number for number, _ in facts.keeps], dtype=np.int64)
    amounts = np.array([ceiling.amount for _, ceiling in facts.keeps], dtype=np.float64)
    master.ceiling[numbers] = programme.rows(len(numbers), -INFINITY, amounts)
    for number, ceiling in facts.keeps:
        counted = master.posting[ceiling.members[master.columns.officer]]
        row = np.full(len(counted), master.ceiling[number])
        programme.entries(row, counted)
    donors = np.array([ceiling.donor for _, ceiling in facts.keeps], dtype=np.int64)
    _give(master, "keep", master.ceiling[numbers], -1.0, donors, numbers)


def _openings(master: Master, window: Mask) -> None:
    """(3), (4)."""
    facts, programme = master.facts, master.programme
    model = facts.model
    unit, wave = np.nonzero(window)
    columns = programme.columns(model.wait[unit, wave], len(unit), high=1.0, whole=master.whole)
    master.opening = np.full(window.shape, -1, dtype=np.int64)
    master.opening[unit, wave] = columns
    master.unit = programme.rows(len(facts.size), 1.0, 1.0)
    programme.entries(master.unit[unit], columns)
    master.capacity = programme.rows(len(model.capacity), -INFINITY, model.capacity)
    programme.entries(master.capacity[wave], columns, facts.size[unit])
    waves = np.arange(len(model.capacity))
    _give(master, "capacity", master.capacity, -1.0, waves, np.zeros_like(waves))


def _late(master: Master) -> None:
    """(10): nobody is posted to a unit that opens before they are free."""
    facts, columns, programme = master.facts, master.columns, master.programme
    model = facts.model
    units = model.demand.shape[0]
    late = np.flatnonzero(model.available[columns.officer] > facts.first_wave[columns.unit])
    pairs, which = np.unique(
        columns.officer[late] * units + columns.unit[late], return_inverse=True
    )
    officer, unit = pairs // units, pairs % units
    rows = programme.rows(len(pairs), -INFINITY, 0.0)
    programme.entries(rows[which], master.posting[late])
    waves = np.arange(1, len(model.capacity) + 1)
    free = (waves[None, :] >= model.available[officer][:, None]) & (master.opening[unit] >= 0)
    row, wave = np.nonzero(free)
    programme.entries(rows[row], master.opening[unit[row], wave], -1.0)
    master.late = (rows, officer, unit)


def _shares(master: Master, shared: Mask) -> None:
    """(6), by what each shared donor gives each unit in each wave; what the others give needs no name."""
    facts, columns, programme = master.facts, master.columns, master.programme
    units = len(facts.size)
    giver = facts.donor[columns.officer]
    counted = np.flatnonzero(shared[giver])
    pairs = np.unique(giver[counted] * units + columns.unit[counted])
    donor, unit = pairs // units, pairs % units
    master.pair = np.full((len(shared), units), -1, dtype=np.int64)
    master.pair[donor, unit] = programme.rows(len(donor), 0.0, 0.0)
    programme.entries(master.pair[giver[counted], columns.unit[counted]], master.posting[counted])
    which, wave = np.nonzero(master.opening[unit] >= 0)
    donor, unit = donor[which], unit[which]
    master.share = programme.columns(0.0, len(which))
    master.share_at = (donor, unit, wave)
    programme.entries(master.pair[donor, unit], master.share, -1.0)
    _share_open(master)
    _share_cap(master, np.where(shared[:, None], facts.wave_caps, np.inf))


def _share_open(master: Master) -> None:
    """What shared donors give a unit in a wave is no more than the whole of it, if it opens then."""
    facts, programme = master.facts, master.programme
    _, unit, wave = master.share_at
    unit_wave = np.unique(unit * master.opening.shape[1] + wave)
    units, waves = unit_wave // master.opening.shape[1], unit_wave % master.opening.shape[1]
    master.share_open = np.full(master.opening.shape, -1, dtype=np.int64)
    master.share_open[units, waves] = programme.rows(len(units), -INFINITY, 0.0)
    programme.entries(master.share_open[unit, wave], master.share)
    programme.entries(
        master.share_open[units, waves], master.opening[units, waves], -facts.size[units]
    )


def _share_cap(master: Master, caps: Reals) -> None:
    donor, _, wave = master.share_at
    capped = np.isfinite(caps)
    givers, waves = np.nonzero(capped)
    rows = np.full(caps.shape, -1, dtype=np.int64)
    rows[givers, waves] = master.programme.rows(len(givers), -INFINITY, caps[capped])
    counted = rows[donor, wave] >= 0
    master.programme.entries(rows[donor, wave][counted], master.share[counted])
    master.share_cap = rows
    _give(master, "release_wave", rows[givers, waves], -1.0, givers, waves)


def _caps_in_waves(master: Master, waves: Indices) -> None:
    """(6) for given waves: straight over postings."""
    facts, columns = master.facts, master.columns
    capped = np.isfinite(facts.wave_caps)
    givers, at = np.nonzero(capped)
    rows = np.full(capped.shape, -1, dtype=np.int64)
    rows[givers, at] = master.programme.rows(len(givers), -INFINITY, facts.wave_caps[capped])
    _enter(master, rows[facts.donor[columns.officer], waves[columns.unit] - 1])
    master.share_cap = rows


def _give(
    master: Master,
    kind: RelaxKind,
    rows: Indices,
    sign: float,
    first: Indices,
    second: Indices,
    extra: Indices | float = 0.0,
) -> None:
    """Let rows give way, if their kind has a price."""
    if kind not in master.elastic or not len(rows):
        return
    price = np.broadcast_to(np.asarray(extra, dtype=np.float64) + master.elastic[kind], len(rows))
    columns = master.programme.columns(price, len(rows))
    master.programme.entries(rows, columns, sign)
    master.slack[kind] = (columns, first, second)


def _enter(master: Master, rows: Indices) -> None:
    """One coefficient per triple that has a row."""
    there = rows >= 0
    master.programme.entries(rows[there], master.posting[there])


def _at(dual: Reals, rows: Indices) -> Reals:
    """Duals of rows of any shape, 0 where there is none."""
    return np.append(dual, 0.0)[rows]
