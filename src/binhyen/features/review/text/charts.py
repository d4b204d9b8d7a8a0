"""Charts of the report: the same options as on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.engines.documents.api import Chart
from binhyen.engines.norms.api import Verdict
from binhyen.features.review.types import Review
from binhyen.foundation.ui.api import bar_chart
from binhyen.kernel.numbers import format_date

ROWS_HIGH = 5
"""Millimetres a bar of a lying chart needs."""


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
    """Findings short or over by part; None when no part has any."""
    parts = [
        (tally.unit_name, tally.count(Verdict.SHORT) + tally.count(Verdict.OVER))
        for tally in review.tallies
    ]
    named = sorted((part for part in parts if part[1]), key=lambda part: -part[1])
    if len(named) < 2 or len(named) > 40:
        return None
    chart = bar_chart(
        "lacking-parts",
        "Trường hợp chưa đạt định mức",
        [name for name, _ in named],
        {"Trường hợp": [count for _, count in named]},
        lying=True,
    )
    caption = f"Biểu đồ 2. Số trường hợp chưa đạt định mức theo {review.subject.parts_word}"
    return Chart(chart.option, caption, alt=caption, height_mm=30 + ROWS_HIGH * len(named))
