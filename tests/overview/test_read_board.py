"""The figures on a board and on a unit's page are the ones the rows give, with denominator and verdict in words."""

from __future__ import annotations

import re

import pytest

from tests.overview.conftest import Site

pytestmark = pytest.mark.usefixtures("db")


def words(site: Site, who: str, url: str) -> str:
    text = re.sub(r"<[^>]+>", " ", site.client(who).get(url).content.decode())
    return re.sub(r"\s+", " ", text)


def test_the_cards_tell_number_denominator_and_trend(site: Site) -> None:
    told = words(site, "dung", "/board/99/")
    # Eight officers serve in communes of the programme; all of the payroll serves there.
    assert "8 người" in told
    assert "100,00 % biên chế công an cùng phạm vi (8 người)" in told
    # Seven communes, twelve months, 4 cases and 3 solved a month each.
    assert "252 / 336 vụ" in told
    assert "không thay đổi" in told
    assert "75,0" in told


def test_units_short_are_named_with_by_how_much_since_when_and_why(site: Site) -> None:
    told = words(site, "dung", "/board/99/norms/")
    assert "xã Thiếu Người" in told
    assert "Thiếu 3 người" in told
    assert "25/10/2019" in told
    assert "xã Bình Hòa" not in told


def test_the_map_says_the_verdict_in_words(site: Site) -> None:
    text = site.client("dung").get("/board/99/map/").content.decode()
    assert "<title>xã Bình Hòa: Đạt</title>" in text
    assert 'href="/unit/99102/?on=2022-06-03"' in text


def test_the_map_of_the_country_shows_provinces(site: Site) -> None:
    """Ten thousand communes are too many tiles to place and to tell apart."""
    text = site.client("ministry").get("/board/VN/map/").content.decode()
    assert "<title>tỉnh An Phước:" in text
    assert "xã Bình Hòa" not in text


def test_the_station_lists_posts_people_and_findings(site: Site) -> None:
    told = words(site, "binh", "/unit/99102/")
    assert "Lê Văn Trưởng" in told
    assert "Quân số tối thiểu của công an xã" in told
    assert "Thuộc chương trình" in told


def test_a_ward_is_told_why_it_is_outside(site: Site) -> None:
    told = words(site, "dung", "/unit/99104/")
    assert "Không thuộc chương trình" in told
    assert "phường" in told


def test_an_explanation_names_the_reports(site: Site) -> None:
    told = words(
        site,
        "dung",
        "/figures/explain/?measure=crime.social_order.occurred&unit=99102&period=2022-03",
    )
    assert "4 vụ" in told
    assert "phiên bản 1" in told
    assert "figures.csv" in told


def test_a_figure_nobody_reported_is_not_a_zero(site: Site) -> None:
    told = words(
        site,
        "dung",
        "/figures/explain/?measure=crime.social_order.occurred&unit=99104&period=2022-03",
    )
    assert "chưa có báo cáo" in told
    assert "Chưa báo cáo: 1 đơn vị" in told
