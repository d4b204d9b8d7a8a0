"""Issuing a document: numbers, files, freezing, who may."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from binhyen.engines.documents import api
from binhyen.engines.documents.api import Document, Drafting, IssuedDocument
from binhyen.engines.documents.tests.samples import report
from binhyen.foundation.access.api import Actor, Grant
from binhyen.foundation.audit.api import entries
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken

DRAFTING = Drafting("review", {"figures": [{"origin": "posts_held@AP", "value": "2570"}]})


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(datetime(2022, 6, 3, 3, tzinfo=UTC)):
        yield tmp_path


@pytest.fixture
def unit_id(world) -> int:
    return world.province.id


def draft(**changes) -> Document:
    return report(rows=2, number=None, **changes)


def test_it_numbers_each_kind_of_a_year_by_itself(operator: Actor, unit_id: int):
    first = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    second = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    plan = draft(kind="KẾ HOẠCH", symbol="KH-CAT-PV01")
    other_kind = api.issue(operator, unit_id=unit_id, document=plan, drafting=DRAFTING)
    year_before = draft(issued_on=date(2021, 12, 31))
    other_year = api.issue(operator, unit_id=unit_id, document=year_before, drafting=DRAFTING)
    assert [one.symbol for one in (first, second, other_kind, other_year)] == [
        "01/BC-CAT-PV01", "02/BC-CAT-PV01", "01/KH-CAT-PV01", "01/BC-CAT-PV01",
    ]  # fmt: skip


def test_it_keeps_both_files_under_their_hashes(operator: Actor, unit_id: int):
    issued = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    pdf = api.issued_content(operator, issued.pk, "pdf")
    word = api.issued_content(operator, issued.pk, "docx")
    assert sha256(pdf).hexdigest() == issued.pdf_sha256
    assert sha256(word).hexdigest() == issued.docx_sha256
    assert "01/BC-CAT-PV01" in PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert issued.context == DRAFTING.context
    assert len(issued.code_sha256) == 64


def test_it_is_in_the_journal_once(operator: Actor, unit_id: int):
    issued = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    acts = list(entries(action="documents.issue"))
    assert [(act.object_id, act.scope_id) for act in acts] == [(str(issued.pk), unit_id)]
    assert issued.pdf_sha256 in acts[0].details


def test_it_refuses_to_change_what_is_issued(operator: Actor, unit_id: int):
    issued = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    issued.subject = "khác"
    with pytest.raises(Refused, match="đính chính"):
        issued.save()
    with pytest.raises(Refused, match="đính chính"):
        IssuedDocument.objects.all().delete()


@pytest.mark.parametrize("verb", ["UPDATE {table} SET subject = 'x'", "DELETE FROM {table}"])
def test_the_database_refuses_it_too(operator: Actor, unit_id: int, verb: str):
    api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    table = IssuedDocument._meta.db_table
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        transaction.get_connection().cursor().execute(verb.format(table=table))
    assert IssuedDocument.objects.get().subject == draft().subject


def test_an_altered_file_is_noticed(operator: Actor, unit_id: int, own_home):
    issued = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    path = own_home / "documents" / issued.pdf_sha256[:2] / issued.pdf_sha256
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Conflict, match="bị sửa đổi"):
        api.issued_content(operator, issued.pk, "pdf")
    path.unlink()
    with pytest.raises(NotFound, match="sao lưu"):
        api.issued_content(operator, issued.pk, "pdf")


@pytest.mark.parametrize(
    "changes", [{"number": 7}, {"watermark": "BẢN XEM TRƯỚC"}, {"issued_on": date(2022, 6, 4)}]
)
def test_it_refuses_what_is_no_draft_of_today(operator: Actor, unit_id: int, changes: dict):
    with pytest.raises(RuleBroken):
        api.issue(
            operator,
            unit_id=unit_id,
            document=report(2, **({"number": None} | changes)),
            drafting=DRAFTING,
        )
    assert not IssuedDocument.objects.exists()


def test_a_refused_rendering_gives_its_number_back(operator: Actor, unit_id: int):
    with pytest.raises(Invalid):
        api.issue(
            operator, unit_id=unit_id, document=draft(subject="Báo cáo 報告"), drafting=DRAFTING
        )
    issued = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    assert issued.number == 1


def test_only_who_may_issue_and_see_does(operator: Actor, world, unit_id: int):
    issued = api.issue(operator, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    elsewhere = world.district.id
    giang = Actor(
        "account",
        9,
        "Giang",
        (Grant("clerk", frozenset({"documents.issue", "documents.view"}), elsewhere),),
    )
    chi = Actor("account", 8, "Chi", (Grant("clerk", frozenset({"documents.view"}), unit_id),))
    with pytest.raises(Refused):
        api.issue(giang, unit_id=unit_id, document=draft(), drafting=DRAFTING)
    with pytest.raises(NotFound):
        api.issued_content(giang, issued.pk, "pdf")
    assert [one.pk for one in api.issued_documents(chi)] == [issued.pk]
