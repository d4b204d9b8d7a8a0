"""The register of legal texts: loaded from the catalogue, found by words, in force on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from binhyen.engines.documents import api
from binhyen.engines.documents.api import Clause, LegalText, LoadedTexts
from binhyen.foundation.access.api import Actor, Grant
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Invalid, NotFound, Refused

pytestmark = pytest.mark.django_db

TEXT = """documents:
  - symbol: 42/2021/NĐ-CP
    kind: decree
    issuer: Chính phủ
    title: Xây dựng Công an xã, thị trấn chính quy
    issued_on: 2021-03-31
    effective_from: 2021-05-16
    clauses:
      - {ref: Điều 4, gist: Nguyên tắc bố trí., source: {certainty: C, text: thử}}
      - {ref: Điều 5, gist: Điều kiện bảo đảm., source: {certainty: C, text: thử}}
    source: {certainty: C, text: thử}
  - symbol: 13/2023/NĐ-CP
    kind: decree
    issuer: Chính phủ
    title: Bảo vệ dữ liệu cá nhân
    effective_from: 2023-07-01
    effective_to: 2026-01-01
    source: {certainty: R, text: thử}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "texts.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "documents" / "texts.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_it_loads_the_whole_catalogue_and_again_changes_nothing(operator: Actor):
    place = Path(settings.BINHYEN_CATALOGUE)
    first = api.load_legal_texts(operator, folder=place)
    assert first.added == LegalText.objects.count() >= 50
    assert api.load_legal_texts(operator, folder=place) == LoadedTexts(0, 0, first.added, 0)


def test_it_follows_the_catalogue(operator: Actor, folder: Path):
    assert api.load_legal_texts(operator, folder=folder) == LoadedTexts(2, 0, 0, 0)
    edit(folder, "Nguyên tắc bố trí.", "Nguyên tắc.")
    assert api.load_legal_texts(operator, folder=folder) == LoadedTexts(0, 1, 1, 0)
    assert [clause.gist for clause in api.legal_text("42/2021/NĐ-CP").clauses.all()] == [
        "Nguyên tắc.", "Điều kiện bảo đảm.",
    ]  # fmt: skip
    edit(folder, TEXT[TEXT.index("  - symbol: 13") :], "")
    assert api.load_legal_texts(operator, folder=folder) == LoadedTexts(0, 0, 1, 1)
    assert Clause.objects.count() == 2


def test_each_load_is_in_the_journal_with_what_changed(operator: Actor, folder: Path):
    api.load_legal_texts(operator, folder=folder)
    [act] = entries(action="documents.load_legal_texts")
    assert "42/2021/NĐ-CP" in act.details


def test_it_refuses_a_symbol_or_clause_given_twice(operator: Actor, folder: Path):
    edit(folder, "13/2023/NĐ-CP", "42/2021/NĐ-CP")
    edit(folder, "Điều 5", "Điều 4")
    with pytest.raises(Invalid) as refusal:
        api.load_legal_texts(operator, folder=folder)
    assert [(row.file, row.value) for row in refusal.value.rows] == [
        ("texts.yaml", "Điều 4"), ("texts.yaml", "42/2021/NĐ-CP"),
    ]  # fmt: skip
    assert not LegalText.objects.exists()


def test_it_is_found_by_words_without_marks(operator: Actor, folder: Path):
    api.load_legal_texts(operator, folder=folder)
    assert [text.symbol for text in api.legal_texts("xay dung CONG AN")] == ["42/2021/NĐ-CP"]
    assert [text.symbol for text in api.legal_texts("nd-cp")] == ["13/2023/NĐ-CP", "42/2021/NĐ-CP"]


@pytest.mark.parametrize(
    ("on", "symbols"),
    [
        (date(2021, 5, 15), []),
        (date(2021, 5, 16), ["42/2021/NĐ-CP"]),
        (date(2025, 12, 31), ["13/2023/NĐ-CP", "42/2021/NĐ-CP"]),
        (date(2026, 1, 1), ["42/2021/NĐ-CP"]),
    ],
)
def test_it_knows_what_is_in_force_on_a_day(
    operator: Actor, folder: Path, on: date, symbols: list[str]
):
    api.load_legal_texts(operator, folder=folder)
    assert [text.symbol for text in api.legal_texts(on=on)] == symbols


def test_an_unknown_symbol_is_named():
    with pytest.raises(NotFound, match="99/QĐ-X"):
        api.legal_text("99/QĐ-X")


def test_only_who_manages_the_catalogue_loads_it(folder: Path):
    reader = Actor("account", 9, "Giang", (Grant("reader", frozenset({"documents.view"})),))
    with pytest.raises(Refused):
        api.load_legal_texts(reader, folder=folder)
