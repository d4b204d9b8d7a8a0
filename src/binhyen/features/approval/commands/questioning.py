"""The detector's questions are asked and answered: each once, each with its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from binhyen.engines.indicators.api import DefinitionInfo, Series, catalogue, report_series
from binhyen.engines.units.api import Level, StructureUnit, structure
from binhyen.features.approval.models import Answer, Question
from binhyen.features.approval.queries.catalogue import defaults, definition_of, periods_until
from binhyen.features.approval.queries.questions import digest_of
from binhyen.features.approval.rules.detecting import Mark, Reported, detect
from binhyen.features.approval.types import AnswerKind, Asked
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound
from binhyen.kernel.periods import Period
from binhyen.kernel.text import clean_text

SEASONS = {"month": 12, "quarter": 4, "half": 2, "day": 7}
"""Periods after which seasons return."""


def _unit_of_question(kwargs: dict[str, Any]) -> int:
    found = Question.objects.filter(pk=kwargs["question_id"]).values_list("unit_id", flat=True)
    for unit_id in found:
        return int(unit_id)
    raise NotFound(N_("Không có câu hỏi số {question}."), question=kwargs["question_id"])


@command(
    "approval.ask",
    "Rà soát số liệu",
    needs="figures.approve",
    scope=lambda kwargs: kwargs["unit_id"],
)
def ask(actor: Actor, *, definition: str, period: Period, unit_id: int) -> Asked:
    """Look through the reports of a period at and below a unit and ask the units about what is odd; asked once.

    Units are compared with those of their province, whoever asks; questions go to units below `unit_id` only.

    Cost: one statement and some seconds a province at most.

    Raises:
        NotFound: no such definition or unit.
    """
    form = definition_of(definition)
    tree = structure(period.last_day)
    tree.get(unit_id)
    below = set(tree.subtree(unit_id))
    reports = made = known = 0
    for province in _provinces(unit_id, period):
        units = [
            unit
            for unit in tree.at_level(Level.COMMUNE, province.id)
            if unit.type in form.entry.reporters
        ]
        series = _history(form, period, units)
        reports += int((series.report_ids[:, -1] > 0).sum())
        marks = [
            mark
            for mark in _marks(form, series, units)
            if units[mark.row].id in below and series.report_ids[mark.row, -1]
        ]
        new = list(_new(series, marks, period))
        made, known = made + len(new), known + len(marks) - len(new)
        Question.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    note("Question", f"{definition} {period}", after={"made": made})
    return Asked(reports, made, known)


@command(
    "approval.answer", "Trả lời câu hỏi rà soát", needs="figures.enter", scope=_unit_of_question
)
def answer(actor: Actor, *, question_id: int, kind: AnswerKind, text: str = "") -> None:
    """The unit says that the figures are right, and why, or that it will correct them.

    Raises:
        Conflict: answered already.
        Invalid: confirmed without a word of why.
    """
    words = clean_text(text, 500, multiline=True)
    if kind is AnswerKind.CONFIRM and not words:
        raise Invalid(N_("Xin ghi ngắn gọn vì sao số đúng, để cấp trên không phải hỏi lại."))
    question = Question.objects.select_for_update().get(pk=question_id)
    if Answer.objects.filter(question=question).exists():
        raise Conflict(N_("Câu hỏi này đã được trả lời."))
    author = actor.author
    Answer.objects.create(
        question=question,
        kind=kind,
        text=words,
        author_kind=author.kind,
        author_id=author.id,
        author_name=author.name[:200],
        at=clock.now(),
    )
    note("Question", question_id, after={"answer": str(kind), "text": words})


def _provinces(unit_id: int, period: Period) -> list[StructureUnit]:
    tree = structure(period.last_day)
    unit = tree.get(unit_id)
    if unit.level == Level.COUNTRY:
        return tree.at_level(Level.PROVINCE)
    return [tree.ancestor_at(unit_id, Level.PROVINCE)]


def _history(form: DefinitionInfo, period: Period, units: list[StructureUnit]) -> Series:
    count = defaults().detector.history + 1
    periods = periods_until(form, period.last_day, count) or [period]
    return report_series(form.code, periods, [unit.id for unit in units])


def _marks(form: DefinitionInfo, series: Series, units: list[StructureUnit]) -> list[Mark]:
    totals = [place for place, key in enumerate(series.keys) if "." not in key]
    known = catalogue()
    whole = np.array(
        [known.elements[series.refs[place]].entry.decimals == 0 for place in totals], np.bool_
    )
    groups = np.array([unit.parent_id or 0 for unit in units], np.int64)
    reported = Reported(series.values[:, :, totals], groups, whole, SEASONS.get(form.entry.kind, 1))
    return [
        Mark(mark.kind, mark.row, tuple(totals[c] for c in mark.columns), mark.chance, mark.facts)
        for mark in detect(reported, defaults().detector)
    ]


def _new(series: Series, marks: list[Mark], period: Period) -> Iterator[Question]:
    held = {
        (report, digest, kind)
        for report, digest, kind in Question.objects.filter(
            definition=series.definition, period=str(period)
        ).values_list("report_id", "digest", "kind")
    }
    now = clock.now()
    for mark in marks:
        digest = digest_of(series, mark.row)
        report_id = int(series.report_ids[mark.row, -1])
        if (report_id, digest, str(mark.kind)) not in held:
            yield Question(
                report_id=report_id,
                unit_id=series.unit_ids[mark.row],
                definition=series.definition,
                period=str(period),
                version=int(series.versions[mark.row, -1]),
                digest=digest,
                kind=mark.kind,
                refs=[series.refs[column] for column in mark.columns],
                facts={name: _plain(value) for name, value in mark.facts.items()},
                at=now,
            )


def _plain(value: float) -> float | int:
    number = float(value)
    return int(number) if number.is_integer() else round(number, 2)
