from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client

from binhyen.foundation.access.api import Actor, Grant
from binhyen.foundation.ui import menu
from binhyen.foundation.ui.api import register_menu_item

pytestmark = pytest.mark.django_db
PASSWORD = "mot-mat-khau-du-dai-2022"


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def test_the_content_policy_allows_no_script_of_others(client: Client) -> None:
    response = client.get("/styleguide/")
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert [name for name, value in policy.items() if "unsafe" in value] == ["style-src-attr"]
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/styleguide/", "/accounts/login/"])
def test_pages_write_no_script_and_no_style_into_themselves(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    scripts = re.findall(r"<script\b([^>]*)>", html)
    assert scripts
    assert all("src=" in said or 'type="application/json"' in said for said in scripts)
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", html)
    assert not re.search(r"(?:src|href)=\"https?:", html)


def test_the_language_is_vietnamese_until_one_chooses(client: Client) -> None:
    english_browser = {"Accept-Language": "en-US,en;q=0.9"}
    assert (
        '<html lang="vi"'
        in client.get("/accounts/login/", headers=english_browser).content.decode()
    )
    client.post("/language/setlang/", {"language": "en", "next": "/accounts/login/"})
    html = client.get("/accounts/login/").content.decode()
    assert '<html lang="en"' in html
    assert "Sign in" in html


@pytest.mark.parametrize("template", ["400.html", "500.html", "403_csrf.html", "429.html"])
def test_error_pages_need_nothing_but_themselves(template: str) -> None:
    html = render_to_string(template)
    assert "<h1>" in html
    assert "Hãy" in html  # says what to do


def test_an_unknown_address_is_told_with_a_cure(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user(username="an", password=PASSWORD))
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "kiểm tra địa chỉ" in response.content.decode()


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code in {302, 404}


def test_a_name_is_locked_after_five_failures(client: Client) -> None:
    get_user_model().objects.create_user(username="binh", password=PASSWORD)
    for _ in range(5):
        client.post("/accounts/login/", {"login": "binh", "password": "sai"})
    refused = client.post("/accounts/login/", {"login": "binh", "password": PASSWORD})
    assert refused.status_code == 200
    assert "tạm khóa" in refused.content.decode()


def test_a_signed_in_page_is_not_kept_by_caches(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user(username="chi", password=PASSWORD))
    assert "no-store" in client.get("/styleguide/")["Cache-Control"]


def test_the_door_shows_trial_accounts_only_when_given() -> None:
    request = HttpRequest()
    context = {"request": request, "form": None}
    assert "Tài khoản dùng thử" not in render_to_string("account/login.html", context)
    given = {"demo_accounts": [{"username": "an", "password": "<b>", "role": "Xã"}]}
    html = render_to_string("account/login.html", context | given)
    assert "Tài khoản dùng thử" in html
    assert "&lt;b&gt;" in html


def test_the_menu_shows_what_one_may_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_items", {})
    register_menu_item("Sổ tay", "styleguide", None, 20)
    register_menu_item("Cửa", "account_login", "thing.view", 10)
    plain = Actor("person", 1, "An")
    holder = Actor("person", 2, "Bình", (Grant("r", frozenset({"thing.view"}), 5),))
    assert menu.menu_for(Actor.nobody(), "/styleguide/") == []
    assert [entry.label for entry in menu.menu_for(plain, "/")] == ["Sổ tay"]
    shown = menu.menu_for(holder, "/styleguide/deeper/")
    assert [(entry.label, entry.current) for entry in shown] == [("Cửa", False), ("Sổ tay", True)]


def test_the_menu_folds_groups_of_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_items", {})
    register_menu_item("Sổ tay", "styleguide", None, 20, group="Sách")
    register_menu_item("Cửa", "account_login", "thing.view", 10, group="Sách")
    plain = Actor("person", 1, "An")
    holder = Actor("person", 2, "Bình", (Grant("r", frozenset({"thing.view"}), 5),))
    assert [(entry.label, entry.entries) for entry in menu.menu_for(plain, "/")] == [("Sổ tay", ())]
    [group] = menu.menu_for(holder, "/styleguide/")
    assert (group.label, group.current) == ("Sách", True)
    assert [(entry.label, entry.current) for entry in group.entries] == [
        ("Cửa", False),
        ("Sổ tay", True),
    ]
