"""Synthetic names: repeatable, in composed Vietnamese, shaped as the lists' README says."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from binhyen.worlds.chance import chance
from binhyen.worlds.names import NameMaker, name_lists

GROUPS = sorted(name_lists().surnames)


@given(st.integers(0, 2**32), st.sampled_from("mf"), st.sampled_from(GROUPS))
def test_it_repeats_itself_for_the_same_seed(seed: int, sex: str, group: str):
    first = NameMaker(chance(seed)).name(sex, {group: 1})
    assert first == NameMaker(chance(seed)).name(sex, {group: 1})


@given(st.integers(0, 2**32), st.sampled_from("mf"), st.sampled_from(GROUPS))
def test_it_begins_with_a_surname_of_the_group_and_is_composed(seed: int, sex: str, group: str):
    name = NameMaker(chance(seed)).name(sex, {group: 1})
    words = name.split(" ")
    assert words[0] in name_lists().surnames[group].words
    assert 2 <= len(words) <= 4
    assert name == unicodedata.normalize("NFC", name)


def test_most_people_have_a_middle_name_and_more_women_have_two():
    maker = NameMaker(chance(7))
    lengths = {sex: [len(maker.name(sex).split()) for _ in range(4000)] for sex in "mf"}
    for sex, expected in (("m", 0.10), ("f", 0.20)):
        middles = [length for length in lengths[sex] if length > 2]
        assert abs(len(middles) / 4000 - 0.85) < 0.03
        assert abs(sum(length == 4 for length in middles) / len(middles) - expected) < 0.03


def test_it_mixes_groups_by_weight():
    maker = NameMaker(chance(3))
    names = [maker.name("m", {"hmong": 3, "kinh": 1}) for _ in range(2000)]
    hmong_only = set(name_lists().surnames["hmong"].words) - set(
        name_lists().surnames["kinh"].words
    )
    assert sum(name.split()[0] in hmong_only for name in names) > 1000
