"""What goes out in any format comes back as the same: a trial finds every value there already."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators.api import catalogue
from binhyen.features.interchange.tests.conftest import Office, messages
from binhyen.kernel import clock
from binhyen.kernel.periods import month_at

FORMS = [("csv", {}), ("xlsx", {}), ("dhis2", {}), ("dhis2", {"as_csv": True}), ("adx", {})]
COMMUNES = ("99101", "99102", "99104", "99202")
NOTES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="<>'"),
    max_size=12,
)


def cells(report: str):
    """Every reference of a report with a value its element may hold."""
    known = catalogue()
    for code in known.definitions[report].entry.elements:
        element = known.elements[code]
        if not element.counted:
            for _, option in element.value_keys():
                yield element, option


@pytest.mark.parametrize("scheme", ["code", "uid", "name"])
@pytest.mark.parametrize(("kind", "more"), FORMS)
def test_everything_comes_back_unchanged(office: Office, kind: str, more: dict, scheme: str):
    month = month_at(catalogue().calendars["admin"], 12 * 2022 + 4)
    report = "security_monthly"
    fields = list(cells(report))

    @settings(
        max_examples=2,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.data())
    def comes_back(data: st.DataObject) -> None:
        rows = []
        for unit in COMMUNES:
            chosen = data.draw(
                st.lists(st.integers(0, len(fields) - 1), min_size=1, max_size=6, unique=True)
            )
            for element, option in (fields[place] for place in chosen):
                stored = data.draw(st.integers(0, 10**9))
                value = stored / 10**element.entry.decimals if element.entry.decimals else stored
                combo = (
                    {"categoryOptionCombo": f"{element.entry.breakdown}.{option}"} if option else {}
                )
                note = {"comment": text} if (text := data.draw(NOTES)) else {}
                given = office.value(
                    dataElement=element.code, orgUnit=unit, period=str(month), value=str(value)
                )
                rows.append({**given, **combo, **note})
        sent = office.values(*rows, approve=True)
        assert messages(sent) == []
        out = office.take(kind, period=month.code, report=report, scheme=scheme, **more)
        back = office.send(out_file(office, out), kind, scheme=scheme, dry_run=True)
        assert messages(back) == []
        assert (back.imported, back.updated, back.deleted) == (0, 0, 0)
        assert back.unchanged == back.values >= len(rows)

    comes_back()


def out_file(office: Office, content: bytes):
    return office.file(content, "ra")


def test_every_kind_of_period_comes_back(office: Office):
    known = catalogue()
    with clock.frozen(datetime(2023, 7, 1, 5, tzinfo=UTC)):
        for code, form in one_per_kind(known):
            period = form.periods_within(known_year(known))[0]
            element = next(one for one, option in cells(code) if option is None)
            sent = office.values(
                office.value(dataElement=element.code, period=str(period), value="3"), approve=True
            )
            assert (sent.imported, messages(sent)) == (1, []), (code, sent)
            for kind, more in FORMS:
                out = office.take(kind, report=code, period=str(period), **more)
                back = office.send(office.file(out, "ra"), kind, dry_run=True)
                assert (messages(back), back.unchanged) == ([], 1), (code, kind)


def one_per_kind(known):
    """One report of each calendar and kind of period."""
    kinds = {
        (form.calendar.code, form.entry.kind): (code, form)
        for code, form in known.definitions.items()
    }
    assert ("campaign", "day") in kinds
    return kinds.values()


def known_year(known):
    from binhyen.kernel.periods import part_of_year

    return part_of_year(known.calendars["calendar"], "year", 2022)


def test_export_holds_what_an_office_may_see(office: Office):
    office.values(office.value(), office.value(orgUnit="99202"), approve=True)
    seen = office.take("csv", actor=office.world.binh(), under="99").decode()
    assert "99102" in seen
    assert "99202" not in seen


def test_no_text_becomes_a_formula(office: Office):
    office.values(office.value(comment='=HYPERLINK("http://x")'), approve=True)
    assert "\"'=HYPERLINK" in office.take("csv").decode()
    assert "\"'=HYPERLINK" in office.take("dhis2", as_csv=True).decode()
