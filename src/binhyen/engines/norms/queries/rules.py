"""Rules as plain values, one statement for all of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import groupby

from binhyen.engines.norms.models import SCALE, Norm, NormValue
from binhyen.engines.norms.types import NormRule, NormSource, Threshold
from binhyen.kernel.entries import Certainty
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.memory import once
from binhyen.kernel.numbers import from_scaled


def rules(codes: Collection[str] | None = None) -> list[NormRule]:
    """All rules, or those of the codes, in the order of their codes.

    Raises:
        NotFound: a code that no rule has.
    """
    known = once("norms.rules", _all_rules)
    found = [rule for rule in known if codes is None or rule.code in codes]
    unknown = sorted(set(codes or ()) - {rule.code for rule in found})
    if unknown:
        raise NotFound(
            N_("Không có định mức {codes}; xem danh sách ở thư mục catalogue/norms."),
            codes=", ".join(unknown),
        )
    return found


def rules_in_force(on: date, codes: Collection[str] | None = None) -> list[NormRule]:
    """The rules that have a threshold on a day; see `rules`."""
    return [rule for rule in rules(codes) if rule.threshold_on(on) is not None]


def _all_rules() -> list[NormRule]:
    values = NormValue.objects.select_related("norm").order_by("norm__code", "valid_from")
    by_norm = groupby(values, key=lambda value: value.norm)
    return [_rule(row, tuple(map(_threshold, chain))) for row, chain in by_norm]


def _rule(row: Norm, thresholds: tuple[Threshold, ...]) -> NormRule:
    return NormRule(
        code=row.code,
        label=row.vi,
        en=row.en,
        short=row.short,
        level=row.level,
        types=frozenset(row.types),
        programme_only=row.programme_only,
        provinces=frozenset(row.provinces),
        except_provinces=frozenset(row.except_provinces),
        calendar=row.calendar,
        period_kind=row.period_kind,
        when=row.when,
        left=row.left,
        operator=row.operator,
        unit=row.unit,
        decimals=row.decimals,
        severity=row.severity,
        explain=row.explain,
        thresholds=thresholds,
    )


def _threshold(row: NormValue) -> Threshold:
    low, high = row.value_millionths, row.up_to_millionths
    return Threshold(
        valid_from=row.valid_from,
        value=None if low is None else from_scaled(low, SCALE),
        up_to=None if high is None else from_scaled(high, SCALE),
        due_on=row.due_on,
        source=NormSource(
            Certainty(row.certainty),
            row.document,
            row.clause,
            row.text,
            row.url,
            row.note,
            row.reading,
        ),
    )
