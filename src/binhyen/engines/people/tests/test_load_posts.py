"""Loading the catalogue's kinds: all of them, and a second time without a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from binhyen.engines.people.api import PostKind, RankKind, Role, load_posts
from binhyen.kernel.errors import Refused


def test_it_loads_the_same_twice(world):
    folder = Path(settings.BINHYEN_CATALOGUE)
    before = list(PostKind.objects.order_by("pk").values())
    counts = load_posts(world.operator, folder=folder)
    assert counts["posts"] == len(before)
    assert list(PostKind.objects.order_by("pk").values()) == before


def test_every_kind_of_unit_has_a_chief_a_deputy_and_officers_and_ranks_run_from_1_to_8(world):
    pairs = set(PostKind.objects.values_list("serves_in", "role"))
    assert {("commune", role) for role in Role} <= pairs
    assert {("district", role) for role in Role} <= pairs
    assert {("department", role) for role in Role} <= pairs
    assert list(RankKind.objects.values_list("order", flat=True)) == list(range(1, 9))


def test_a_planner_may_not_load_the_catalogue(world):
    with pytest.raises(Refused):
        load_posts(world.chi(), folder=Path(settings.BINHYEN_CATALOGUE))
