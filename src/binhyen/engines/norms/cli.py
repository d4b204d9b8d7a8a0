"""`binhyen norms …`: judge units by the rules in force on a day."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

import typer

from binhyen.engines.norms import api
from binhyen.engines.units.api import Level, StructureUnit, find, structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.exchange.console import Format, FormatOption, OnOption, parse_day, say

app = typer.Typer(no_args_is_help=True, help="Định mức.")

UnderOption = Annotated[str, typer.Option("--under", help="mã đơn vị; VN là cả nước")]
LevelOption = Annotated[
    int | None, typer.Option("--level", help="0–3, khi một mã chỉ hai đơn vị khác cấp")
]
NormOption = Annotated[list[str] | None, typer.Option("--norm", help="chỉ các định mức này (mã)")]
VerdictOption = Annotated[
    list[api.Verdict] | None,
    typer.Option("--verdict", help="chỉ kết quả này: met, short, over, not_measurable"),
]

LEVELS: tuple[tuple[Level, api.RollUpBy], ...] = (
    (Level.PROVINCE, "province"),
    (Level.DISTRICT, "district"),
    (Level.COMMUNE, "commune"),
)


@app.callback()
def _group() -> None:
    """Keep `check` a sub-command although it is the only one."""


@app.command()
def check(
    under: UnderOption,
    on: OnOption = None,
    level: LevelOption = None,
    norm: NormOption = None,
    verdict: VerdictOption = None,
    format_: FormatOption = Format.text,
) -> None:
    """Xét từng đơn vị theo các định mức có hiệu lực: đạt, thiếu, vượt hay chưa đo được, và vì sao."""
    day = parse_day(on)
    unit = find(under, day, level)
    found = api.check(Actor.operator(), unit.id, day, norm)
    shown = [one for one in found if not verdict or one.verdict in verdict]
    facts = {
        "on": day.isoformat(),
        "under": {"code": unit.code, "name": unit.full_name},
        "findings": [finding_row(one) for one in shown],
        "roll_up": _rolled_up(found, unit),
    }
    say(facts, format_)


def finding_row(one: api.Finding) -> dict[str, Any]:
    """A finding as JSON writes it; missing values are null."""
    return {
        "unit_code": one.unit_code,
        "unit_name": one.unit_name,
        "norm": one.norm,
        "label": one.label,
        "verdict": one.verdict.value,
        "by": one.by,
        "left": one.left,
        "operator": one.operator,
        "right": one.right,
        "up_to": one.up_to,
        "unit": one.unit,
        "since": one.since.isoformat() if one.since else None,
        "since_note": one.since_note,
        "severity": one.severity,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "measured": one.measured,
        "why": one.why,
        "source": one.source.citation,
        "reading": one.source.reading,
    }


def _rolled_up(found: api.Findings, unit: StructureUnit) -> dict[str, Any]:
    by_norm: dict[str, Counter[str]] = {}
    for one in found:
        by_norm.setdefault(one.norm, Counter())[one.verdict.value] += 1
    counts = Counter(one.verdict.value for one in found)
    return {
        "total": _counts(counts),
        "by_norm": [{"norm": code, **_counts(count)} for code, count in by_norm.items()],
        "by_unit": [
            {
                "code": tally.unit_code,
                "name": tally.unit_name,
                **_counts(Counter({v.value: n for v, n in tally.counts.items()})),
            }
            for tally in _parts(found, unit)
        ],
    }


def _parts(found: api.Findings, unit: StructureUnit) -> list[api.Tally]:
    tree = structure(found.on)
    for level, by in LEVELS:
        if level > unit.level and tree.at_level(level, unit.id):
            return api.roll_up(found, by=by)
    return []


def _counts(counts: Counter[str]) -> dict[str, int]:
    """Each verdict's count, 0 where there is none, beside the denominator."""
    shown = [one.value for one in api.Verdict if one is not api.Verdict.NOT_APPLICABLE]
    return {**{name: counts[name] for name in shown}, "applicable": counts.total()}
