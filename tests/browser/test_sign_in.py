"""Signing in, the second factor, and what the pages before the door look like."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page

from tests.browser.support import assert_fits_width, assert_no_axe_faults, picture, width_name

PASSWORD = "mot-mat-khau-du-dai-2022"


@pytest.fixture
def account(transactional_db: None) -> object:
    return get_user_model().objects.create_user(username="binh", password=PASSWORD)


def test_it_shows_an_accessible_door(screen: Page, account: object) -> None:
    page, width = screen, width_name(screen)
    page.goto("/accounts/login/")
    assert_no_axe_faults(page)
    assert_fits_width(page)
    picture(page, f"login-{width}")
    page.fill("#id_login", "binh")
    page.fill("#id_password", "sai")
    page.locator(".entrance button.btn-primary").click()
    assert "Tên đăng nhập" in page.locator(".error-summary").inner_text()
    assert_no_axe_faults(page)
    picture(page, f"login-wrong-{width}")


def test_it_lets_in_with_a_second_factor(page: Page, account: object) -> None:
    sign_in(page)
    page.goto("/accounts/2fa/totp/activate/")
    # What guards the account itself asks for the password once more.
    assert "/reauthenticate/" in page.url
    assert_no_axe_faults(page)
    picture(page, "reauthenticate")
    page.fill("#id_password", PASSWORD)
    page.locator(".entrance button.btn-primary").click()
    page.wait_for_selector(".qr")
    assert_no_axe_faults(page)
    picture(page, "totp-activate")
    secret = page.locator(".secret code").inner_text()
    page.fill("#id_code", code_of(secret))
    page.locator(".entrance button.btn-primary").click()
    page.wait_for_selector(".codes code")
    assert page.locator(".codes code").count() == 10
    assert_no_axe_faults(page)
    picture(page, "recovery-codes")
    recovery = page.locator(".codes code").first.inner_text()

    page.goto("/accounts/2fa/")
    assert_no_axe_faults(page)
    picture(page, "mfa-index")
    sign_out(page)
    sign_in(page)
    assert "/2fa/authenticate/" in page.url
    assert_no_axe_faults(page)
    picture(page, "mfa-authenticate")
    page.fill("#id_code", recovery)
    page.locator(".entrance button.btn-primary").click()
    page.wait_for_url(lambda url: "/2fa/" not in url)
    page.goto("/accounts/password/change/")
    assert page.locator("#id_oldpassword").is_visible()
    assert_no_axe_faults(page)
    picture(page, "password-change")


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.fill("#id_login", "binh")
    page.fill("#id_password", PASSWORD)
    page.locator(".entrance button.btn-primary").click()
    page.wait_for_url(lambda url: "/login/" not in url)


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator(".entrance button.btn-primary").click()
    page.wait_for_url(lambda url: "/logout/" not in url)


def code_of(secret: str) -> str:
    """The telephone's part, after RFC 6238: written here, so that the server's part is checked by another hand."""
    counter = (int(time.time()) // 30).to_bytes(8)
    seal = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    start = seal[-1] & 0x0F
    number = int.from_bytes(seal[start : start + 4]) & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"
