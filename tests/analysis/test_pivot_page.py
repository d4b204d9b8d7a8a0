"""The page of analysis: figures, axes, structure, comparison, targets, few statements, nobody else's units."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.kernel.text import sort_key
from tests.analysis.conftest import CLEAR_UP, COMMUNES, MONTHS, OCCURRED, PERSONS, Site, occurred

pytestmark = pytest.mark.usefixtures("db")
MOST_STATEMENTS = 26


def opened(site: Site, username: str, **asked: object) -> str:
    answer = site.client(username).get(f"/analysis/?{urlencode(asked, doseq=True)}")
    text = answer.content.decode()
    assert answer.status_code == 200, text[-800:]
    return text


def figures(text: str) -> list[str]:
    return re.findall(r'<td class="is-number[^"]*">(?:<a [^>]*>)?([^<]*)', text)


def test_it_starts_with_the_readers_unit_and_twelve_months(site: Site) -> None:
    text = opened(site, "dung")
    assert "tỉnh An Phước" in text
    assert text.count('scope="col"') >= 13
    assert " style=" not in text
    assert "<style" not in text


def test_rows_add_up_to_the_total(site: Site) -> None:
    text = opened(site, "dung", by="commune", span="own", periods=MONTHS[-2], m=OCCURRED)
    at = len(MONTHS) - 2
    expected = sum(occurred(code, at) for code in COMMUNES)
    foot = text[text.index("<tfoot") :]
    assert figures(foot)[0] == str(expected)


def test_a_missing_report_is_words_and_never_zero(site: Site) -> None:
    text = opened(site, "dung", by="commune", span="own", periods=MONTHS[-1], m=OCCURRED)
    line = next(row for row in text.split("<tr>") if "Đá Trắng" in row)
    assert "chưa báo cáo" in line
    assert "–" in figures(line)
    assert "0" not in figures(line)
    assert "báo cáo" in text[text.index("<tfoot") :]


def test_every_figure_opens_its_reasons(site: Site) -> None:
    text = opened(site, "dung", by="commune", span="own", periods=MONTHS[-2], m=OCCURRED)
    links = re.findall(r'href="(/figures/explain/[^"]+)"', text)
    assert len(links) >= len(COMMUNES)
    answer = site.client("dung").get(links[0].replace("&amp;", "&"))
    assert answer.status_code == 200


def test_axes_change_places(site: Site) -> None:
    text = opened(site, "dung", by="district", period_at="rows", unit_at="columns", span="last12")
    assert text.count('<th scope="row">') >= 12
    assert "Toàn bộ" in text


def test_structures_agree_on_the_total(site: Site) -> None:
    asked = {
        "by": "commune",
        "span": "own",
        "periods": "2020-06..2022-04",
        "period_at": "rows",
        "unit_at": "filter",
    }
    as_was = opened(site, "dung", structure="as-was", **asked)
    as_of = opened(site, "dung", structure="as-of", as_of="2022-06-03", **asked)
    assert figures(as_was) == figures(as_of)


def test_change_is_told_with_its_certainty(site: Site) -> None:
    text = opened(
        site, "dung", by="commune", span="own", periods="2021", against="previous", m=OCCURRED
    )
    assert "không đủ điều kiện so sánh" in text or "rõ" in text
    month = opened(
        site, "binh", by="unit", span="own", periods="2021-08", against="last-year", m=OCCURRED
    )
    assert "tăng rõ rệt" in month
    near = opened(
        site, "dung", by="commune", span="own", periods="2020-08", against="previous", m=OCCURRED
    )
    assert "nhưng chưa rõ" in near or "không thay đổi" in near


def test_drilling_down_keeps_the_question(site: Site) -> None:
    text = opened(site, "dung", by="district", span="last-year", m=[OCCURRED, CLEAR_UP])
    link = next(
        one
        for one in re.findall(r'href="(\?[^"]+)"', text)
        if "unit=991&" in one and "level=2" in one
    )
    assert "span=last-year" in link
    assert link.count("m=") >= 2


def test_breakdowns_stand_beside_the_total(site: Site) -> None:
    text = opened(
        site, "dung", by="commune", m=PERSONS, breakdown="1", span="own", periods=MONTHS[-2]
    )
    assert "Tổng số" in text


@pytest.mark.parametrize("view", ["heat", "lines", "bars", "tiles", "outline", "funnel"])
def test_every_view_has_the_table_beside(site: Site, view: str) -> None:
    text = opened(
        site, "dung", by="commune", view=view, m=CLEAR_UP if view == "funnel" else OCCURRED
    )
    assert "pivot-table" in text
    if view in {"lines", "bars", "funnel"}:
        assert 'data-controller="chart"' in text


def test_statements_do_not_grow_with_the_figures(site: Site) -> None:
    client = site.client("dung")
    counts = []
    for asked in (
        {"by": "unit", "span": "own", "periods": "2022-04"},
        {
            "by": "commune",
            "span": "own",
            "periods": "2020-06..2022-05",
            "against": "previous",
            "targets": "1",
            "period_at": "rows",
        },
    ):
        url = f"/analysis/?{urlencode(asked)}"
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        counts.append(len(caught))
    assert max(counts) <= MOST_STATEMENTS, counts
    assert counts[1] - counts[0] <= 4, counts


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "village"},
        {"span": "forever"},
        {"on": "31-2"},
        {"m": "no.such.measure"},
        {"span": "own", "periods": "x" * 50},
        {"span": "own", "periods": "1900-01..2090-12"},
        {"calendar": "moon"},
        {"view": "cube"},
        {"unit": "99999"},
        {"unit_at": "nowhere"},
        {"level": "9", "unit": "99"},
    ],
)
def test_a_wrong_word_is_refused_with_a_hint(site: Site, asked: dict[str, str]) -> None:
    answer = site.client("dung").get(f"/analysis/?{urlencode(asked)}")
    assert answer.status_code in {404, 409, 422}
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("unit", ["99", "991", "99102", "VN"])
def test_the_outsider_sees_nothing_of_others(site: Site, unit: str) -> None:
    client = site.client("giang")
    for path in ("/analysis/", "/analysis/export/csv/", "/analysis/export/xlsx/"):
        answer = client.get(f"{path}?unit={unit}")
        assert answer.status_code in {403, 404}
        assert "Bình Hòa" not in answer.content.decode()


def test_units_too_small_to_rank_stand_apart(site: Site) -> None:
    """Thefts were not reported, so persons by sex serve: women are few everywhere, men are eight, both under ten."""
    asked = {"by": "commune", "span": "own", "periods": MONTHS[-2], "breakdown": "1", "m": PERSONS}
    plain = re.findall(r'<th scope="row"><a[^>]*>([^<]+)', opened(site, "dung", **asked))
    by_women = re.findall(
        r'<th scope="row"><a[^>]*>([^<]+)', opened(site, "dung", **asked, sort="-0_2_0")
    )
    assert sorted(plain) == sorted(by_women)
    ranked = [name for name in by_women if name != "phường Bến Cũ"]
    assert ranked == sorted(ranked, key=sort_key)
    by_count = re.findall(
        r'<th scope="row"><a[^>]*>([^<]+)',
        opened(
            site, "dung", by="commune", span="own", periods=MONTHS[-2], m=OCCURRED, sort="-0_0_0"
        ),
    )
    assert by_count[0] == "xã Bình Hòa"
