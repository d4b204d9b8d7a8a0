"""A directive enters the register on the screen; its clause gives work after a preview; an order is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binhyen.engines.tasks.api import Directive, Task, TaskOrder
from binhyen.engines.units.api import Level, structure
from binhyen.foundation.access.api import Account
from binhyen.kernel import clock

HEAD = {
    "unit": "99",
    "kind": "plan",
    "symbol": "56/KH-CAT",
    "issuer": "Công an tỉnh An Phước",
    "subject": "Thành lập chi bộ công an xã",
    "issued_on": "2022-06-03",
    "effective_from": "",
    "parent": "11/CT-BCA",
    "replaces": "",
    "secrecy": "open",
    "ref": ["mục 1", ""],
    "text": ["Thành lập chi bộ nơi đủ điều kiện.", ""],
}
WORK = {
    "what": "Thành lập chi bộ",
    "result": "Quyết định",
    "responsible": "Trưởng Công an xã",
    "due_on": "2022-12-30",
    "levels": ["3"],
    "types": "",
    "under": "",
    "units": "",
    "coordinating": "",
    "target": "",
    "measured_over": "",
}


@pytest.fixture
def chi(world, settings, tmp_path) -> Iterator[Client]:
    settings.BINHYEN_HOME = tmp_path
    world.chi()
    client = Client()
    client.force_login(Account.objects.get(username="chi"))
    with clock.frozen(datetime(2022, 6, 6, 3, tzinfo=UTC)):
        yield client


def registered(chi: Client, **changed: object) -> Directive:
    answer = chi.post("/directives/new/", HEAD | changed)
    assert answer.status_code == 302, answer.content.decode()
    return Directive.objects.get()


def test_a_text_with_its_file_is_registered_and_saved_again(chi: Client) -> None:
    upload = SimpleUploadedFile("Kế hoạch 56.pdf", b"%PDF-1.7 x", "application/pdf")
    made = registered(chi, file=upload)
    page = chi.get(f"/directives/{made.pk}/").content.decode()
    assert "Kế hoạch 56.pdf" in page
    got = chi.get(f"/directives/{made.pk}/file/")
    assert got.content == b"%PDF-1.7 x"
    assert 'attachment; filename="ke-hoach-56.pdf"' in got["Content-Disposition"]
    assert [one.ref for one in made.clauses.all()] == ["mục 1"]


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"secrecy": "secret"}, 403, "không mật"),
        ({"symbol": "năm mươi sáu"}, 422, ""),
        ({"issued_on": "2022-06-30"}, 422, "chưa tới"),
        ({"ref": [""], "text": [""]}, 422, "ít nhất một điều khoản"),
        ({"unit": "khong-co"}, 404, ""),
        ({"subject": ""}, 422, ""),
        (
            {"file": SimpleUploadedFile("a.pdf", b"<html>", "application/pdf")},
            422,
            "không phải PDF",
        ),
    ],
)
def test_what_may_not_be_held_is_refused_and_nothing_is_written(
    chi: Client, changed: dict[str, object], status: int, said: str
) -> None:
    answer = chi.post("/directives/new/", HEAD | changed)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not Directive.objects.exists()


def test_more_clauses_come_without_scripts_and_keep_what_was_written(chi: Client) -> None:
    answer = chi.post("/directives/new/", HEAD | {"more": "1"})
    page = answer.content.decode()
    assert page.count('name="ref"') == 3
    assert "Thành lập chi bộ nơi đủ điều kiện." in page
    assert 'value="56/KH-CAT"' in page
    assert not Directive.objects.exists()


def test_a_number_twice_names_the_one_there(chi: Client) -> None:
    registered(chi)
    answer = chi.post("/directives/new/", HEAD)
    assert answer.status_code == 409
    assert "đã có văn bản 56/KH-CAT" in answer.content.decode()


def test_work_is_given_after_a_preview_and_taken_back(world, chi: Client) -> None:
    made = registered(chi)
    clause = made.clauses.get()
    address = f"/directives/{made.pk}/{clause.pk}/give/"
    preview = chi.post(address, WORK | {"act": "preview"}).content.decode()
    wanted = len(structure(clock.today()).at_level(Level.COMMUNE, world.province.id))
    assert f"{wanted} đơn vị sẽ nhận nhiệm vụ" in preview
    assert not Task.objects.exists()
    assert chi.post(address, WORK | {"act": "give"}).status_code == 302
    assert Task.objects.count() == wanted
    order = TaskOrder.objects.get()
    back = f"/directives/{made.pk}/orders/{order.pk}/withdraw/"
    chi.post(back, {"reason": "Giao nhầm"})
    assert set(Task.objects.values_list("withdrawn_on", flat=True)) == {clock.today()}
    again = chi.post(back, {"reason": "Giao nhầm"}, follow=True)
    assert "không còn nhiệm vụ nào đang mở" in again.content.decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"due_on": "2022-01-01"},
        {"units": "00000"},
        {"levels": [], "types": "thành phố trung ương"},
        {"what": ""},
        {"target": "khong.co >= 1", "measured_over": "2022-12"},
    ],
)
def test_an_order_that_cannot_be_given_is_told_in_the_preview(
    chi: Client, changed: dict[str, object]
) -> None:
    made = registered(chi)
    address = f"/directives/{made.pk}/{made.clauses.get().pk}/give/"
    for act in ("preview", "give"):
        assert chi.post(address, WORK | changed | {"act": act}).status_code in {404, 422}
    assert not Task.objects.exists()


def test_who_may_not_register_neither_enters_nor_gives(world, chi: Client) -> None:
    made = registered(chi)
    world.giang()
    stranger = Client()
    stranger.force_login(Account.objects.get(username="giang"))
    assert stranger.get("/directives/new/").status_code == 403
    assert stranger.post("/directives/new/", HEAD).status_code == 403
    address = f"/directives/{made.pk}/{made.clauses.get().pk}/give/"
    assert stranger.post(address, WORK | {"act": "give"}).status_code == 403
    assert not Task.objects.exists()
