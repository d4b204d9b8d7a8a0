"""The detector asks units about real reports; they answer; nothing is asked twice and nobody is scored."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from binhyen.engines.indicators import api as figures
from binhyen.features.approval import api
from binhyen.features.approval.api import AnswerKind, Reason
from binhyen.features.approval.models import Question
from binhyen.features.approval.tests.conftest import DRUGS, MAY, Office
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused

MONTHS = [f"admin:2021-{month:02d}" for month in range(7, 13)] + [
    f"admin:2022-{month:02d}" for month in range(1, 5)
]
NAMES = ("cases", "persons", "fines", "addicts_managed", "users_managed")


@pytest.fixture
def asked(office: Office) -> tuple[Office, int]:
    """Ten months of history, then May ten times as high in one cell of Bình Hòa; asked about."""
    unit = office.world.commune
    lines = [
        f"{unit.code},drugs.{name},{month},,{30 + 7 * place + 3 * (number % 3)}"
        for number, month in enumerate(MONTHS)
        for place, name in enumerate(NAMES)
    ]
    path = office.world_file(lines)
    figures.import_figures(office.world.operator, path=path, approve=True)
    report_id = office.submit(
        unit, cases=310, persons=38, fines=44, addicts_managed=52, users_managed=58
    )
    api.ask(office.thu, definition=DRUGS, period=office.period, unit_id=office.world.district.id)
    return office, report_id


def test_an_odd_value_becomes_one_polite_question_with_its_numbers(
    asked: tuple[Office, int],
) -> None:
    office, report_id = asked
    (question,) = api.questions_of(office.thu, [report_id])
    assert (question.kind, question.refs) == ("outlier", ["drugs.cases"])
    text = (
        office.client(office.an)
        .get(reverse("approval:question", args=[question.pk]))
        .content.decode()
    )
    assert "Xin đơn vị kiểm tra giúp" in text
    assert "310" in text
    (waiting,) = api.waiting(office.thu, api.definition_of(DRUGS), office.period)
    assert Reason.QUESTION in {point.reason for point in waiting.points}


def test_asked_again_about_the_same_figures_it_stays_one_question(
    asked: tuple[Office, int],
) -> None:
    office, report_id = asked
    done = api.ask(
        office.thu, definition=DRUGS, period=office.period, unit_id=office.world.district.id
    )
    assert (done.made, done.known) == (0, 1)
    figures.approve_report(office.thu, report_id=report_id)
    api.ask(office.thu, definition=DRUGS, period=office.period, unit_id=office.world.district.id)
    assert Question.objects.count() == 1


def test_the_unit_answers_once_and_the_approver_reads_it(asked: tuple[Office, int]) -> None:
    office, report_id = asked
    (question,) = api.own_questions(office.an)
    with pytest.raises(Invalid, match="vì sao số đúng"):
        api.answer(office.an, question_id=question.pk, kind=AnswerKind.CONFIRM)
    api.answer(office.an, question_id=question.pk, kind=AnswerKind.CONFIRM, text="Chuyên án lớn")
    with pytest.raises(Conflict):
        api.answer(office.an, question_id=question.pk, kind=AnswerKind.CORRECT)
    assert api.own_questions(office.an) == []
    text = (
        office.client(office.thu).get(reverse("approval:report", args=[report_id])).content.decode()
    )
    assert "Chuyên án lớn" in text


def test_corrected_figures_leave_the_question_behind(asked: tuple[Office, int]) -> None:
    office, report_id = asked
    figures.return_report(office.thu, report_id=report_id, reason="Sửa")
    office.submit(office.world.commune, cases=31)
    (waiting,) = api.waiting(office.thu, api.definition_of(DRUGS), office.period)
    assert Reason.QUESTION not in {point.reason for point in waiting.points}


def test_outsiders_are_neither_asked_nor_told(asked: tuple[Office, int]) -> None:
    office, _ = asked
    (question,) = api.own_questions(office.an)
    assert api.own_questions(office.giang) == []
    with pytest.raises(NotFound):
        api.question_of(office.giang, question.pk)
    with pytest.raises(Refused):
        api.answer(office.giang, question_id=question.pk, kind=AnswerKind.CORRECT)
    with pytest.raises(Refused):
        api.ask(office.an, definition=DRUGS, period=office.period, unit_id=office.world.commune.id)


def test_a_province_is_looked_through_in_few_statements(asked: tuple[Office, int]) -> None:
    office, _ = asked
    with CaptureQueriesContext(connection) as seen:
        api.ask(
            office.dung, definition=DRUGS, period=office.period, unit_id=office.world.province.id
        )
    reads = [one["sql"] for one in seen if 'FROM "indicators_report"' in one["sql"]]
    assert len(reads) == 1
    assert MAY in {question.period for question in Question.objects.all()}
