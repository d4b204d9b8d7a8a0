"""A sitting in real browsers over a real server: what one does the others see, and nobody's fall stops it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.support import PHONE, assert_fits_width, assert_no_axe_faults, picture
from tests.sitting.conftest import Room

WEAK = {"offline": False, "latency": 400, "downloadThroughput": 4000, "uploadThroughput": 4000}
FIRST_BYTES, AGAIN_BYTES = 150 * 1024, 10 * 1024


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def open_sitting(room: Room) -> Page:
    """The chair's desk with the sitting open."""
    desk = room.come("chair", "desk")
    if desk.get_by_role("button", name="Mở phòng họp").count():
        press(desk, "Mở phòng họp")
        desk.wait_for_url("**/desk/")
    if desk.get_by_role("button", name="Khai mạc").count():
        press(desk, "Khai mạc")
        expect(desk.get_by_role("button", name="Bế mạc")).to_be_visible()
    return desk


def part(page: Page, name: str):
    return page.locator(f'[data-part="{name}"]')


def test_what_one_does_all_see(room: Room) -> None:
    desk = open_sitting(room)
    point = room.come("head", "point", PHONE)
    hall = room.come("secretary", "projector")
    expect(point.locator("[data-line]")).to_have_text("Đang nối")
    press(desk, "Điểm danh")
    point.get_by_role("button", name="Báo có mặt").first.click()
    expect(part(point, "roll").locator(".state-good")).to_have_count(1)
    expect(desk.locator('[data-desk="roll"] tbody')).to_contain_text("1/")
    press(point, "Giơ tay xin phát biểu")
    expect(desk.locator('[data-desk="floor"]')).to_contain_text("Trưởng")
    press(desk, "Vào danh sách")
    expect(part(point, "hand")).to_contain_text("Thứ tự phát biểu của đồng chí: 1")
    desk.locator('[data-desk="floor"]').get_by_role("button", name="Mời phát biểu").click()
    expect(part(point, "hand")).to_contain_text("Mời đồng chí phát biểu")
    expect(part(hall, "floor")).to_contain_text("Trưởng")
    press(point, "Kết thúc phát biểu")
    expect(part(hall, "floor")).to_contain_text("Chưa ai phát biểu")
    desk.locator('[data-desk="slides"]').get_by_role("button", name="Chiếu").first.click()
    for page in (point, hall):
        expect(part(page, "slide")).to_contain_text("Chào mừng hội nghị")
    desk.get_by_label("Nội dung biểu quyết").fill("Thông qua kết luận")
    press(desk, "Mở biểu quyết")
    expect(part(point, "vote")).to_contain_text("Thông qua kết luận")
    part(point, "vote").get_by_role("button", name="Tán thành", exact=True).first.click()
    expect(desk.locator('[data-desk="votes"]')).to_contain_text("1 phiếu")
    press(desk, "Đóng biểu quyết")
    expect(part(hall, "vote")).to_contain_text("Tán thành")
    for name, page in (("desk", desk), ("point", point), ("projector", hall)):
        assert_no_axe_faults(page)
        assert_fits_width(page)
        picture(page, f"sitting-{name}")


def test_nobodys_fall_stops_it(room: Room) -> None:
    chair = open_sitting(room)
    secretary = room.come("secretary", "desk")
    point = room.come("other", "point")
    expect(point.locator("[data-line]")).to_have_text("Đang nối")
    chair.context.close()
    room.contexts.remove(chair.context)
    # The point loses its line; what happens meanwhile is caught up with, once each and in order.
    point.context.set_offline(True)
    for text in ("Một", "Hai", "Ba"):
        secretary.get_by_label("Tin cho cả hội nghị").fill(text)
        secretary.locator("form", has=secretary.get_by_label("Tin cho cả hội nghị")).get_by_role(
            "button"
        ).click()
        expect(secretary.locator('[data-part="chat"] li').last).to_contain_text(text)
    point.context.set_offline(False)
    expect(part(point, "chat").locator("li").last).to_contain_text("Ba", timeout=60_000)
    assert [text[-3:].strip() for text in part(point, "chat").locator("li span:last-child").all_inner_texts()][-3:] == ["Một", "Hai", "Ba"]  # fmt: skip
    back = room.come("chair", "desk")
    expect(back.locator('[data-part="chat"] li').last).to_contain_text("Ba")
    expect(back.get_by_role("button", name="Bế mạc")).to_be_visible()


def test_joining_is_light_and_works_on_a_weak_line(room: Room) -> None:
    desk = open_sitting(room)
    desk.locator('[data-desk="agenda"]').get_by_role("button", name="Bắt đầu").first.click()
    context = room.browser.new_context(base_url=room.address)
    room.contexts.append(context)
    page = context.new_page()
    page.goto(room.links["guest"])
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", WEAK)
    address = f"/conferences/{room.number}/point/"
    page.goto(address)
    expect(page.locator("[data-line]")).to_have_text("Đang nối", timeout=60_000)
    first = sum(sizes)
    sizes.clear()
    page.goto(address)
    expect(page.locator("[data-line]")).to_have_text("Đang nối", timeout=60_000)
    again = sum(sizes)
    assert 0 < first <= FIRST_BYTES, first
    assert 0 < again <= AGAIN_BYTES, again
    page.get_by_role("button", name="Giơ tay xin phát biểu").click()
    expect(desk.locator('[data-desk="floor"]')).to_contain_text("Đội trưởng", timeout=60_000)


def test_somebody_thrown_out_hears_no_more(room: Room) -> None:
    desk = open_sitting(room)
    point = room.come("other", "point")
    expect(point.locator("[data-line]")).to_have_text("Đang nối")
    desk.locator("#delegate").select_option(str(room.other))
    desk.get_by_role("button", name="Mời ra").click()
    expect(point.locator("[data-line]")).to_have_text(
        "Không còn được nghe phiên họp này", timeout=60_000
    )
