"""Folding: what a user types without marks finds what is stored with them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from binhyen.kernel.text import fold, nfc

VIETNAMESE = st.text(alphabet="aàảãáạăằẵấâậđĐêễỆôơợưừýỳ bcdTHX 0129.-", max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Thị trấn  ĐÔNG Sơn", "thi tran dong son"),
        ("  Đặng\tThị\u00a0Ưởng ", "dang thi uong"),
        ("Quỳnh Lưu 12-B", "quynh luu 12-b"),
        ("HOẰNG HÓA", "hoang hoa"),
        ("", ""),
    ],
)
def test_it_strips_marks_case_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(VIETNAMESE)
def test_it_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text)) == fold(text.upper())


@example("㎅")
@given(st.text(max_size=30))
def test_it_changes_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_it_leaves_plain_letters_only(text: str) -> None:
    assert fold(text).isascii()
