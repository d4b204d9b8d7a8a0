"""Norms over HTTP: the rules with their sources, and what they say of units on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from binhyen.engines.norms.api import Finding, NormRule, Verdict, check, rules
from binhyen.engines.units.api import find
from binhyen.foundation.exchange.rest import DayQuery, answers, caller

router = Router(tags=["norms"])


class NormValue(Schema):
    valid_from: date
    value: float | None
    up_to: float | None
    source: str


class NormFacts(Schema):
    code: str
    label: str
    left: str
    operator: str
    unit: str
    severity: str
    explain: str
    values: list[NormValue]


class NormFinding(Schema):
    unit_code: str
    unit_name: str
    norm: str
    verdict: str
    by: float | None
    left: float | None
    right: float
    up_to: float | None
    since: date | None
    why: str
    source: str


@router.get("/norms", response=answers(list[NormFacts]), summary="Định mức với căn cứ")
def norms(request: HttpRequest) -> list[dict[str, Any]]:
    caller(request, "norms.view")
    return [_rule(rule) for rule in rules()]


@router.get("/norms/check", response=answers(list[NormFinding]), summary="Đối chiếu định mức")
def findings(
    request: HttpRequest, day: DayQuery, under: str, verdict: Verdict | None = None
) -> list[dict[str, Any]]:
    actor = caller(request, "norms.view")
    found = check(actor, find(under, day.day).id, day.day)
    return [_finding(finding) for finding in found if verdict in (None, finding.verdict)]


def _rule(rule: NormRule) -> dict[str, Any]:
    names = ("code", "label", "left", "operator", "unit", "severity", "explain")
    values = [
        {
            "valid_from": threshold.valid_from,
            "value": threshold.value,
            "up_to": threshold.up_to,
            "source": threshold.source.citation,
        }
        for threshold in rule.thresholds
    ]
    return {**{name: getattr(rule, name) for name in names}, "values": values}


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("unit_code", "unit_name", "norm", "by", "left", "right", "up_to", "since", "why")
    facts = {name: getattr(finding, name) for name in names}
    return {**facts, "verdict": finding.verdict.value, "source": finding.source.citation}
