"""The installed app in a real browser: no network, lost answers, a killed page, two people, a parcel in codes."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route

from binhyen.engines.indicators.api import (
    By,
    Query,
    approve_report,
    calendars,
    load_catalogue,
    read,
    report_history,
    report_state,
    return_report,
)
from binhyen.engines.norms.api import load_norms
from binhyen.features.offline import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel.periods import parse_period
from binhyen.worlds.an_phuoc import AnPhuoc, build
from tests.browser.support import assert_fits_width, assert_no_axe_faults, picture, width_name
from tests.browser.test_look_around import sign_in

FORM, PERIOD, PIN = "drugs_monthly", "2022-05", "mat-ma-may"
CASES, PERSONS = "drugs.cases", "drugs.persons"
FORM_PAGE = f"/offline/app/#form/{FORM}/{PERIOD}"


@dataclass
class Land:
    world: AnPhuoc
    operator: Actor
    an: Actor

    @property
    def unit_id(self) -> int:
        return self.world.commune.id

    @property
    def period(self):
        return parse_period(PERIOD, calendars(), "admin")

    def state(self):
        return report_state(
            self.operator, unit_id=self.unit_id, definition=FORM, period=self.period
        )

    def total(self) -> object:
        query = Query((CASES,), self.world.province.id, By.UNIT, (self.period,))
        return next(iter(read(query))).value


@pytest.fixture
def land(transactional_db: None, operator: Actor) -> Land:
    world = build(operator)
    folder = Path(settings.BINHYEN_CATALOGUE)
    load_catalogue(operator, folder=folder)
    load_norms(operator, folder=folder)
    mark_demo(world="an_phuoc", focus_on=date(2022, 6, 10))
    an = world.an()
    world.binh()
    return Land(world, operator, an)


def set_up(page: Page, name: str = "an") -> None:
    """Sign in, set the machine up, and wait until it could work without a network."""
    sign_in(page, name)
    page.goto("/offline/app/")
    page.fill("#pin-new", PIN)
    page.fill("#pin-again", PIN)
    page.get_by_role("button", name="Mang theo máy").click()
    page.wait_for_selector(".due-link")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("caches.keys().then(names => names.length > 0)")


def unlock(page: Page) -> None:
    page.fill("#pin", PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    page.wait_for_selector(".offline-menu")


def go(page: Page, place: str) -> None:
    page.evaluate("place => { location.hash = place }", place)


def field(page: Page, reference: str):
    return page.locator(f'input[data-ref="{reference}"]')


def enter(page: Page, **values: str) -> None:
    go(page, f"form/{FORM}/{PERIOD}")
    page.wait_for_selector(f'input[data-ref="{CASES}"]')
    for name, value in values.items():
        box = field(page, f"drugs.{name}")
        box.fill(value)
        box.press("Tab")
        page.wait_for_function("() => document.querySelector('[role=status].quiet').textContent")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Nộp báo cáo").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('[role=status]')].some(one => one.textContent.includes('hàng chờ'))"
    )


def send(page: Page) -> None:
    go(page, "queue")
    page.get_by_role("button", name="Gửi ngay").click()


def test_offline_entry_lost_answers_return_correction_approval_total(page: Page, land: Land):
    set_up(page)
    context = page.context
    context.set_offline(True)
    page.reload()  # a cold start without a network
    unlock(page)
    enter(page, cases="7", persons="9")
    page.close()  # killed in the middle; what was typed is on the disk

    page = context.new_page()
    page.goto("/offline/app/")
    unlock(page)
    go(page, f"form/{FORM}/{PERIOD}")
    assert field(page, CASES).input_value() == "7"
    submit(page)
    go(page, "queue")
    assert page.locator(".state-warn").first.inner_text() == "chờ gửi"
    assert land.state() is None

    lost = lose_answers(page, 2)
    context.set_offline(False)
    for _ in range(6):
        send(page)
        page.wait_for_timeout(400)
        if page.get_by_text("đã ghi").count():
            break
    page.wait_for_selector(".state-good")
    assert lost == [200, 200], lost  # the server had answered, twice, and nobody heard it
    state = land.state()
    assert (state.version, state.status) == (2, "submitted")  # saved once, handed in once
    assert api.Entry.objects.count() == 1

    return_report(
        land.operator, report_id=state.id, reason="Đối chiếu sổ", reasons={CASES: "Sổ ghi 8 vụ"}
    )
    page.get_by_role("button", name="Lấy dữ liệu mới").click()
    go(page, f"form/{FORM}/{PERIOD}")
    page.wait_for_selector("text=Sổ ghi 8 vụ")

    context.set_offline(True)
    enter(page, cases="8")
    submit(page)
    context.set_offline(False)
    send(page)
    page.wait_for_function("() => document.querySelectorAll('.queue .state-good').length === 2")
    state = land.state()
    assert state.status == "submitted"
    approve_report(land.operator, report_id=state.id, base_version=state.version)
    assert land.total() == 8
    versions = [one.number for one in report_history(land.operator, report_id=state.id)]
    assert versions == [1, 2, 3, 4, 5, 6]


def lose_answers(page: Page, times: int) -> list[int]:
    """The server does its work and the answer never arrives."""
    lost: list[int] = []

    def handle(route: Route) -> None:
        if len(lost) < times:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/offline/entries", handle)
    return lost


def test_two_people_change_one_field_and_one_of_them_decides(page: Page, land: Land):
    set_up(page)
    page.context.set_offline(True)
    enter(page, cases="7", persons="9")
    submit(page)
    other = api.read_entry(
        {
            "key": "6a1cf1a4-8a0a-4a3e-9a53-0d6f2a0c1e11",
            "unit": land.unit_id,
            "definition": FORM,
            "period": PERIOD,
            "base_version": 0,
            "changes": {CASES: [None, "5"]},
        }
    )
    api.receive_entry(land.an, unit_id=land.unit_id, entry=other)
    page.context.set_offline(False)
    send(page)
    page.get_by_role("link", name="So từng ô").click()
    assert "5" in page.locator(".clash").inner_text()
    assert_no_axe_faults(page)
    picture(page, "offline-conflict")
    page.locator('input[value="yours"]').check()
    page.get_by_role("button", name="Gửi lựa chọn").click()
    page.wait_for_selector(".queue .state-good")
    state = land.state()
    assert {name: int(value) for name, value in state.values.items()} == {CASES: 7, PERSONS: 9}
    assert state.status == "submitted"


def test_two_tabs_send_once(page: Page, land: Land):
    set_up(page)
    page.context.set_offline(True)
    enter(page, cases="7", persons="9")
    submit(page)
    second = page.context.new_page()
    second.goto("/offline/app/")
    unlock(second)
    page.context.set_offline(False)
    go(page, "queue")
    go(second, "queue")
    for tab in (page, second):
        tab.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_selector(".queue .state-good")
    second.wait_for_selector(".queue .state-good")
    assert land.state().version == 2
    assert api.Entry.objects.count() == 1


def test_another_person_sees_nothing_and_sends_nothing_of_it(page: Page, land: Land):
    set_up(page)
    page.context.set_offline(True)
    enter(page, cases="7")
    page.get_by_role("button", name="Lưu vào hàng chờ").click()
    page.context.clear_cookies()
    page.context.set_offline(False)
    sign_in(page, "binh")
    page.goto("/offline/app/")
    page.locator("summary").click()
    page.fill("#pin-new", "ma-khac-hẳn")
    page.fill("#pin-again", "ma-khac-hẳn")
    page.get_by_role("button", name="Mang theo máy").click()
    page.wait_for_selector(".due-link")
    go(page, f"form/{FORM}/{PERIOD}")
    assert field(page, CASES).input_value() == ""
    assert land.state() is None
    page.reload()
    page.get_by_label(land.an.name).check()
    page.fill("#pin", "sai-ma-roi")
    page.get_by_role("button", name="Mở", exact=True).click()
    page.wait_for_selector("text=Mã PIN không đúng.")
    assert not stored_in_clear(page, "drugs.cases")
    unlock(page)
    send(page)
    page.wait_for_selector("text=tài khoản khác")
    assert land.state() is None


def stored_in_clear(page: Page, word: str) -> bool:
    """Whether a word can be read in the browser's database without the key."""
    return page.evaluate(
        """word => new Promise(done => {
          const opening = indexedDB.open("binhyen-offline");
          opening.onsuccess = () => {
            const ask = opening.result.transaction("queue").objectStore("queue").getAll();
            ask.onsuccess = () => {
              opening.result.close();
              done(ask.result.some(row => JSON.stringify(row).includes(word) ||
                new TextDecoder("latin1").decode(row.data).includes(word)));
            };
          };
        })""",
        word,
    )


def test_a_lost_right_wipes_the_machine_and_keeps_the_persons_words(page: Page, land: Land):
    from binhyen.foundation.access.api import RoleGrant

    set_up(page)
    page.context.set_offline(True)
    enter(page, cases="7")
    page.get_by_role("button", name="Lưu vào hàng chờ").click()
    RoleGrant.objects.filter(account_id=land.an.id).delete()
    page.context.set_offline(False)
    send(page)
    page.wait_for_selector("text=Quyền của tài khoản này đã hết")
    page.wait_for_selector(".queue li")
    go(page, "norms")
    page.wait_for_selector("text=Chưa có dữ liệu trên máy")
    assert land.state() is None


def test_a_parcel_goes_as_a_file_and_as_codes(page: Page, land: Land, tmp_path: Path):
    set_up(page)
    page.context.set_offline(True)
    enter(page, cases="7", persons="9")
    submit(page)
    go(page, "parcel")
    page.get_by_role("button", name="Lập gói báo cáo").click()
    page.wait_for_selector("#code")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp").click()
    content = Path(download.value.path()).read_bytes()
    picture(page, "offline-parcel")
    frames = [frame(page, tmp_path)]
    while len(frames) < int(page.locator("#code").get_attribute("data-count") or 0):
        page.get_by_role("button", name="Sau").click()
        frames.append(frame(page, tmp_path))
    assert json.loads(json.loads(content)["payload"])["sequence"] == 1

    page.context.clear_cookies()
    page.context.set_offline(False)
    sign_in(page, "binh")
    page.goto("/offline/parcels/")
    page.set_input_files("#pictures", list(reversed(frames)))
    page.wait_for_selector("text=Đã đọc đủ các mã.")
    assert_no_axe_faults(page)
    page.locator("[data-codes] .btn-primary").click()
    page.wait_for_selector("#result")
    picture(page, "offline-parcels-taken")
    assert_no_axe_faults(page)
    assert land.state().version == 2
    again = api.import_parcel(land.operator, unit_id=land.unit_id, content=content)
    assert again.opened.known  # the file says the same as the codes
    assert land.state().version == 2


def frame(page: Page, folder: Path) -> Path:
    """A picture of the code on the screen, as a camera would take it."""
    number = page.locator("#code").get_attribute("data-number")
    data = page.evaluate("document.querySelector('#code').toDataURL('image/png')")
    path = folder / f"code-{number}.png"
    path.write_bytes(base64.b64decode(data.split(",", 1)[1]))
    return path


@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_are_accessible_and_fit(screen: Page, land: Land, language: str):
    page, width = screen, width_name(screen)
    set_up(page)
    page.context.add_cookies(
        [{"name": "django_language", "value": language, "url": page.url.split("/offline")[0]}]
    )
    page.reload()
    page.wait_for_selector("#pin")
    look(page, f"offline-door-{width}-{language}")
    page.fill("#pin", PIN)
    page.locator(".button-main").first.click()
    page.wait_for_selector(".offline-menu")
    for place in ("", f"form/{FORM}/{PERIOD}", "queue", "history", "norms", "directory", "parcel", "machine"):  # fmt: skip
        go(page, place)
        page.wait_for_selector("h1")
        page.wait_for_timeout(100)
        name = place.split("/")[0] or "due"
        look(page, f"offline-{name}-{width}-{language}")


def look(page: Page, name: str) -> None:
    assert_no_axe_faults(page)
    assert_fits_width(page)
    picture(page, name)


def test_the_directory_is_searched_without_accents(page: Page, land: Land):
    set_up(page)
    page.context.set_offline(True)
    go(page, "directory")
    page.fill("#unit-search", "binh hoa")
    assert "Bình Hòa" in page.locator("tbody").inner_text()
