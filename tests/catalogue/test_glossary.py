"""The glossary gives one word to one concept, and the catalogue speaks it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import Field

from binhyen.kernel.entries import Entry, Text
from binhyen.kernel.yaml_nodes import read_document
from tests.catalogue.shelves import entries

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.yaml"


class Term(Entry):
    """One concept."""

    vi: Text
    means: Text
    not_: tuple[Text, ...] = Field(alias="not", min_length=1)
    source: Text


def terms() -> dict[str, Term]:
    """The glossary by English word."""
    return {
        word: Term.model_validate(content)
        for word, content in read_document(GLOSSARY, GLOSSARY.name).content.items()
    }


def test_it_explains_every_word_in_one_shape() -> None:
    assert len(terms()) >= 60


def test_it_gives_each_vietnamese_word_to_one_concept() -> None:
    assert [
        vi for vi, count in Counter(term.vi for term in terms().values()).items() if count > 1
    ] == []


def test_it_forbids_no_word_for_itself() -> None:
    assert [word for word, term in terms().items() if word in term.not_] == []


def test_it_explains_the_words_the_contracts_rest_on() -> None:
    words = {
        "unit",
        "post",
        "assignment",
        "wave",
        "norm",
        "finding",
        "element",
        "indicator",
        "period",
    }
    assert words <= set(terms())
    assert terms()["finding"].vi == "kết quả đối chiếu"


def test_it_calls_lawful_measures_as_the_folder_does() -> None:
    assert entries("breakdowns")["measure"].vi.casefold() == terms()["lawful_measure"].vi
