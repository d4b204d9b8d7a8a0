"""Charts of the report: the same options as on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from binhyen.engines.documents.api import Chart
from binhyen.engines.norms.api import Tally, Verdict
from binhyen.features.review.types import Review
from binhyen.foundation.ui.api import bar_chart
from binhyen.kernel.numbers import format_date

ROWS_HIGH = 5
"""Millimetres a bar of a lying chart needs."""

MOST_BARS = 40


def crime_chart(review: Review, kinds: Sequence[tuple[str, str]]) -> Chart | None:
    """Cases by kind in both windows; None when a window has no figures at all."""
    known = [(pair, name) for measure, name in kinds if (pair := review.pairs.get(measure))]
    if not any(pair.now.is_known for pair, _ in known):
        return None
    chart = bar_chart(
        "crime-kinds",
        "Số vụ theo loại, hai kỳ",
        [name for _, name in known],
        {
            f"Kỳ trước (đến {format_date(review.previous.end)})": [
                pair.before.value for pair, _ in known
            ],
            f"Kỳ này (đến {format_date(review.window.end)})": [pair.now.value for pair, _ in known],
        },
        unit="vụ",
        lying=True,
    )
    caption = (
        "Biểu đồ 1. Số vụ phạm pháp hình sự về trật tự xã hội theo loại, kỳ này so với kỳ trước"
    )
    return Chart(chart.option, caption, alt=caption)


def lacking_chart(review: Review) -> Chart | None:
    """Share of findings short or over by part, in the order of the tables; None for one part or too many.

    A share, since a district with more communes has more findings; no order by size, since that would rank.
    """
    shares = [
        (tally.unit_name, Decimal(100 * _lacking(tally)) / tally.measured)
        for tally in review.tallies
        if tally.measured
    ]
    if not 1 < len(shares) <= MOST_BARS:
        return None
    chart = bar_chart(
        "lacking-parts",
        "Tỷ lệ trường hợp chưa đạt định mức",
        [name for name, _ in shares],
        {"Chưa đạt": [round(share, 1) for _, share in shares]},
        decimals=1,
        unit="%",
        lying=True,
    )
    caption = f"Biểu đồ 2. Tỷ lệ trường hợp chưa đạt trên số đo được, theo {review.subject.parts_word} (%)"
    return Chart(chart.option, caption, alt=caption, height_mm=30 + ROWS_HIGH * len(shares))


def _lacking(tally: Tally) -> int:
    return tally.count(Verdict.SHORT) + tally.count(Verdict.OVER)
