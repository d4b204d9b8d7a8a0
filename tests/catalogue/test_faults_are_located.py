"""A slip in a catalogue file is refused with the file and the line."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from binhyen.engines.indicators.entries import ElementEntry, IndicatorEntry, ReportEntry
from binhyen.engines.indicators.rules.catalogue_checks import refuse_broken_references
from binhyen.engines.norms.entries import NormEntry
from binhyen.kernel.entries import Entry
from binhyen.kernel.errors import Invalid
from binhyen.kernel.yamlfile import load_located
from tests.catalogue.shelves import CATALOGUE, SHELVES

FIGURES = ("calendars", "breakdowns", "elements", "indicators", "reports", "checks", "stated")
INDICATOR = "indicators/clear_up.social_order.yaml"
NORM = "norms/staffing.township_band.yaml"
CHECK = "checks/tips.balance.yaml"


def planted(source: str, old: str, new: str, folder: Path) -> tuple[Path, int]:
    """A copy of a file with one slip, and the line the slip is on."""
    text = (CATALOGUE / source).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    line = text[: text.index(old)].count("\n") + 1
    path = folder / Path(source).name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path, line


@pytest.mark.parametrize(
    ("source", "model", "old", "new", "says"),
    [
        (INDICATOR, IndicatorEntry, "better: higher", "better: bigger", "một trong"),
        (INDICATOR, IndicatorEntry, "missing: skip_any", "mising: skip_any", "không có trong mẫu"),
        (INDICATOR, IndicatorEntry, "factor: 100", "factor: true", "không phải đúng/sai"),
        (INDICATOR, IndicatorEntry, "certainty: C\n", "certainty: sure\n", "một trong"),
        (NORM, NormEntry, "operator: between", 'operator: "=>"', "một trong"),
        (NORM, NormEntry, "value: 7", "value: bảy", "phải là số"),
        (NORM, NormEntry, "valid_from: 2019-10-25", "valid_from: 25-10-2019", "phải là ngày"),
        (CHECK, SHELVES["checks"], "severity: error", "severity: fatal", "một trong"),
        (CHECK, SHELVES["checks"], "en: Tips balance", "en: 1", "phải là chữ"),
        ("elements/tips.yaml", ElementEntry, "time: last", "time: mean", "một trong"),
        (
            "reports/drugs_monthly.yaml",
            ReportEntry,
            "before_day: 16",
            "before_day: 61",
            "không quá",
        ),
    ],
)
def test_it_names_file_line_and_slip(
    tmp_path: Path, source: str, model: type[Entry], old: str, new: str, says: str
) -> None:
    path, line = planted(source, old, new, tmp_path)
    with pytest.raises(Invalid) as refusal:
        load_located(path, model)
    places = {(row.file, row.row) for row in refusal.value.rows if says in row.message}
    assert places == {(path.name, line)}


def test_it_names_the_key_that_is_missing(tmp_path: Path) -> None:
    path, _ = planted(INDICATOR, 'unit: "%"\n', "", tmp_path)
    with pytest.raises(Invalid) as refusal:
        load_located(path, IndicatorEntry)
    assert [(row.file, row.column) for row in refusal.value.rows] == [(path.name, "unit")]
    assert "thiếu khóa bắt buộc" in refusal.value.rows[0].message


def test_it_refuses_decomposed_letters(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Tỷ lệ điều tra")
    path, line = planted(INDICATOR, "Tỷ lệ điều tra", decomposed, tmp_path)
    with pytest.raises(Invalid) as refusal:
        load_located(path, IndicatorEntry)
    assert [(row.file, row.row) for row in refusal.value.rows] == [(path.name, line)]


def test_it_refuses_a_source_that_names_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    text = (CATALOGUE / "checks/tips.on_time_within.yaml").read_text(encoding="utf-8")
    path.write_text(text[: text.index("source:")] + "source: {certainty: R}\n", encoding="utf-8")
    with pytest.raises(Invalid, match="nguồn phải nêu"):
        load_located(path, SHELVES["checks"])


def test_it_refuses_a_lone_numerator(tmp_path: Path) -> None:
    path, _ = planted(INDICATOR, "denominator: crime.social_order.occurred\n", "", tmp_path)
    with pytest.raises(Invalid, match="phải đi đôi"):
        load_located(path, IndicatorEntry)


@pytest.mark.parametrize(
    ("source", "old", "new", "line_of"),
    [
        (
            "indicators/tips.resolution_rate.yaml",
            "code: tips.resolution_rate",
            "code: tips.on_time_rate",
            "code:",
        ),
        (
            INDICATOR,
            "numerator: crime.social_order.solved",
            "numerator: crime.social.solved",
            "numerator:",
        ),
        (
            INDICATOR,
            "numerator: crime.social_order.solved",
            "numerator: crime.social_order.solved +",
            "numerator:",
        ),
        ("reports/security_monthly.yaml", "- tips.received", "- cells.meetings", "- tips.received"),
        ("reports/drugs_monthly.yaml", "calendar: admin", "calendar: lunar", "calendar:"),
    ],
)
def test_it_locates_what_one_file_cannot_see(
    tmp_path: Path, source: str, old: str, new: str, line_of: str
) -> None:
    copy = tmp_path / "catalogue"
    shutil.copytree(CATALOGUE, copy)
    original = (CATALOGUE / source).read_text(encoding="utf-8")
    line = original[: original.index(line_of)].count("\n") + 1
    (copy / source).write_text(original.replace(old, new), encoding="utf-8")
    with pytest.raises(Invalid) as refusal:
        refuse_broken_references(
            {part: load_located(copy / part, SHELVES[part]) for part in FIGURES}
        )
    assert (Path(source).name, line) in {(row.file, row.row) for row in refusal.value.rows}
