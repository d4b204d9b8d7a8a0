"""Measures: an element or an indicator as the inputs it needs and the way they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from binhyen.engines.indicators.entries import IndicatorEntry
from binhyen.engines.indicators.entries import Missing as MissingRule
from binhyen.engines.indicators.rules.catalogue import Catalogue, ElementInfo
from binhyen.engines.indicators.types import Missing
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.expressions import Expression, Reference, parse

# Digits kept after the point of a quotient: enough for any norm, few enough to print.
QUOTIENT = Decimal(1).scaleb(-10)


@dataclass(frozen=True, slots=True)
class Input:
    """One value per unit and period that a measure needs: an element, or one option of its breakdown."""

    element: ElementInfo
    option: str | None = None

    @property
    def key(self) -> str:
        """The key of the value inside a report."""
        return self.element.key(self.option)

    @property
    def column(self) -> str:
        """The column of an analysis file."""
        return "e" + self.key.replace(".", "_")

    @property
    def reference(self) -> str:
        """How formulas write it."""
        return self.element.reference(self.option)

    @property
    def summed(self) -> bool:
        """Whether values of several periods add up; else the last reported one stands."""
        return self.element.entry.time == "sum"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is asked for.

    Attributes:
        inputs: in the order they appear in the formula; one for an element.
        indicator: None for an element.
    """

    code: str
    inputs: tuple[Input, ...]
    indicator: IndicatorEntry | None = None
    option: str | None = None

    @property
    def label(self) -> str:
        entry = self.indicator or self.inputs[0].element.entry
        return entry.vi if self.option is None else f"{entry.vi} ({self.option})"

    @property
    def missing_rule(self) -> MissingRule:
        """What a missing input does; an element that is missing is always left out."""
        return MissingRule.SKIP_ANY if self.indicator is None else self.indicator.missing

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """(numerator, denominator), or (value,), or nothing for an element."""
        if self.indicator is None:
            return ()
        texts = (self.indicator.numerator, self.indicator.denominator, self.indicator.value)
        return tuple(parsed(text) for text in texts if text is not None)


@dataclass(frozen=True, slots=True)
class Computed:
    """A measure's value with its parts; `missing` says why there is none."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    missing: Missing | None = None


def measure(known: Catalogue, code: str, option: str | None) -> Measure:
    """The measure of a code.

    Raises:
        NotFound: neither an element nor an indicator.
        Invalid: a breakdown option asked of an indicator, or one the element does not have.
    """
    indicator = known.indicators.get(code)
    if indicator is None:
        return _element_measure(known, code, option)
    if option is not None:
        raise Invalid(N_("Chỉ số {name} không phân tổ; hãy hỏi chỉ tiêu đầu vào."), name=code)
    references: dict[str, Reference] = {}
    for text in (indicator.numerator, indicator.denominator, indicator.value):
        if text is not None:
            references |= {reference.key: reference for reference in parsed(text).mentions()}
    inputs = tuple(_input(known, reference) for reference in references.values())
    return Measure(code, inputs, indicator)


def compute(measure: Measure, inputs: Mapping[str, Decimal | None]) -> Computed:
    """Put aggregated inputs (by reference) together; divided last, then times the factor.

    The quotient is rounded to ten decimals, not to the decimals it is printed with.
    """
    if measure.indicator is None:
        value = inputs[measure.inputs[0].reference]
        return Computed(value, missing=Missing.NOT_REPORTED if value is None else None)
    outcomes = [_number(formula, inputs) for formula in measure.formulas]
    results = [outcome for outcome in outcomes if outcome is not None]
    if len(results) < len(outcomes):
        nothing = all(value is None for value in inputs.values())
        reason = Missing.NOT_REPORTED if nothing else Missing.INPUT_MISSING
        return Computed(None, *_pair(outcomes), reason)
    if len(results) == 1:
        return Computed(rounded(results[0] * measure.indicator.factor))
    numerator, denominator = results
    if not denominator:
        return Computed(None, numerator, denominator, Missing.DIVISION_BY_ZERO)
    quotient = numerator * measure.indicator.factor / denominator
    return Computed(rounded(quotient), numerator, denominator)


def rounded(value: Decimal) -> Decimal:
    """A quotient with the decimals that are kept."""
    kept = value.quantize(QUOTIENT, rounding=ROUND_HALF_UP).normalize()
    return kept.quantize(Decimal(1)) if kept == kept.to_integral_value() else kept


@lru_cache(maxsize=1024)
def parsed(text: str) -> Expression:
    """A formula of the catalogue, parsed once."""
    return parse(text)


def _element_measure(known: Catalogue, code: str, option: str | None) -> Measure:
    if code not in known.elements:
        raise NotFound(
            N_("Không có chỉ tiêu hay chỉ số “{name}”. Xem danh mục elements và indicators."),
            name=code[:80],
        )
    wanted = Input(known.elements[code], option)
    wanted.element.key(option)
    return Measure(code, (wanted,), option=option)


def _input(known: Catalogue, reference: Reference) -> Input:
    option = reference.breakdown[0][1] if reference.breakdown else None
    return Input(known.element(reference.code), option)


def _number(formula: Expression, inputs: Mapping[str, Decimal | None]) -> Decimal | None:
    outcome = formula.evaluate({ref.key: inputs[ref.key] for ref in formula.references()})
    return outcome if isinstance(outcome, Decimal) else None


def _pair(results: list[Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
    return (results[0], results[1]) if len(results) == 2 else (None, None)
