"""One's own roles and tokens: the secret is shown once, wider than oneself is impossible."""

from __future__ import annotations

import re

import pytest

from binhyen.foundation.access.api import ApiToken
from tests.overview.conftest import Site

pytestmark = pytest.mark.usefixtures("db")
NEW = {"name": "Bảng tính của phòng", "permissions": ["units.view"], "days": "30"}


def test_roles_are_told_with_their_scope(site: Site) -> None:
    text = site.client("chi").get("/me/").content.decode()
    assert "Cán bộ tham mưu tỉnh" in text
    assert "tỉnh An Phước" in text


def test_a_secret_is_shown_once(site: Site) -> None:
    client = site.client("chi")
    secret = re.search(r"by_[\w-]{20,}", client.post("/me/", NEW).content.decode())
    assert secret is not None
    assert secret[0] not in client.get("/me/").content.decode()
    assert "Bảng tính của phòng" in client.get("/me/").content.decode()


def test_it_is_revoked(site: Site) -> None:
    client = site.client("chi")
    client.post("/me/", NEW)
    token = ApiToken.objects.get(name=NEW["name"])
    assert client.get(f"/me/tokens/{token.pk}/revoke/").status_code == 405
    assert client.post(f"/me/tokens/{token.pk}/revoke/").status_code == 302
    assert "đã thu hồi" in client.get("/me/").content.decode()


def test_nobody_revokes_for_another(site: Site) -> None:
    site.client("chi").post("/me/", NEW)
    token = ApiToken.objects.get(name=NEW["name"])
    assert site.client("ministry").post(f"/me/tokens/{token.pk}/revoke/").status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"permissions": ["access.manage"]}, {"days": "9999"}, {"name": ""}]
)
def test_a_wrong_wish_makes_no_token(site: Site, wrong: dict[str, object]) -> None:
    answer = site.client("chi").post("/me/", {**NEW, **wrong})
    assert answer.status_code == 422
    assert not ApiToken.objects.exists()
