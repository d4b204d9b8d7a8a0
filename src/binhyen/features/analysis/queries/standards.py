"""What the catalogue says of analysis, and of each measure."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from typing_extensions import override

from binhyen.engines.indicators.api import Catalogue, catalogue
from binhyen.features.analysis.entries import AnalysisEntry
from binhyen.features.analysis.types import MeasureInfo
from binhyen.foundation.ui.api import in_english, named, unit_word
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.expressions import parse
from binhyen.kernel.yamlfile import load_entry

FILE = "analysis.yaml"
PERCENT = "%"


def standards() -> AnalysisEntry:
    """The thresholds in the installation's catalogue; a file written anew is read anew."""
    path = Path(settings.BINHYEN_CATALOGUE) / FILE
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, _written_ns: int) -> AnalysisEntry:
    return load_entry(path, AnalysisEntry)


def measure_info(code: str) -> MeasureInfo:
    """An element or indicator in the reader's language.

    Raises:
        NotFound: the catalogue has neither.
    """
    known = catalogue()
    return _info(known, code, in_english())


def measure_infos() -> list[MeasureInfo]:
    """Every measure that can be asked by periods: elements in use and all indicators, in the order of the catalogue."""
    known, english = catalogue(), in_english()
    elements = [code for code, one in known.elements.items() if not one.retired]
    return [_info(known, code, english) for code in [*known.indicators, *elements]]


@lru_cache(maxsize=2048)
def _described(known: _ByDigest, code: str, english: bool) -> MeasureInfo:  # noqa: FBT001 - part of the key
    del english
    indicator = known.catalogue.indicators.get(code)
    return _indicator(known.catalogue, code) if indicator else _element(known.catalogue, code)


class _ByDigest:
    """A catalogue as the key of a memory: equal when it was read from the same revision."""

    def __init__(self, known: Catalogue) -> None:
        self.catalogue = known

    @override
    def __hash__(self) -> int:
        return hash(self.catalogue.digest)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByDigest) and other.catalogue.digest == self.catalogue.digest


def _info(known: Catalogue, code: str, english: bool) -> MeasureInfo:  # noqa: FBT001
    if code not in known.elements and code not in known.indicators:
        raise NotFound(
            N_("Không có chỉ tiêu hay chỉ số “{name}”; hãy chọn trong danh sách."), name=code[:80]
        )
    return _described(_ByDigest(known), code, english)


def _element(known: Catalogue, code: str) -> MeasureInfo:
    info = known.elements[code]
    entry = info.entry
    whole = entry.decimals == 0 and not entry.negative and "đồng" not in entry.unit
    return MeasureInfo(
        code=code,
        label=named(entry),
        short=entry.short if not in_english() else named(entry),
        unit=unit_word(entry.unit),
        decimals=entry.decimals,
        better="neutral",
        counted=whole and entry.time == "sum" and not info.counted,
        share=False,
        persons=entry.counts_persons,
        summed=entry.time == "sum",
        adds=True,
        calendar=known.calendar_code(code),
        breakdown=entry.breakdown,
        inputs=(code,),
    )


def _indicator(known: Catalogue, code: str) -> MeasureInfo:
    entry = known.indicators[code]
    texts = (entry.numerator, entry.denominator, entry.value)
    inputs = tuple(
        dict.fromkeys(ref.code for text in texts if text for ref in parse(text).mentions())
    )
    persons = any(
        known.elements[one].entry.counts_persons for one in inputs if one in known.elements
    )
    return MeasureInfo(
        code=code,
        label=named(entry),
        short=entry.short if not in_english() else named(entry),
        unit=unit_word(entry.unit),
        decimals=entry.decimals,
        better=entry.better,
        counted=False,
        share=entry.numerator is not None and entry.unit == PERCENT,
        persons=persons,
        summed=False,
        adds=False,
        calendar=known.calendar_code(code),
        breakdown=None,
        inputs=inputs,
    )
