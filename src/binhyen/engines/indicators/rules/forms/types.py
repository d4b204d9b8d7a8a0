"""What a form is: sections of lines of cells, with its checks; plain values that every rendering draws from.

`FormLayout.as_json()` is what the browser, the offline app and parcels carry. Vietnamese and English names travel
together, so that a form works in both languages without a network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from binhyen.engines.indicators.entries import Deadline, FormHeader
from binhyen.kernel.expressions.trees import Tree
from binhyen.kernel.periods import Period

CellKind = Literal["flow", "stock"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages; satisfies what `ui.named` asks for."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class FormCell:
    """One number to fill in.

    Attributes:
        ref: how formulas and `save_report` write it: `crime.persons` or `crime.persons[sex=f]`.
        key: its key in the report's row, "17" or "17.3"; remarks are kept under it.
        label: of the whole line, or of the option of its breakdown.
        option: code of the breakdown's option; None is the whole.
        kind: a flow happened in the period (0 when nothing did); a stock stands at its end and is never guessed.
        decimals: digits after the comma that may be written.
        negative: whether the number may be below 0.
    """

    ref: str
    key: str
    label: Name
    unit: str
    decimals: int
    kind: CellKind
    option: str | None = None
    negative: bool = False


@dataclass(frozen=True, slots=True)
class FormLine:
    """An element: its whole first, then the options of its breakdown.

    Attributes:
        number: as printed before the line: "1", "2" ... through the whole form.
        note: how to fill it in; empty when the definition says nothing.
        explain: what is counted and what is not; empty when the catalogue says nothing.
    """

    number: str
    element: str
    label: Name
    short: str
    unit: str
    note: str
    explain: str
    cells: tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """Lines under one heading."""

    number: str
    title: Name
    note: str
    lines: tuple[FormLine, ...]


@dataclass(frozen=True, slots=True)
class FormCheck:
    """A rule between the form's figures, as data: the same expression the server refuses by.

    Attributes:
        severity: an error keeps the report from being submitted; a warning wants a remark.
        condition: what must hold; missing means "not run".
        refs: the cells it looks at, in the order written.
        words: the condition in Vietnamese, cut where a value goes: texts at even places, refs at odd ones.
    """

    code: str
    severity: Literal["error", "warning"]
    label: Name
    explain: str
    advice: str
    condition: Tree
    refs: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormUnit:
    """Who fills the form in, and whom it belongs to, as the tree stood on the period's last day."""

    id: int
    code: str
    name: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormLayout:
    """A form for one unit and one period.

    Attributes:
        version: digest of everything that shapes the form (cells, limits, checks); equal for all units and periods,
            and on every computer that loaded the same catalogue. Keys and words do not enter it.
        deadlines: when it must have reached which level.
    """

    definition: str
    version: str
    title: Name
    header: FormHeader
    unit: FormUnit
    period: Period
    sections: tuple[FormSection, ...]
    checks: tuple[FormCheck, ...]
    outline: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    explain: str

    def lines(self) -> Iterator[FormLine]:
        """Every line, in the order of the form."""
        return (line for section in self.sections for line in section.lines)

    def cells(self) -> Iterator[FormCell]:
        """Every cell, in the order of the form."""
        return (cell for line in self.lines() for cell in line.cells)

    def as_json(self) -> dict[str, Any]:
        """The form as JSON; see `rules.forms.as_json` for its keys."""
        from binhyen.engines.indicators.rules.forms.as_json import as_json  # noqa: PLC0415 - it needs these types

        return as_json(self)
