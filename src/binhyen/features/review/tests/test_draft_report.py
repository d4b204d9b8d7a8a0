"""What the report says, and what it must not say, with few, no, missing and uneven figures."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.people.api import Role
from binhyen.features.review import api
from binhyen.features.review.tests.conftest import as_text, printed_figures
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel.change import Change
from binhyen.kernel.errors import Invalid, Refused

EARLY = date(2021, 3, 1)


def test_a_clear_fall_is_called_clear_with_its_interval(reviewing):
    reviewing.crime(8, 5)
    text = reviewing.text()
    assert (
        "Xảy ra 420 vụ phạm pháp hình sự về trật tự xã hội, giảm 252 vụ (37,5%) so với kỳ trước (672); "
        "giảm rõ rệt (khoảng tin cậy 95% của tỷ số hai kỳ: 0,55 đến 0,71)." in text
    )
    assert "- Phạm pháp hình sự về trật tự xã hội giảm rõ rệt, từ 672 xuống 420 vụ." in text


def test_a_fall_within_chance_is_never_called_clear(reviewing):
    reviewing.load(
        "99102,crime.social_order.occurred,2021-01,,6",
        "99102,crime.social_order.occurred,2022-01,,5",
    )
    pair = reviewing.review().pairs["crime.social_order.occurred"]
    assert pair.comparison.change is Change.REFUSED  # one report of eighty-four is no basis at all
    reviewing.crime(1, 1)
    reviewing.load(
        "99102,crime.social_order.occurred,2021-01,,5",
        "99102,crime.social_order.occurred,2022-01,,2",
    )
    text = reviewing.text()
    assert "giảm nhưng chưa rõ" in text
    assert "hình sự về trật tự xã hội giảm rõ rệt" not in text


def test_uneven_reporting_refuses_the_comparison_and_says_why(reviewing):
    reviewing.crime(8, 5, left_out=("99101", "99102"))
    text = reviewing.text()
    assert (
        "không kết luận xu hướng vì tỷ lệ báo cáo của kỳ này và kỳ trước là 71,4% và 100,0%" in text
    )
    assert "Có 2 đơn vị không có báo cáo tháng" in text
    assert "thị trấn Sông Trăng" in text


def test_without_any_report_every_part_says_so_and_nothing_is_zero(reviewing):
    text = reviewing.text()
    assert "Trong kỳ chưa có báo cáo về tình hình an ninh, trật tự đã được duyệt." in text
    assert "Xảy ra 0 vụ" not in text
    work = text.partition("4. Đấu tranh")[2].partition("III. NHẬN XÉT")[0].splitlines()
    assert not any(
        character.isdigit() for line in work for character in line.lstrip("0123456789. ")
    )


def test_no_case_at_all_is_zero_and_not_missing(reviewing):
    reviewing.crime(0, 0)
    assert "Xảy ra 0 vụ phạm pháp hình sự về trật tự xã hội, bằng kỳ trước" in reviewing.text()


def test_the_staffing_part_counts_rows_and_names_districts_beside_units(reviewing):
    world = reviewing.world
    for role in (Role.CHIEF, Role.DEPUTY, Role.OFFICER):
        world.officer(world.commune, role, on=EARLY)
    text = reviewing.text()
    assert "đã bố trí 3 cán bộ, chiến sĩ chính quy tại 1/6 xã, thị trấn (16,7%)" in text
    assert "1/6 đơn vị có đủ ba chức danh bắt buộc" in text
    assert "xã Đá Trắng (Núi Xanh)" in text


def test_a_ward_has_no_programme_and_says_so(reviewing):
    reviewing.crime(2, 2)
    text = reviewing.text(reviewing.world.ward)
    assert (
        "Địa bàn không có đơn vị thuộc chương trình xây dựng công an xã, thị trấn chính quy."
        in text
    )
    assert "chi bộ công an tại" not in text


@pytest.mark.parametrize("level", ["province", "district", "commune", "ward"])
def test_every_level_gets_a_report_with_its_own_head(reviewing, level):
    reviewing.crime(3, 2)
    unit = getattr(reviewing.world, level)
    document = api.draft_report(reviewing.review(unit), date(2022, 6, 3)).document
    heads = {
        "province": ("CÔNG AN TỈNH AN PHƯỚC", "BỘ CÔNG AN", "BC-CAT", "GIÁM ĐỐC"),
        "district": (
            "CÔNG AN HUYỆN SÔNG TRĂNG",
            "CÔNG AN TỈNH AN PHƯỚC",
            "BC-CAH",
            "TRƯỞNG CÔNG AN HUYỆN",
        ),
        "commune": (
            "CÔNG AN XÃ BÌNH HÒA",
            "CÔNG AN HUYỆN SÔNG TRĂNG",
            "BC-CAX",
            "TRƯỞNG CÔNG AN XÃ",
        ),
        "ward": (
            "CÔNG AN PHƯỜNG BẾN CŨ",
            "CÔNG AN HUYỆN SÔNG TRĂNG",
            "BC-CAP",
            "TRƯỞNG CÔNG AN PHƯỜNG",
        ),
    }
    head = (document.agency, document.agency_parent, document.symbol, document.signer.title)
    assert head == heads[level]
    assert "V. KIẾN NGHỊ, ĐỀ XUẤT" in as_text(document)


def test_every_number_of_the_document_is_in_the_figures_and_the_reverse(reviewing):
    world = reviewing.world
    reviewing.crime(8, 5)
    world.officer(world.commune, Role.CHIEF, on=EARLY)
    drafted = api.draft_report(reviewing.review(), date(2022, 6, 3))
    printed = {(figure.origin, figure.text) for figure in printed_figures(drafted.document)}
    listed = [(number.id, number.text) for number in drafted.numbers]
    assert len(listed) == len(dict(listed)), "two numbers share an id"
    assert printed == set(listed)


def test_a_demonstration_says_so_on_the_document(reviewing):
    assert api.draft_report(reviewing.review(), date(2022, 6, 3)).document.notice == ""
    mark_demo(world="an_phuoc", focus_on=date(2022, 6, 3))
    assert (
        api.draft_report(reviewing.review(), date(2022, 6, 3)).document.notice == "Số liệu mô phỏng"
    )


def test_the_window_before_is_as_many_months_long(reviewing):
    review = reviewing.review()
    assert (review.previous.start, review.previous.end) == (date(2020, 5, 31), date(2021, 5, 31))


def test_impossible_windows_and_outsiders_are_refused(reviewing):
    for start, end in (
        (date(2022, 6, 3), date(2021, 5, 31)),
        (date(2022, 6, 3), date(2022, 6, 3)),
        (date(2022, 1, 1), date(2022, 6, 11)),
        (date(2010, 1, 1), date(2022, 6, 3)),
    ):
        with pytest.raises(Invalid):
            reviewing.review(start=start, end=end)
    with pytest.raises(Refused):
        api.compute(
            reviewing.world.giang(),
            reviewing.world.province.id,
            date(2021, 5, 31),
            date(2022, 6, 3),
        )
