"""The whole country: published counts, and properties no unit may break on any day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from time import perf_counter

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.units import api
from binhyen.engines.units.models import UnitPath, UnitVersion

pytestmark = [pytest.mark.country, pytest.mark.django_db, pytest.mark.usefixtures("country")]

FIRST, LAST = date(2019, 10, 6), date(2026, 12, 31)
ARTICLE, REFORM = date(2022, 6, 15), date(2025, 7, 1)
days = st.dates(FIRST, LAST)
whole_country = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

ORACLE = """
WITH RECURSIVE in_force AS (
  SELECT v.unit_id, v.parent_id FROM units_unitversion v
  WHERE NOT v.ended AND v.valid_from = (
    SELECT MAX(l.valid_from) FROM units_unitversion l WHERE l.unit_id = v.unit_id AND l.valid_from <= %s)
), below(top, unit, depth) AS (
  SELECT unit_id, unit_id, 0 FROM in_force
  UNION ALL
  SELECT below.top, in_force.unit_id, below.depth + 1 FROM in_force JOIN below ON in_force.parent_id = below.unit
) SELECT top, unit, depth FROM below
"""


def test_it_counts_as_the_office_does() -> None:
    counts = api.count_units(ARTICLE)
    assert (counts["province"], counts["district"], counts["commune"]) == (63, 705, 10_599)
    assert {type_: counts["by_type"][type_] for type_ in ("xã", "phường", "thị trấn")} == {
        "xã": 8_255,
        "phường": 1_732,
        "thị trấn": 612,
    }
    counts = api.count_units(REFORM)
    assert (counts["province"], counts["district"], counts["commune"]) == (34, 0, 3_321)


def test_it_counts_thanh_hoa() -> None:
    before = api.count_units(ARTICLE, api.find("38", ARTICLE).id)
    assert (before["district"], before["by_type"]["xã"], before["by_type"]["phường"]) == (
        27,
        469,
        60,
    )
    assert before["by_type"]["thị trấn"] == 30
    assert api.count_units(REFORM, api.find("38", REFORM).id)["commune"] == 166


def test_it_finds_both_thanh_son() -> None:
    hits = api.search_units("thanh son", ARTICLE, api.find("38", ARTICLE).id)

    wheres = {hit.where for hit in hits if hit.unit.full_name == "xã Thành Sơn"}
    assert wheres == {"huyện Bá Thước, tỉnh Thanh Hóa", "huyện Quan Hóa, tỉnh Thanh Hóa"}


def test_the_programme_in_thanh_hoa_is_communes_and_townships() -> None:
    bodies = api.police_units(ARTICLE, api.find("38", ARTICLE).id, kind="commune")
    assert sum(body.programme for body in bodies) == 469 + 30


def test_a_structure_is_ready_in_time() -> None:
    started = perf_counter()
    api.structure(date(2021, 3, 1))
    cold = perf_counter() - started
    started = perf_counter()
    api.structure(date(2021, 3, 2))

    # Three times the promise, so that a busy machine does not cry wolf.
    assert (cold < 0.9, perf_counter() - started < 0.06) == (True, True)


@whole_country
@given(days)
def test_every_unit_hangs_on_the_root_without_a_loop(on: date) -> None:
    tree = api.structure(on)

    assert sorted(tree.subtree(tree.root.id)) == sorted(tree.units)
    for unit in tree.units.values():
        assert unit.parent_id is None or tree.get(unit.parent_id).level < unit.level


@whole_country
@given(days)
def test_paths_equal_the_recursive_oracle(on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ORACLE, [on])
        oracle = set(cursor.fetchall())

    rows = UnitPath.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    assert set(rows.values_list("ancestor_id", "descendant_id", "depth")) == oracle


@pytest.mark.parametrize("to_on", [FIRST, ARTICLE, date(2025, 1, 1), REFORM, LAST])
def test_every_unit_of_all_times_is_carried_whole(to_on: date) -> None:
    tree, carried = api.structure(to_on), api.carry(to_on)

    for unit_id in carried:
        targets = carried.targets(unit_id)
        assert sum(target.share for target in targets) == 1
        assert all(target.unit_id in tree for target in targets)


def test_chains_cover_time_from_first_to_last() -> None:
    for spans in chains():
        assert all(earlier_to == later_from for (_, earlier_to), (later_from, _) in pairwise(spans))


def chains() -> Iterator[list[tuple[date, date | None]]]:
    """The spans of a hundred units spread over the country, through the public surface."""
    ids = list(UnitVersion.objects.values_list("unit_id", flat=True).distinct())
    for unit_id in ids[:: len(ids) // 100]:
        yield [(span.valid_from, span.valid_to) for span in api.unit_versions(unit_id)]


def test_a_unit_is_in_force_up_to_the_day_before_its_end() -> None:
    for spans in chains():
        end = spans[-1][1]
        if end is not None:
            assert spans[-1][0] <= end - timedelta(days=1)
