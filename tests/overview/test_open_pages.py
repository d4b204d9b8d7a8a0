"""Each of the cast opens what their role allows, in at most twenty statements a page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.overview.conftest import Site

MOST_STATEMENTS = 20
COMMUNE = [
    "/unit/99102/", "/unit/99102/?tab=work", "/unit/99102/?tab=norms", "/unit/99102/?tab=history", "/search/?q=binh hoa", "/stated/",
    "/figures/explain/?measure=clear_up.social_order&unit=99102", "/catalogue/indicators/", "/catalogue/elements/",
    "/catalogue/norms/", "/catalogue/norms/staffing.commune_minimum/", "/catalogue/indicators/clear_up.social_order/",
    "/catalogue/elements/crime.theft.occurred/", "/me/",
]  # fmt: skip
PROVINCE = [
    "/board/99/", "/board/99/?trend=clear_up.social_order&structure=as-was", "/board/99/?sort=-officers",
    "/board/99/map/", "/board/99/map/?shade=figure:crime.social_order.occurred", "/board/99/norms/",
    "/board/99/norms/?norm=tips.resolved", "/board/991/", "/board/991/map/", "/unit/99/", "/unit/991/", "/people/",
    "/figures/explain/?measure=staffing.coverage&unit=99", "/figures/explain/?measure=staffing.share_of_payroll&unit=99",
    "/figures/explain/?measure=clear_up.social_order&unit=99&period=admin:2021-05-15..2022-05-14&structure=as-was",
    "/people/?unit=99102&party=official", "/search/?q=le van truong",
]  # fmt: skip
NATION = ["/board/VN/", "/board/VN/map/", "/board/VN/norms/", "/unit/VN/", "/stated/"]
AUDIT = [
    "/journal/",
    "/journal/1/",
    "/journal/verify/",
    "/journal/?action=people&first_on=2019-01-01",
    "/",
    "/me/",
]
CASES = [
    *(("an", url) for url in COMMUNE),
    *(("binh", url) for url in [*COMMUNE, "/people/"]),
    *(("chi", url) for url in [*COMMUNE, *PROVINCE]),
    *(("dung", url) for url in PROVINCE),
    *(("ministry", url) for url in NATION),
    *(("auditor", url) for url in AUDIT),
]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("who", "url"), CASES)
def test_it_opens_in_few_statements(site: Site, who: str, url: str) -> None:
    client = site.client(who)
    client.get(url)  # analysis files are derived at the first reading after an approval
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[-800:]
    told = "\n".join(query["sql"][:160] for query in asked.captured_queries)
    assert len(asked) <= MOST_STATEMENTS, f"{len(asked)} statements\n{told}"
    text = answer.content.decode()
    assert '<html lang="vi"' in text
    assert "<h1>" in text
    assert " style=" not in text
    assert "Dữ liệu mô phỏng" in text


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("who", "target"),
    [
        ("ministry", "/board/VN/"),
        ("dung", "/board/99/"),
        ("an", "/unit/99102/"),
        ("giang", "/unit/99202/"),
    ],
)
def test_home_is_the_widest_unit_of_the_roles(site: Site, who: str, target: str) -> None:
    assert site.client(who).get("/")["Location"].startswith(target)


@pytest.mark.usefixtures("db")
def test_it_speaks_english_when_asked(site: Site) -> None:
    client = site.client("dung")
    client.cookies["django_language"] = "en"
    text = client.get("/catalogue/indicators/").content.decode()
    assert '<html lang="en"' in text
    assert "Clear-up rate: crime against social order" in text


def test_it_asks_for_a_sign_in(client: object, db: None) -> None:
    assert client.get("/board/99/").status_code == 302
