"""Ways to say a number and its change; "rõ rệt" comes from the test of change and from nowhere else."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from binhyen.features.review.rules.deriving import derived, natural_decimals
from binhyen.features.review.text.draft import Draft, Parts, lowered
from binhyen.features.review.types import Number, Pair
from binhyen.kernel.change import Change

POINTS = "điểm phần trăm"


def amount(draft: Draft, number: Number, noun: str = "") -> Parts:
    """`1.234 vụ`; `33,76%`; words when nothing was reported."""
    if not number.is_known:
        return [f"chưa có số liệu về {noun or lowered(number.label)}"]
    figure = draft.figure(number)
    if number.unit == "%":
        return [figure, "%", f" {noun}" if noun else ""]
    return [figure, f" {noun or number.unit}"]


def money(draft: Draft, number: Number) -> Parts:
    """Millions of đồng as thousands of millions from one thousand on; the figure itself is never rounded away."""
    if number.unit == "đồng" and abs(number.value or Decimal(0)) >= 10**6:
        return _scaled(draft, number, 10**6, "triệu đồng")
    if number.unit == "triệu đồng" and abs(number.value or Decimal(0)) >= 1000:
        return _scaled(draft, number, 1000, "tỷ đồng")
    return amount(draft, number)


def with_change(draft: Draft, pair: Pair, noun: str = "", *, interval: bool = False) -> Parts:
    """The number, its difference to the window before and, for counts of chance, what may be said of it.

    The interval itself is printed where asked for; all of them stand in the annex.
    """
    parts = amount(draft, pair.now, noun)
    if not pair.now.is_known:
        return parts
    if not pair.before.is_known:
        return [*parts, " (kỳ trước chưa có số liệu)"]
    return [*parts, *_difference(draft, pair), *_judgement(draft, pair, interval=interval)]


def brief_change(draft: Draft, pair: Pair) -> Parts:
    """`1.234 (kỳ trước 1.368)` for enumerations."""
    parts = amount(draft, pair.now)
    if pair.now.is_known and pair.before.is_known:
        parts += [" (kỳ trước ", draft.figure(pair.before), "%)" if pair.now.unit == "%" else ")"]
    return parts


def interval_ends(pair: Pair) -> tuple[Number, Number] | None:
    """Both ends of the 95 % interval of the change; None when it has no finite end or no test was made."""
    test = pair.comparison
    if test is None or not (isfinite(test.low) and isfinite(test.high)):
        return None
    kind = "tỷ số chênh" if pair.now.unit == "%" else "tỷ số hai kỳ"
    low, high = (
        derived(
            pair.now,
            name,
            f"Khoảng tin cậy 95% của {kind} ({word}): {pair.now.label}",
            Decimal(str(round(value, 2))),
            unit="lần",
            decimals=2,
            source="Khoảng chính xác có điều kiện (Clopper–Pearson, Fisher)",
        )
        for name, word, value in (("low", "cận dưới", test.low), ("high", "cận trên", test.high))
    )
    return low, high


def of(draft: Draft, part: Number, whole: Number) -> Parts:
    """`499/509`, never a share without its denominator."""
    return [draft.figure(part), "/", draft.figure(whole)]


def share(draft: Draft, part: Number, whole: Number, label: str) -> Parts:
    """` (đạt 98,0%)` of a count and its denominator; nothing when there is nothing to divide by."""
    if not whole.value or part.value is None:
        return []
    number = derived(
        part,
        "share",
        label,
        round(part.value / whole.value * 100, 1),
        unit="%",
        decimals=1,
        numerator=part.value,
        denominator=whole.value,
        source=f"{part.text} : {whole.text} × 100",
    )
    return [draft.figure(number), "%"]


def _difference(draft: Draft, pair: Pair) -> Parts:
    change = (pair.now.value or Decimal(0)) - (pair.before.value or Decimal(0))
    if not change:
        return [", bằng kỳ trước"]
    word = "tăng" if change > 0 else "giảm"
    is_rate = pair.now.unit == "%"
    number = derived(
        pair.now,
        "difference",
        f"Chênh lệch so với kỳ trước: {pair.now.label}",
        abs(change),
        source=f"{pair.now.text} − {pair.before.text}",
    )
    parts: Parts = [
        f", {word} ",
        draft.figure(number),
        f" {POINTS}" if is_rate else f" {pair.now.unit}",
    ]
    if pair.percent is not None and pair.percent.value is not None:
        size = derived(
            pair.now,
            "change",
            pair.percent.label,
            abs(pair.percent.value),
            unit="%",
            decimals=1,
            source=pair.percent.source,
        )
        parts += [" (", draft.figure(size), "%)"]
    return [*parts, " so với kỳ trước (", draft.figure(pair.before), "%)" if is_rate else ")"]


def _judgement(draft: Draft, pair: Pair, *, interval: bool) -> Parts:
    test = pair.comparison
    if test is None or test.change is Change.SAME:
        return []
    if test.change is Change.REFUSED:
        return [f"; không kết luận xu hướng vì {pair.refusal or 'số vụ làm rõ gồm cả vụ cũ'}"]
    ends = interval_ends(pair) if interval else None
    if ends is None:
        return [f"; {test.change.words}"]
    kind = "tỷ số chênh" if pair.now.unit == "%" else "tỷ số hai kỳ"
    return [
        f"; {test.change.words} (khoảng tin cậy 95% của {kind}: ",
        draft.figure(ends[0]),
        " đến ",
        draft.figure(ends[1]),
        ")",
    ]


def _scaled(draft: Draft, number: Number, divisor: int, unit: str) -> Parts:
    value = round((number.value or Decimal(0)) / divisor, 3)
    scaled = derived(
        number,
        {"triệu đồng": "millions", "tỷ đồng": "billions"}[unit],
        number.label,
        value,
        unit=unit,
        decimals=natural_decimals(value),
        source=f"{number.source} ({number.text} {number.unit})",
        measure=number.measure,
    )
    return [draft.figure(scaled), f" {unit}"]
