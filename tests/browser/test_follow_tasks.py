"""Pages of directives and tasks in a browser: accessible, as wide as the screen, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page

from binhyen.engines.tasks.api import (
    NewClause,
    NewDirective,
    NewOrder,
    Recipients,
    Task,
    give_tasks,
    register_directive,
    remind,
)
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel import clock
from binhyen.worlds.an_phuoc import AnPhuoc, build
from tests.browser.support import assert_fits_width, assert_no_axe_faults, picture, width_name
from tests.browser.test_look_around import sign_in

GIVEN, DUE = date(2022, 6, 6), date(2022, 7, 29)


@pytest.fixture
def tasks(transactional_db: None, operator: Actor) -> AnPhuoc:
    """A plan of the province that gave every unit below a task, overdue by now, and reminders of it."""
    world = build(operator)
    world.chi()
    mark_demo(world="an_phuoc", focus_on=date(2022, 6, 3))
    province = structure(GIVEN).by_code("99")
    with clock.frozen(datetime(2022, 6, 6, 3, tzinfo=UTC)):
        directive = register_directive(
            operator,
            directive=NewDirective(
                province.id,
                "plan",
                "56/KH-CAT",
                "Công an tỉnh An Phước",
                "Thành lập chi bộ công an xã ở những nơi đủ điều kiện",
                GIVEN,
                GIVEN,
                (NewClause("mục 1", "Thành lập chi bộ nơi đủ ba đảng viên chính thức."),),
            ),
        )
        who = Recipients(levels=(2, 3))
        order = NewOrder(
            directive.pk,
            "mục 1",
            "Thành lập chi bộ công an xã",
            "Quyết định thành lập chi bộ",
            who,
            "Trưởng Công an xã",
            GIVEN,
            DUE,
        )
        give_tasks(operator, order=order)
    remind(operator, on=clock.today())
    return world


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(screen: Page, tasks: AnPhuoc, language: str) -> None:
    sign_in(screen, "chi")
    screen.locator(f".language button[value={language}]").click()
    screen.wait_for_selector(f"html[lang={language}]")
    task = Task.objects.order_by("-level", "pk").first()
    assert task is not None
    today = clock.today().isoformat()
    province = structure(clock.today()).by_code("99").id
    for name, address in (
        ("directives", "/directives/"),
        ("directive", f"/directives/{task.order.clause.directive_id}/"),
        ("register", "/directives/new/"),
        ("give", f"/directives/{task.order.clause.directive_id}/{task.order.clause_id}/give/"),
        ("board", f"/tasks/?under={province}"),
        ("board-orders", f"/tasks/?under={province}&by=order"),
        ("unit", f"/tasks/unit/{task.unit_id}/"),
        ("task", f"/tasks/{task.pk}/"),
        ("digest", f"/tasks/digest/{task.unit_id}/{today}/"),
        ("feeds", f"/tasks/feeds/{task.unit_id}/"),
    ):
        answer = screen.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        picture(screen, f"tasks-{name}-{language}-{width_name(screen)}")
        assert_fits_width(screen)
        assert_no_axe_faults(screen)


def test_a_calendar_address_is_made_and_revoked_by_keyboard(page: Page, tasks: AnPhuoc) -> None:
    sign_in(page, "chi")
    unit_id = Task.objects.order_by("-level", "pk").values_list("unit_id", flat=True)[0]
    page.goto(f"/tasks/feeds/{unit_id}/")
    page.get_by_role("button", name="Lập địa chỉ lịch").focus()
    page.keyboard.press("Enter")
    address = page.get_by_label("Địa chỉ lịch", exact=True).input_value()
    assert page.request.get(address).status == 200
    page.get_by_role("button", name="Thu hồi").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đã thu hồi địa chỉ lịch.").wait_for()
    assert page.request.get(address).status == 404
