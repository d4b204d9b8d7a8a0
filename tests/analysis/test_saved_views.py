"""Views: kept, shared with the unit and below, opened with the reader's own rights, renamed, deleted, started from."""

from __future__ import annotations

import pytest

from binhyen.features.analysis import api
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Conflict, NotFound, Refused
from tests.analysis.conftest import OCCURRED, Site

pytestmark = pytest.mark.usefixtures("db")
QUERY = f"unit=99&level=1&by=commune&m={OCCURRED}"


def kept(
    site: Site, username: str = "dung", *, shared: bool = False, name: str = "Hình sự"
) -> api.SavedView:
    unit_id = site.world.commune.id if username in {"an", "binh"} else site.world.province.id
    return api.save_view(
        site.actor(username), unit_id=unit_id, name=name, query=QUERY, is_shared=shared
    )


def names(site: Site, username: str) -> list[str]:
    return [view.name for view in api.saved_views(site.actor(username))]


def test_a_private_view_is_ones_own(site: Site) -> None:
    view = kept(site)
    assert names(site, "dung") == ["Hình sự"]
    for other in ("an", "binh", "chi", "giang", "ministry"):
        assert names(site, other) == []
        with pytest.raises(NotFound):
            api.saved_view(site.actor(other), view.pk)


def test_a_shared_view_is_read_in_the_unit_and_below_and_not_above(site: Site) -> None:
    kept(site, shared=True)
    assert names(site, "chi") == names(site, "an") == ["Hình sự"]
    kept(site, "binh", shared=True, name="Của xã")
    assert "Của xã" in names(site, "an")
    assert "Của xã" not in names(site, "dung")
    assert "Của xã" not in names(site, "giang")


def test_a_shared_view_shows_a_reader_their_own_unit_only(site: Site) -> None:
    view = kept(site, shared=True)
    answer = site.client("giang").get(f"/analysis/views/{view.pk}/", follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Đá Trắng" in text
    assert "Bình Hòa" not in text


def test_only_the_owner_changes_and_deletes(site: Site) -> None:
    view = kept(site, shared=True)
    for act in (
        lambda: api.change_view(site.actor("chi"), view_id=view.pk, name="x", is_shared=False),
        lambda: api.delete_view(site.actor("chi"), view_id=view.pk),
    ):
        with pytest.raises(Refused):
            act()
    api.change_view(site.actor("dung"), view_id=view.pk, name="Tên mới", is_shared=False)
    assert names(site, "chi") == []
    api.delete_view(site.actor("dung"), view_id=view.pk)
    assert names(site, "dung") == []
    assert [row.action for row in entries(action="analysis.delete_view")] == [
        "analysis.delete_view"
    ]


def test_a_name_is_taken_once(site: Site) -> None:
    kept(site)
    with pytest.raises(Conflict):
        kept(site)


def test_nobody_saves_for_a_unit_they_may_not_see(site: Site) -> None:
    with pytest.raises(Refused):
        api.save_view(site.actor("giang"), unit_id=site.world.province.id, name="x", query=QUERY)


def test_a_reader_starts_from_a_view(site: Site) -> None:
    view = kept(site)
    client = site.client("dung")
    assert "/analysis/" not in client.get("/").url
    client.post(f"/analysis/views/{view.pk}/start/")
    assert client.get("/").url == f"/analysis/views/{view.pk}/"
    client.post(f"/analysis/views/{view.pk}/start/", {"stop": "1"})
    assert "/analysis/" not in client.get("/").url


def test_saving_renaming_and_deleting_by_hand(site: Site) -> None:
    client = site.client("dung")
    answer = client.post("/analysis/views/", {"query": QUERY + "&evil=1", "name": "Bảng <b>"})
    assert answer.status_code == 422
    answer = client.post("/analysis/views/", {"query": QUERY + "&evil=1", "name": "Bảng"})
    assert answer.status_code == 302
    (view,) = api.saved_views(site.actor("dung"))
    assert "evil" not in view.query
    assert client.get(answer.url).url.startswith("/analysis/?unit=99")
    assert client.get(f"/analysis/views/{view.pk}/delete/").status_code == 200
    assert client.post(f"/analysis/views/{view.pk}/change/", {"name": "Khác"}).status_code == 302
    assert "Khác" in client.get("/analysis/views/").content.decode()
    client.post(f"/analysis/views/{view.pk}/delete/")
    assert names(site, "dung") == []
