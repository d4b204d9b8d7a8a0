"""Vietnamese alphabetical order: letters first, tones to break ties."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binhyen.kernel.text import sort_key

IN_ORDER = [
    ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "i", "o", "ô", "ơ", "u", "ư", "y"],
    ["ma", "mà", "mả", "mã", "má", "mạ", "mả b", "măn", "mận"],
    ["An", "An Bình", "Ân", "Bình", "Chi", "Dũng", "Đạt", "Giang"],
    ["Xã 1", "Xã 2", "Xã A", "Xa Lộ"],
    ["Hoa", "Hòa", "Hóa", "Hoan", "Hoàng"],
    ["z", "ж"],
]


@pytest.mark.parametrize("words", IN_ORDER, ids=lambda words: words[0])
def test_it_orders_letters_then_tones(words: list[str]) -> None:
    shuffled = words[1::2] + words[::2]
    assert sorted(shuffled, key=sort_key) == words


def test_it_does_not_see_case_spaces_or_unicode_form() -> None:
    composed = "Đông  SƠN"
    assert sort_key(composed) == sort_key("đông sơn")
    assert sort_key(unicodedata.normalize("NFD", composed)) == sort_key(composed)


@given(st.text(max_size=20))
def test_its_key_sorts_alike_under_any_collation(text: str) -> None:
    key = sort_key(text)
    assert all(character in "0123456789abcdefghijklmnopqrstuvwxyz" for character in key)
