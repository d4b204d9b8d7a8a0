"""Pages of minutes, conclusions and their outcome: in few statements, within scope, and no text lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binhyen.engines.tasks.api import Task
from binhyen.features.conference import api
from binhyen.features.conference.models import Conclusion, MinutesVersion
from binhyen.features.conference.tests.minuting import NOW, Held, hold
from binhyen.foundation.access.api import Account, Actor
from binhyen.kernel import clock


@pytest.fixture
def held(world, settings, tmp_path) -> Iterator[Held]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(NOW):
        yield hold(world)


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.id))
    return client


def address(held: Held, rest: str) -> str:
    return f"/conferences/{held.conference.pk}/{rest}"


def form_of(client: Client, held: Held) -> dict[str, str]:
    found = client.get(address(held, "minutes/")).context["found"]
    fields = {f"section-{key}": text for key, text in found.sections.items()}
    return fields | {"base": str(found.number), "upto": str(found.upto), "act": "save"}


def test_a_secretary_writes_and_both_see_what_was_written(held: Held, world) -> None:
    chi = browser(world.chi())
    form = form_of(chi, held) | {"section-votes": "Nhất trí.", "phase": "draft"}
    answer = chi.post(address(held, "minutes/"), form, follow=True)
    assert "Đã lưu phiên bản 1" in answer.content.decode()
    assert MinutesVersion.objects.get().sections["votes"] == "Nhất trí."
    for kind, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert chi.get(address(held, f"minutes/1.{kind}")).content.startswith(start)


def test_the_second_secretary_gets_409_with_both_texts_and_merges(held: Held, world) -> None:
    chi, dung = browser(world.chi()), browser(world.dung())
    first, second = form_of(chi, held), form_of(dung, held)
    chi.post(address(held, "minutes/"), first | {"section-votes": "Chi viết."})
    answer = dung.post(address(held, "minutes/"), second | {"section-votes": "Dũng viết."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Chi viết." in text
    assert "Dũng viết." in text
    assert "đã lưu phiên bản 1" in text
    merged = {f"section-{one.key}": one.text for _title, one in answer.context["parts"]} | {
        "base": "1",
        "upto": second["upto"],
        "merged": "2",
        "phase": "draft",
        "act": "save",
    }
    assert dung.post(address(held, "minutes/"), merged).status_code == 302
    assert api.minutes_of(world.operator, held.conference.pk).sections["votes"] == (
        "Chi viết.\nDũng viết."
    )
    assert chi.get(address(held, "minutes/merge/2/")).status_code == 200
    shown = chi.get(address(held, "minutes/versions/?a=1&b=3")).content.decode()
    assert "Dũng viết." in shown


def test_a_form_without_a_section_empties_nothing(held: Held, world) -> None:
    chi = browser(world.chi())
    form = form_of(chi, held)
    del form["section-votes"]
    answer = chi.post(address(held, "minutes/"), form | {"section-closing": "Đã gõ"})
    assert answer.status_code == 422
    assert "Đã gõ" in answer.content.decode()
    assert not MinutesVersion.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"base": "x"}, {"upto": "9" * 12}, {"act": "drop"}, {"phase": "final"}]
)
def test_a_hostile_form_is_refused(held: Held, world, changed: dict[str, str]) -> None:
    chi = browser(world.chi())
    assert chi.post(address(held, "minutes/"), form_of(chi, held) | changed).status_code == 422
    assert not MinutesVersion.objects.exists()


def test_the_chain_from_a_conclusion_to_tasks_on_screen(held: Held, world) -> None:
    chi = browser(world.chi())
    fields = {
        "act": "add",
        "text": "Thành lập chi bộ.",
        "what": "Thành lập chi bộ",
        "result": "Quyết định",
        "responsible": "Trưởng Công an xã",
        "due_on": "2022-12-30",
        "types": ["xã", "thị trấn"],
        "levels": [],
        "item": str(held.item.pk),
        "target": "cells.established >= 1",
    }
    assert chi.post(address(held, "conclusions/"), fields).status_code == 302
    row = Conclusion.objects.get()
    changed = fields | {"act": "change", "was": row.text, "what": "Lập chi bộ"}
    assert chi.post(address(held, f"conclusions/{row.pk}/"), changed).status_code == 302
    held.closes()
    assert chi.post(address(held, "conclusions/"), {"act": "issue"}).status_code == 302
    assert chi.get(address(held, "notice.pdf")).content.startswith(b"%PDF")
    preview = chi.get(address(held, f"conclusions/confirm/?conclusion={row.pk}"))
    assert preview.context["tasks"] > 0
    assert not Task.objects.exists()
    confirm = address(held, "conclusions/confirm/")
    assert chi.post(confirm, {"conclusion": [row.pk]}).status_code == 302
    assert Task.objects.count() == preview.context["tasks"]
    assert chi.post(confirm, {"conclusion": [row.pk]}).status_code == 409
    shown = chi.get(address(held, "outcome/")).content.decode()
    assert "Lập chi bộ" in shown
    following = hold(world, "an-phuoc-2023", previous=held.conference)
    assert "Lập chi bộ" in chi.get(address(following, "follow-up/")).content.decode()
    assert chi.get(address(held, "follow-up/")).status_code == 404


def test_what_was_typed_stays_when_it_is_refused(held: Held, world) -> None:
    chi = browser(world.chi())
    answer = chi.post(
        address(held, "conclusions/"), {"act": "add", "text": "Giữ lời này", "due_on": "mai"}
    )
    assert answer.status_code == 422
    assert "Giữ lời này" in answer.content.decode()


@pytest.mark.parametrize(
    "rest",
    ["minutes/", "minutes/versions/", "conclusions/", "conclusions/confirm/", "outcome/"],
)
def test_pages_cost_few_statements_and_strangers_find_nothing(held: Held, world, rest: str) -> None:
    chi = browser(world.chi())
    for place in range(3):
        held.happens("opinion", place, held.guest, text=f"Ý {place}")  # type: ignore[arg-type]
    chi.get(address(held, rest))
    with CaptureQueriesContext(connection) as few:
        assert chi.get(address(held, rest)).status_code == 200
    for place in range(30):
        held.happens("opinion", place, held.guest, text=f"Ý nữa {place}")  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as many:
        chi.get(address(held, rest))
    assert len(many) == len(few) <= 24
    assert browser(world.giang()).get(address(held, rest)).status_code == 404
    assert Client().get(address(held, rest)).status_code == 302


def test_a_late_notice_stands_on_the_pages_of_who_must_issue_it(held: Held, world) -> None:
    chi = browser(world.chi())
    held.closes()
    assert "Thông báo kết luận" not in chi.get(f"/unit/{world.commune.code}/").content.decode()
    with clock.frozen(datetime(2022, 6, 13, 3, tzinfo=UTC)):
        shown = chi.get(f"/unit/{world.commune.code}/").content.decode()
        assert "đã quá hạn 10/06/2022" in shown
        binh = browser(world.binh())
        assert "đã quá hạn" not in binh.get(f"/unit/{world.commune.code}/").content.decode()
