"""A unit's way through reforms is told, and a code without a bearer leads to whom to ask for."""

from __future__ import annotations

import pytest

from tests.overview.conftest import Site

pytestmark = pytest.mark.usefixtures("db")


def test_predecessors_stand_in_the_timeline_with_share_and_decision(site: Site) -> None:
    text = site.client("dung").get("/unit/99102/?tab=history").content.decode()
    assert "xã Bình Minh" in text
    assert "toàn bộ" in text
    assert "01/NQ-AP" in text
    assert "/unit/99105/?on=2019-12-31" in text


def test_a_code_of_another_day_is_explained_with_links(site: Site) -> None:
    answer = site.client("dung").get("/unit/99105/?on=2022-06-03")
    text = answer.content.decode()
    assert answer.status_code == 404
    assert "xã Bình Hòa" in text
    assert "/unit/99105/?on=2019-12-01" in text


def test_the_link_offered_opens(site: Site) -> None:
    assert site.client("dung").get("/unit/99105/?on=2019-12-01").status_code == 200
