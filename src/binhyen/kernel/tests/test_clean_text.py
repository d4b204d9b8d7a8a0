"""Stored text is composed, trimmed, and holds nothing hidden and no markup."""

from __future__ import annotations

import unicodedata

import pytest

from binhyen.kernel.errors import Invalid
from binhyen.kernel.text import clean_text


def test_it_composes_and_trims() -> None:
    written = unicodedata.normalize("NFD", "  Tổ 5, bản Mường  ")
    assert clean_text(written, 50) == "Tổ 5, bản Mường"


def test_it_keeps_line_breaks_only_where_asked() -> None:
    assert clean_text("một\r\nhai", 50, multiline=True) == "một\nhai"
    with pytest.raises(Invalid, match=r"U\+000A"):
        clean_text("một\nhai", 50)


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x1b", "\t", "\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\ue000"]
)
def test_it_refuses_hidden_characters(hidden: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_text(f"Xã{hidden}Đông", 50)
    assert refusal.value.details == {"character": f"U+{ord(hidden):04X}", "position": 3}


@pytest.mark.parametrize("text", ["<b>", "a > b", "</script"])
def test_it_refuses_markup(text: str) -> None:
    with pytest.raises(Invalid, match="dấu thẻ"):
        clean_text(text, 50)


def test_it_counts_composed_characters() -> None:
    assert clean_text(unicodedata.normalize("NFD", "ệ" * 5), 5) == "ệệệệệ"
    with pytest.raises(Invalid, match="dài 6 ký tự, tối đa 5"):
        clean_text("ệ" * 6, 5)
