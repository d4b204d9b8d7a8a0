"""A form's layout as JSON: short keys, nothing said twice, so that a commune's first sync stays small."""

from __future__ import annotations

from typing import Any

from binhyen.engines.indicators.rules.forms.types import (
    FormCell,
    FormCheck,
    FormLayout,
    FormLine,
    FormSection,
    Name,
)


def as_json(layout: FormLayout) -> dict[str, Any]:
    """`form`, `version`, `title`, `unit`, `period`, `sections` → `lines` → `cells`, `checks`, `outline`, `deadlines`."""
    period, unit = layout.period, layout.unit
    return {
        "form": layout.definition,
        "version": layout.version,
        "title": _name(layout.title),
        "header": layout.header.model_dump(mode="json"),
        "unit": {"id": unit.id, "code": unit.code, "name": unit.name, "above": list(unit.above)},
        "period": {
            "code": str(period),
            "label": period.label(),
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
        },
        "sections": [_section(section) for section in layout.sections],
        "checks": [_check(check) for check in layout.checks],
        "outline": list(layout.outline),
        "deadlines": [one.model_dump(mode="json", exclude_none=True) for one in layout.deadlines],
        "explain": layout.explain,
    }


def shape(layout_sections: tuple[FormSection, ...], checks: tuple[FormCheck, ...]) -> list[Any]:
    """What makes two forms the same form: cells with their limits, and checks; no database's numbers, no words."""
    return [
        [[cell.ref, cell.unit, cell.decimals, cell.kind, cell.negative] for cell in line.cells]
        for section in layout_sections
        for line in section.lines
    ] + [[check.code, check.severity, check.condition] for check in checks]


def _section(section: FormSection) -> dict[str, Any]:
    return {
        "number": section.number,
        "title": _name(section.title),
        "note": section.note,
        "lines": [_line(line) for line in section.lines],
    }


def _line(line: FormLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "element": line.element,
        "label": _name(line.label),
        "short": line.short,
        "unit": line.unit,
        "note": line.note,
        "explain": line.explain,
        "cells": [_cell(cell) for cell in line.cells],
    }


def _cell(cell: FormCell) -> dict[str, Any]:
    return {
        "ref": cell.ref,
        "key": cell.key,
        "label": _name(cell.label),
        "unit": cell.unit,
        "decimals": cell.decimals,
        "kind": cell.kind,
        "option": cell.option,
        "negative": cell.negative,
    }


def _check(check: FormCheck) -> dict[str, Any]:
    return {
        "code": check.code,
        "severity": check.severity,
        "label": _name(check.label),
        "explain": check.explain,
        "advice": check.advice,
        "condition": check.condition,
        "refs": list(check.refs),
        "words": list(check.words),
    }


def _name(name: Name) -> dict[str, str]:
    return {"vi": name.vi, "en": name.en}
