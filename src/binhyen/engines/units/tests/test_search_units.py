from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.units import api
from binhyen.engines.units.tests.conftest import Id

ON = date(2021, 6, 1)


def found(
    text: str, on: date = ON, under_id: int | None = None, limit: int = 50
) -> list[tuple[str, str]]:
    return [(hit.unit.full_name, hit.where) for hit in api.search_units(text, on, under_id, limit)]


def test_it_ignores_case_and_marks_and_tells_namesakes_apart(small: Id) -> None:
    assert found("suoi MO") == [
        ("xã Suối Mơ", "huyện Thượng Ngàn, tỉnh An Phước"),
        ("xã Suối Mơ", "thị xã Hạ Lưu, tỉnh An Phước"),
    ]


def test_it_understands_a_type_word(small: Id) -> None:
    assert [name for name, _ in found("xa suoi mo")] == ["xã Suối Mơ"] * 2
    assert [name for name, _ in found("thi tran suoi mo", date(2022, 1, 1))] == ["thị trấn Suối Mơ"]
    assert found("phuong suoi mo") == []


def test_it_stays_under_the_unit_given(small: Id) -> None:
    assert found("suoi mo", under_id=small("002", ON)) == [
        ("xã Suối Mơ", "thị xã Hạ Lưu, tỉnh An Phước")
    ]


def test_it_knows_other_spellings(small: Id) -> None:
    assert found("da trang") == found("xã Đá Trắng") == found("đá bạc") != []
    assert found("da trang", date(2024, 1, 1)) == []


def test_it_ranks_whole_words_before_parts(small: Id) -> None:
    assert [name for name, _ in found("an", limit=1)] == ["tỉnh An Phước"]
    assert len(found("an")) > 1


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "'; --"])
def test_it_finds_nothing_for_text_that_names_nothing(small: Id, text: str) -> None:
    assert found(text) == []


def test_it_asks_the_database_twice(small: Id) -> None:
    found("suoi mo")
    with CaptureQueriesContext(connection) as queries:
        found("suoi mo")

    assert len(queries) == 2
