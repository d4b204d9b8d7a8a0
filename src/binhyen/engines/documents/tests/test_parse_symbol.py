"""Numbers and symbols as they stand on published texts."""

from __future__ import annotations

import pytest

from binhyen.engines.documents.api import Symbol, parse_symbol
from binhyen.kernel.errors import Invalid

SEEN = {
    "165/BCA-H01": Symbol(165, ("BCA", "H01"), digits=3),
    "282/CAT-HC": Symbol(282, ("CAT", "HC"), digits=3),
    "9033/QĐ-BCA": Symbol(9033, ("BCA",), "QĐ", digits=4),
    "510/QĐ-BCA-V05": Symbol(510, ("BCA", "V05"), "QĐ", digits=3),
    "12/HD-BCA-V05": Symbol(12, ("BCA", "V05"), "HD", digits=2),
    "56/KH-BCA-C06": Symbol(56, ("BCA", "C06"), "KH", digits=2),
    "839/TTr-CAT-PV05": Symbol(839, ("CAT", "PV05"), "TTr", digits=3),
    "3947/QĐ-UBND": Symbol(3947, ("UBND",), "QĐ", digits=4),
    "13/2022/TT-BCA": Symbol(13, ("BCA",), "TT", 2022, digits=2),
    "09/2019/NĐ-CP": Symbol(9, ("CP",), "NĐ", 2019, digits=2),
    "37/2018/QH14": Symbol(37, ("QH14",), year=2018, digits=2),
    "786/NQ-UBTVQH14": Symbol(786, ("UBTVQH14",), "NQ", digits=3),
    "42/2014/QĐ-TTg": Symbol(42, ("TTg",), "QĐ", 2014, digits=2),
    "273-CV/BTCTW": Symbol(273, ("BTCTW",), "CV", is_party=True, digits=3),
    "22-NQ/TW": Symbol(22, ("TW",), "NQ", is_party=True, digits=2),
    "344-CV/TU": Symbol(344, ("TU",), "CV", is_party=True, digits=3),
}


@pytest.mark.parametrize("text", SEEN)
def test_it_takes_a_symbol_apart_and_puts_it_together(text: str):
    assert parse_symbol(text) == SEEN[text]
    assert str(parse_symbol(text)) == text


def test_spaces_around_it_are_ignored():
    assert parse_symbol(" 12/BC-CAT ") == Symbol(12, ("CAT",), "BC", digits=2)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "QĐ-BCA",
        "12",
        "12/",
        "12/QĐ--BCA",
        "12/QĐ-BCA-",
        "12/QĐ BCA",
        "12-NQ",
        "NQ-22/TW",
        "12/QĐ-BCA; DROP",
    ],
)
def test_it_refuses_other_shapes_and_shows_them(text: str):
    with pytest.raises(Invalid) as refusal:
        parse_symbol(text)
    assert f"“{text}”" in str(refusal.value)
