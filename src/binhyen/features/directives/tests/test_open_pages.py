"""Pages of directives and tasks: in few statements, within scope, and acts on the version that was shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from binhyen.engines.tasks.api import (
    Directive,
    NewClause,
    NewDirective,
    NewOrder,
    Recipients,
    Task,
    give_tasks,
    register_directive,
)
from binhyen.engines.units.api import StructureUnit, structure
from binhyen.foundation.access.api import Account, Actor, RoleGrant
from binhyen.kernel import clock

GIVEN = date(2022, 6, 6)


@pytest.fixture
def order(country: None, db: None, operator: Actor) -> Iterator[Directive]:
    """A plan of Thanh Hóa that gives every commune and the levels between a task."""
    with clock.frozen(datetime(2022, 6, 6, 3, tzinfo=UTC)):
        thanh_hoa = structure(GIVEN).by_code("38")
        directive = register_directive(
            operator,
            directive=NewDirective(
                thanh_hoa.id,
                "plan",
                "56/KH-CAT",
                "Công an tỉnh Thanh Hóa",
                "Thành lập chi bộ công an xã",
                GIVEN,
                GIVEN,
                (NewClause("mục 1", "Thành lập chi bộ nơi đủ điều kiện."),),
            ),
        )
        give_tasks(
            operator,
            order=NewOrder(
                directive.pk,
                "mục 1",
                "Thành lập chi bộ",
                "Quyết định thành lập",
                Recipients(types=("xã", "thị trấn")),
                "Trưởng Công an xã",
                GIVEN,
                date(2022, 12, 30),
                cascade=True,
            ),
        )
        yield directive


def signed_in(role: str, unit: StructureUnit) -> Client:
    account = Account.objects.create(username=f"{role}{unit.id}", office="Thử")
    RoleGrant.objects.create(account=account, role=role, scope_id=unit.id, valid_from="2020-01-01")
    client = Client()
    client.force_login(account)
    return client


def commune() -> StructureUnit:
    tree = structure(GIVEN)
    return tree.children(tree.by_code("384", 2).id)[0]


def district() -> StructureUnit:
    return structure(GIVEN).by_code("384", 2)


def test_every_page_opens_in_few_statements(order: Directive) -> None:
    client = signed_in("province_planner", structure(GIVEN).by_code("38"))
    task = Task.objects.get(unit_id=commune().id)
    for address in (
        "/directives/",
        "/directives/?q=thanh lap chi bo",
        f"/directives/{order.pk}/",
        "/tasks/",
        "/tasks/?by=order",
        "/tasks/?by=level",
        f"/tasks/?under={district().id}",
        f"/tasks/unit/{commune().id}/",
        f"/tasks/{task.pk}/",
    ):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(asked) <= 20, address
    assert "56/KH-CAT" in client.get("/directives/?q=thanh lap chi bo").content.decode()
    assert "56/KH-CAT" not in client.get("/directives/?q=phong chay").content.decode()


def test_a_commune_reports_and_its_district_accepts(order: Directive) -> None:
    chief, officer = (
        signed_in("commune_chief", commune()),
        signed_in("district_officer", district()),
    )
    task = Task.objects.get(unit_id=commune().id)
    address = f"/tasks/{task.pk}/"

    def act(client: Client, name: str, version: int, **more: str) -> int:
        return client.post(address, {"act": name, "version": version, **more}).status_code

    assert "Tiếp nhận" in chief.get(address).content.decode()
    assert act(chief, "acknowledge", 0) == 302
    assert act(chief, "report", 0, reason="Xong") == 409
    assert act(chief, "report", 1, reason="") == 422
    assert act(chief, "report", 1, reason="Quyết định 12-QĐ/ĐU") == 302
    assert act(chief, "accept", 2) == 403
    assert "Công nhận hoàn thành" in officer.get(address).content.decode()
    assert act(officer, "accept", 2) == 302
    shown = officer.get(address).content.decode()
    assert "Xong đúng hạn" in shown
    assert "Quyết định 12-QĐ/ĐU" in shown
    board = officer.get("/tasks/").content.decode()
    assert "Bảng nhiệm vụ" in board


def test_another_area_shows_nothing(order: Directive) -> None:
    tree = structure(GIVEN)
    stranger = signed_in("district_officer", tree.children(tree.by_code("38").id)[0])
    task = Task.objects.get(unit_id=commune().id)
    for address in (
        f"/tasks/{task.pk}/",
        f"/tasks/unit/{commune().id}/",
        f"/tasks/?under={tree.root.id}",
    ):
        answer = stranger.get(address)
        assert answer.status_code in {403, 404}, address
        assert "Thành lập chi bộ" not in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/tasks/?under=x", 422),
        ("/tasks/?under=999999999", 403),
        ("/tasks/?on=hôm nay", 422),
        ("/tasks/?by=colour", 422),
        ("/tasks/999999999/", 404),
        ("/directives/999999999/", 404),
    ],
)
def test_nonsense_is_refused_politely(order: Directive, address: str, status: int) -> None:
    client = signed_in("ministry_officer", structure(GIVEN).root)
    assert client.get(address).status_code == status


def test_acts_of_no_page_are_refused(order: Directive) -> None:
    chief = signed_in("commune_chief", commune())
    task = Task.objects.get(unit_id=commune().id)
    hostile: list[dict[str, Any]] = [
        {"act": "explode", "version": 0},
        {"act": "acknowledge", "version": "-1"},
        {"act": "ask", "version": 0, "due_on": "mai", "reason": "x"},
        {},
    ]
    for form in hostile:
        assert chief.post(f"/tasks/{task.pk}/", form).status_code == 422, form
    task.refresh_from_db()
    assert task.version == 0


def test_a_task_of_an_ended_unit_is_still_read_by_whoever_was_above(order: Directive) -> None:
    client = signed_in("ministry_officer", structure(GIVEN).root)
    task = Task.objects.get(unit_id=commune().id)
    with clock.frozen(datetime(2026, 11, 1, 3, tzinfo=UTC)):
        answer = client.get(f"/tasks/{task.pk}/")
    assert answer.status_code == 200
    assert "Thành lập chi bộ" in answer.content.decode()
