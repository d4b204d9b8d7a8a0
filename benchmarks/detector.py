"""Precision and recall of the detector on planted errors, by kind; the seeds are fixed and never those it was tuned on."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.detector_reports import ELEMENTS, FIRST, MONTHS, NEAT_MONTHS, UNITS, Planted, plant
from benchmarks.measuring import Row, report, timed
from binhyen.features.approval.rules.defaults import read_defaults
from binhyen.features.approval.rules.detecting import Mark, Reported, detect

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue"
SEEDS = (3001, 3002, 3003)
KINDS = ("copied_month", "copied_unit", "rounded", "outlier", "neat")
COUNTRY = 8_873
Found = dict[str, set[tuple[int, int]]]


def measured(seeds: tuple[int, ...]) -> list[Row]:
    """Two rows a kind, over all reports of all seeds together."""
    right = dict.fromkeys(KINDS, 0)
    asked = dict.fromkeys(KINDS, 0)
    planted = dict.fromkeys(KINDS, 0)
    caught = dict.fromkeys(KINDS, 0)
    for seed in seeds:
        made = plant(seed)
        found = _found(made)
        for kind in KINDS:
            asked[kind] += len(found[kind])
            right[kind] += sum(_is_true(made, kind, place) for place in found[kind])
            planted[kind] += len(made.truth[kind])
            caught[kind] += sum(_is_caught(found, kind, place) for place in made.truth[kind])
    how = f"{len(seeds)} × {UNITS} units × {MONTHS - FIRST} months, planted and seeded"
    rows = []
    for kind in KINDS:
        precision = f"{right[kind]} of {asked[kind]} questions; {how}"
        recall = f"{caught[kind]} of {planted[kind]} planted; {how}"
        rows += [
            Row(f"detector {kind}: precision", right[kind] / max(asked[kind], 1), "", 0.9, least=True, note=precision),
            Row(f"detector {kind}: recall", caught[kind] / max(planted[kind], 1), "", 0.7, least=True, note=recall),
        ]  # fmt: skip
    return rows


def _found(made: Planted) -> Found:
    limits = read_defaults(CATALOGUE).detector
    found: Found = {kind: set() for kind in KINDS}
    for month in range(FIRST, MONTHS):
        reported = Reported(made.values[:, : month + 1], made.groups, np.ones(ELEMENTS, np.bool_))
        for mark in detect(reported, limits):
            if _counts(made, mark, month):
                found[str(mark.kind)].add((mark.row, month))
    return found


def _counts(made: Planted, mark: Mark, month: int) -> bool:
    """An outlier in the right report but another cell is asked about in vain, so it keeps a place of its own."""
    planted = made.cells.get((mark.row, month))
    if mark.kind != "outlier" or planted is None or planted in mark.columns:
        return True
    made.truth["outlier"].discard((mark.row, month))
    return True


def _is_true(made: Planted, kind: str, place: tuple[int, int]) -> bool:
    if kind != "neat":
        return place in made.truth[kind]
    unit, month = place
    return any(
        u == unit and first <= month < first + NEAT_MONTHS + 2 for u, first in made.truth["neat"]
    )


def _is_caught(found: Found, kind: str, place: tuple[int, int]) -> bool:
    if kind != "neat":
        return place in found[kind]
    unit, first = place
    return any((unit, month) in found["neat"] for month in range(first, first + NEAT_MONTHS))


def country_month() -> Row:
    """One month of the whole country, 36 months of history."""
    made = plant(SEEDS[0])
    repeats = -(-COUNTRY // UNITS)
    values = np.tile(made.values, (repeats, 1, 1))[:COUNTRY] + np.arange(COUNTRY)[:, None, None] % 7
    reported = Reported(values, np.arange(COUNTRY) // 140, np.ones(ELEMENTS, np.bool_))
    limits = read_defaults(CATALOGUE).detector
    took = timed(lambda: detect(reported, limits))
    note = f"{COUNTRY} units × {MONTHS} months × {ELEMENTS} elements, without reading them"
    return took.row("detector: one month of the country", "s", 30, note)


def main() -> None:
    """Print the rows."""
    report(*measured(SEEDS), country_month())


if __name__ == "__main__":
    main()
