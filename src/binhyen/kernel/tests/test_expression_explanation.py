"""An expression explains its computation in words, with labels and values filled in."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest

from binhyen.kernel.expressions import parse

LABELS = {"i.solved": "Số vụ làm rõ", "i.count": "Số vụ xảy ra", "p": "Cán bộ {chính quy}"}
VALUES = {"i.solved": 51, "i.count": 61, "p": Decimal("1234.5"), "q": None}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("i.solved / i.count * 100", "Số vụ làm rõ (51) chia Số vụ xảy ra (61) nhân 100 = 83,6"),
        (
            "i.solved / (i.count + 1)",
            "Số vụ làm rõ (51) chia (Số vụ xảy ra (61) cộng 1) = 0,8",
        ),
        ("p - q", "Cán bộ {chính quy} (1.234,5) trừ q (chưa có số liệu): chưa có số liệu"),
        ("i.count >= 61", "Số vụ xảy ra (61) lớn hơn hoặc bằng 61: đúng"),
        ("not i.count > 5 or 1 = 2", "không phải (Số vụ xảy ra (61) lớn hơn 5) hoặc 1 bằng 2: sai"),
        ("min(p, 0.5)", "số nhỏ nhất trong (Cán bộ {chính quy} (1.234,5); 0,5) = 0,5"),
        ("value_or(q, 0)", "(q (chưa có số liệu), hoặc 0 nếu chưa có số liệu) = 0"),
        ("round(p, 0)", "(Cán bộ {chính quy} (1.234,5)) làm tròn đến 0 chữ số thập phân = 1.235"),
        (
            "if(p > 7, -p, abs(p))",
            (
                "(nếu Cán bộ {chính quy} (1.234,5) lớn hơn 7 thì số đối của Cán bộ {chính quy} "
                "(1.234,5), nếu không thì giá trị tuyệt đối của (Cán bộ {chính quy} (1.234,5))) "
                "= -1.234,5"
            ),
        ),
    ],
)
def test_it_explains_in_vietnamese(text: str, words: str) -> None:
    assert parse(text).explain(LABELS, VALUES) == words


def test_it_explains_in_english() -> None:
    labels = {"i.solved": "Cases solved", "i.count": "Cases"}
    words = parse("i.solved / i.count * 0.5 + p").explain(labels, VALUES, lang="en", decimals=2)
    assert words == "Cases solved (51) divided by Cases (61) times 0.5 plus p (1,234.50) = 1,234.92"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "-p",
        "p * 2 - 1",
        "max(p, q)",
        "abs(q)",
        "p != 1 and not p <= 2 or p < 3",
        "round(q, 2)",
        "if(p = 1, value_or(q, 1), min(1, 2))",
        "p > 1",
        "p >= 1",
    ],
)
def test_every_construct_has_words_in_both_languages(text: str, lang: Literal["vi", "en"]) -> None:
    words = parse(text).explain({}, VALUES, lang=lang)
    assert "{" not in words
    assert words
