from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from binhyen.foundation.ui.tiles import Hexagon, Place, borders, place_tiles

coordinates = st.tuples(
    st.floats(8, 23, allow_nan=False).map(lambda value: round(value, 3)),
    st.floats(102, 115, allow_nan=False).map(lambda value: round(value, 3)),
)


def scattered(count: int, seed: int = 7) -> list[Place]:
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    return [
        Place(at, 19.3 + chance.random(), 104.4 + 1.6 * chance.random(), f"group {at % 9}")
        for at in range(count)
    ]


@given(st.lists(coordinates, min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_it_gives_each_unit_a_cell_of_its_own(points: list[tuple[float, float]]) -> None:
    tiles = place_tiles([Place(at, lat, lon) for at, (lat, lon) in enumerate(points)])
    assert len(tiles) == len(points)
    assert len(set(tiles.values())) == len(points)
    assert min(tile.column for tile in tiles.values()) == 0
    assert min(tile.row for tile in tiles.values()) in {0, 1}


def test_it_does_not_depend_on_the_order_of_units() -> None:
    places = scattered(166)
    shuffled = places.copy()
    random.Random(3).shuffle(shuffled)  # noqa: S311 - seeded on purpose
    assert place_tiles(places) == place_tiles(shuffled)


def test_it_keeps_neighbours_near() -> None:
    places = [Place(at, p.lat, p.lon) for at, p in enumerate(scattered(300))]
    tiles = place_tiles(places)
    true = np.array([(p.lon * np.cos(np.radians(19.8)), -p.lat) for p in places])
    drawn = np.array([tiles[p.id].middle for p in places])
    true_apart = np.linalg.norm(true[:, None] - true[None], axis=2)
    drawn_apart = np.linalg.norm(drawn[:, None] - drawn[None], axis=2)
    above = np.triu_indices(len(places), 1)
    assert np.corrcoef(true_apart[above], drawn_apart[above])[0, 1] > 0.97
    np.fill_diagonal(true_apart, np.inf)
    nearest = true_apart.argmin(axis=1)
    steps = drawn_apart[np.arange(len(places)), nearest] / np.sqrt(3)
    assert np.median(steps) <= 1.8
    assert np.quantile(steps, 0.95) <= 5


def test_it_keeps_north_up_and_east_right() -> None:
    tiles = place_tiles(
        [Place("n", 21, 105), Place("s", 19, 105), Place("w", 20, 104), Place("e", 20, 106)]
    )
    assert tiles["n"].middle[1] < tiles["s"].middle[1]
    assert tiles["w"].middle[0] < tiles["e"].middle[0]


def test_it_is_quick_for_a_large_province() -> None:
    places = scattered(600)
    place_tiles(places[:20])
    started = time.perf_counter()
    place_tiles(places)
    assert time.perf_counter() - started < 1.5  # measured 0.1 s; the room is for busy machines


def test_it_refuses_what_has_no_place() -> None:
    with pytest.raises(ValueError, match="coordinates"):
        place_tiles([Place(1, float("nan"), 105.0), Place(2, 20.0, 105.0)])
    with pytest.raises(ValueError, match="one id"):
        place_tiles([Place(1, 20.0, 105.0), Place(1, 20.1, 105.0)])
    assert place_tiles([]) == {}


def test_neighbours_are_mutual_and_one_cell_away() -> None:
    for cell in (Hexagon(2, 5), Hexagon(3, 5)):
        for side in range(6):
            beyond = cell.neighbour(side)
            assert beyond.neighbour((side + 3) % 6) == cell
            assert np.linalg.norm(np.subtract(beyond.middle, cell.middle)) == pytest.approx(3**0.5)


def test_borders_run_where_groups_end_and_only_once() -> None:
    tiles = {"a": Hexagon(0, 0), "b": Hexagon(0, 1), "c": Hexagon(0, 2)}
    one = list(borders(tiles, {"a": "x", "b": "x", "c": "x"}))
    assert len(one) == 3 * 6 - 2 * 2  # all sides but the two shared ones, seen from both cells
    two = list(borders(tiles, {"a": "x", "b": "x", "c": "y"}))
    assert len(two) == len(one) + 1
    ends = [frozenset((round(x, 6), round(y, 6)) for x, y in line) for line in two]
    assert len(set(ends)) == len(ends)
