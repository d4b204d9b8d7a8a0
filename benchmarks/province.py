"""The world thanh_hoa: loading it, its norm findings, its review with both documents."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.measuring import expect, median, report, timed
from benchmarks.product import start

CONFERENCES = date(2021, 5, 31), date(2022, 6, 3)
MOVED, PROGRAMME_UNITS = 2_570, 499
NAMES = {"report.docx", "report.pdf", "figures.json"}


def main() -> None:
    """Load, check the published total and the findings, then time."""
    start()
    from binhyen.engines.norms.api import check
    from binhyen.engines.people.api import wave_totals
    from binhyen.engines.units.api import find
    from binhyen.features.review.api import run_review, write_files
    from binhyen.foundation.access.api import Actor
    from binhyen.project.loading import load_world

    actor = Actor.operator()
    loading = timed(lambda: load_world(actor, "thanh_hoa", lambda _line: None))
    begin, end = CONFERENCES
    province = find("38", end)
    expect(
        "officers of the five waves",
        sum(wave.officers for wave in wave_totals(end, province.id)),
        MOVED,
    )
    found = check(actor, province.id, end)
    expect("units with findings", len({one.unit_id for one in found}) >= PROGRAMME_UNITS, True)  # noqa: FBT003

    def review() -> None:
        folder = Path(tempfile.mkdtemp(prefix="binhyen-bench-out-"))
        try:
            made = run_review(actor, under_id=province.id, start=begin, end=end)
            paths = write_files(actor, made, folder / "review")
            expect("files of the review", {path.name for path in paths.values()}, NAMES)
            expect("empty files", [path for path in paths.values() if not path.stat().st_size], [])
        finally:
            shutil.rmtree(folder)

    first = timed(review)
    findings = len(list(found))
    report(
        loading.row("loading the world thanh_hoa", "s", 60, "units already loaded; once"),
        median(lambda: check(actor, province.id, end, since=False), 5).row(
            "norm findings of a province", "s", 0.5, f"{findings} findings, median of 5"
        ),
        median(lambda: check(actor, province.id, end), 3).row(
            "the same, with since when", "s", note="reads up to twelve periods back, median of 3"
        ),
        first.row("review of a province, first", "s", 10, "docx and pdf rendered; nothing warm"),
        median(review, 3).row("review of a province, again", "s", 10, "median of 3"),
    )


if __name__ == "__main__":
    main()
