"""Giang, from elsewhere, meets a refusal and no name on every page of Bình Hòa and of the province."""

from __future__ import annotations

import pytest

from tests.overview.conftest import Site

pytestmark = pytest.mark.usefixtures("db")
CLOSED = [
    "/board/99/", "/board/99/map/", "/board/99/norms/", "/board/991/", "/board/VN/", "/unit/99102/",
    "/unit/99102/?tab=work", "/unit/99102/?tab=history", "/unit/99/",
    "/figures/explain/?measure=clear_up.social_order&unit=99102", "/figures/explain/?measure=staffing.officers&unit=99",
    "/journal/", "/journal/1/", "/journal/verify/",
]  # fmt: skip
NAMES = ("Lê Văn Trưởng", "Thiếu Người")


@pytest.mark.parametrize("url", CLOSED)
def test_pages_of_others_are_closed(site: Site, url: str) -> None:
    answer = site.client("giang").get(url)
    assert answer.status_code in {403, 404}
    assert not any(name in answer.content.decode() for name in NAMES)


@pytest.mark.parametrize(
    "url",
    [
        "/search/?q=truong",
        "/search/?q=le van truong",
        "/search/?q=thieu nguoi",
        "/people/",
        "/people/?q=truong",
        "/stated/",
    ],
)
def test_lists_leave_others_out(site: Site, url: str) -> None:
    answer = site.client("giang").get(url)
    assert answer.status_code == 200
    assert not any(f">{name}" in answer.content.decode() for name in NAMES)


def test_a_record_of_others_is_closed(site: Site) -> None:
    answer = site.client("giang").get(f"/people/{site.chief.pk}/")
    assert answer.status_code == 403
    assert "Lê Văn Trưởng" not in answer.content.decode()


def test_a_clerk_sees_posts_but_no_names(site: Site) -> None:
    text = site.client("an").get("/unit/99102/").content.decode()
    assert "Bố trí theo chức danh" in text
    assert "Lê Văn Trưởng" not in text
    assert site.client("an").get("/people/").status_code == 403


def test_a_viewer_of_the_ministry_sees_no_person(site: Site) -> None:
    text = site.client("ministry").get("/search/?q=truong").content.decode()
    assert "Lê Văn Trưởng" not in text
