"""Findings of all rules in force, drawn together per rule."""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.norms.api import Finding, Findings, NormRule, Verdict
from binhyen.features.review.types import NormLine, Number, Subject

WORDS = {
    "applicable": "Đơn vị thuộc diện áp dụng",
    "met": "Đơn vị đạt",
    "lacking": "Đơn vị thiếu hoặc vượt",
    "unknown": "Đơn vị chưa đo được",
}


def norm_lines(subject: Subject, found: Findings) -> tuple[NormLine, ...]:
    """One line per rule that binds at least one unit, in the order of the catalogue."""
    lines = [_line(subject, rule, found.of(rule.code), str(found.on)) for rule in found.rules]
    return tuple(line for line in lines if line.applicable.count)


def _line(subject: Subject, rule: NormRule, findings: list[Finding], on: str) -> NormLine:
    counts = {
        "applicable": len(findings),
        "met": sum(one.verdict is Verdict.MET for one in findings),
        "lacking": sum(one.is_lacking for one in findings),
        "unknown": sum(one.verdict is Verdict.NOT_MEASURABLE for one in findings),
    }
    numbers = {name: _number(subject, rule, name, value, on) for name, value in counts.items()}
    return NormLine(
        code=rule.code,
        left=rule.left,
        label=rule.label,
        short=rule.short,
        severity=rule.severity,
        source=findings[0].source.citation if findings else "",
        due_on=findings[0].due_on if findings else None,
        findings=tuple(one for one in findings if one.is_lacking),
        **numbers,
    )


def _number(subject: Subject, rule: NormRule, name: str, value: int, on: str) -> Number:
    return Number(
        id=f"norm.{rule.code}.{name}@{subject.code}:{on}",
        label=f"{WORDS[name]}: {rule.label}",
        value=Decimal(value),
        unit="đơn vị",
        decimals=0,
        scope=subject.code,
        scope_name=subject.name,
        unit_id=subject.unit_id,
        as_of=on,
        source=f"Định mức {rule.code}, xét từng đơn vị",
    )
