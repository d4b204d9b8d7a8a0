"""Names of synthetic people: drawn by weight from our own lists, the same for the same seed.

No person is meant. Everything made from these names carries a code that cannot be issued.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

LISTS = Path(__file__).parent / "data" / "names"

MAJORITY = "kinh"
MIDDLE_SHARE = 0.85
TWO_MIDDLES = {"m": 0.10, "f": 0.20}
OWN_GIVEN_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Weighted:
    """Words with how often each occurs, relative to the others."""

    words: tuple[str, ...]
    weights: tuple[int, ...]

    def draw(self, random: Random) -> str:
        """One word, by weight."""
        return random.choices(self.words, self.weights)[0]


@dataclass(frozen=True, slots=True)
class NameLists:
    """The lists: surnames by group; middle and given names by sex; own given names by (group, sex)."""

    surnames: Mapping[str, Weighted]
    middles: Mapping[str, Weighted]
    givens: Mapping[str, Weighted]
    own_givens: Mapping[tuple[str, str], Weighted]


class NameMaker:
    """Draws full names from the lists with one seeded source of chance."""

    def __init__(self, random: Random, lists: NameLists | None = None) -> None:
        self._random = random
        self._lists = lists or name_lists()

    def name(self, sex: str, groups: Mapping[str, int] | None = None) -> str:
        """A full name: surname, usually a middle name, sometimes two, given name.

        Args:
            sex: `m` or `f`.
            groups: make-up of the place, group → weight; the majority where nothing is known.
        """
        group = self._group(groups or {MAJORITY: 1})
        surname = self._lists.surnames[group].draw(self._random)
        own = self._lists.own_givens.get((group, sex))
        if own is not None and self._random.random() < OWN_GIVEN_SHARE:
            return f"{surname} {own.draw(self._random)}"
        return " ".join([surname, *self._middle_and_given(surname, sex)])

    def _group(self, groups: Mapping[str, int]) -> str:
        return self._random.choices(list(groups), list(groups.values()))[0]

    def _middle_and_given(self, surname: str, sex: str) -> list[str]:
        """Different words only: nobody is called Minh Minh."""
        given = self._unlike({surname}, self._lists.givens[sex])
        parts = [given]
        if self._random.random() < MIDDLE_SHARE:
            wanted = 2 if self._random.random() < TWO_MIDDLES[sex] else 1
            for _ in range(wanted):
                parts.insert(0, self._unlike({surname, *parts}, self._lists.middles[sex]))
        return parts

    def _unlike(self, taken: set[str], words: Weighted) -> str:
        while (word := words.draw(self._random)) in taken:
            pass
        return word


@cache
def name_lists() -> NameLists:
    """The packaged lists, read once."""
    return NameLists(
        surnames=_by_first(_read("surnames.csv", "group", "surname")),
        middles=_by_first(_read("middle_names.csv", "sex", "middle")),
        givens=_by_first(_read("given_names.csv", "sex", "given")),
        own_givens=_own_givens(),
    )


def _read(file: str, key: str, word: str) -> list[tuple[str, str, int]]:
    with (LISTS / file).open(encoding="utf-8", newline="") as lines:
        return [(row[key], row[word], int(row["weight"])) for row in csv.DictReader(lines)]


def _by_first(rows: list[tuple[str, str, int]]) -> dict[str, Weighted]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, word, weight in rows:
        found[key].append((word, weight))
    return {
        key: Weighted(tuple(word for word, _ in words), tuple(weight for _, weight in words))
        for key, words in found.items()
    }


def _own_givens() -> dict[tuple[str, str], Weighted]:
    """Groups with given names of their own; the file joins middle and given."""
    path = LISTS / "given_names_minority.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [
            (f"{row['group']} {row['sex']}", row["middle_and_given"], int(row["weight"]))
            for row in csv.DictReader(lines)
        ]
    return {(key.split()[0], key.split()[1]): words for key, words in _by_first(rows).items()}
