"""A reader who chose English meets English names, words and refusals."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from binhyen.engines.indicators.api import catalogue
from binhyen.engines.norms.api import rules
from binhyen.foundation.ui.api import unit_word
from tests.overview.conftest import Site

SIGNS = {"%", "kg", "m²"}


def _english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.mark.parametrize(
    ("username", "url", "said", "hidden"),
    [
        ("an", "/catalogue/norms/", "The cell meets every month", "Chi bộ sinh hoạt"),
        ("an", "/catalogue/indicators/", "people per 10,000 residents", "người/vạn dân"),
        ("an", "/search/?q=cell+meets", "The cell meets every month", "định mức"),
        ("chi", "/board/99/norms/", "source read", "đã đọc nguồn"),
        ("chi", "/people/?unit=XXX", "", "Không có"),
        ("an", "/unit/00000/", "", "Không có"),
        ("an", "/catalogue/norms/", "township", "thị trấn, xã"),
        ("an", "/unit/99102/", "it is a commune", "is a xã"),
        (
            "an",
            "/figures/explain/?measure=clear_up.social_order&unit=99102",
            "xã Bình Hòa, month 5/2022",
            "Người vận hành",
        ),
        ("auditor", "/journal/?action=norms", "Load norms", "Nạp định mức"),
        ("auditor", "/journal/", "Operator", "Người vận hành"),
    ],
)
def test_pages_speak_english(
    db: None, site: Site, username: str, url: str, said: str, hidden: str
) -> None:
    text = _english(site.client(username)).get(url).content.decode()
    assert said in text
    assert hidden not in text


def test_every_unit_of_measure_has_an_english_word(db: None, site: Site) -> None:
    known = catalogue()
    units = {one.entry.unit for one in known.elements.values()}
    units |= {one.unit for one in known.indicators.values()} | {rule.unit for rule in rules()}
    with translation.override("en"):
        assert sorted(unit for unit in units - SIGNS if unit_word(unit) == unit) == []


def test_the_browser_title_is_parted_from_the_name(db: None) -> None:
    assert (
        "<title>Sign in – Bình Yên</title>"
        in _english(Client()).get("/accounts/login/").content.decode()
    )
