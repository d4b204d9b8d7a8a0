"""The API as DHIS2 clients use it: send, read back, analytics, metadata; scoped, with plain refusals."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from binhyen.features.interchange.rules.uids import DEFAULT_COMBO, uid
from binhyen.features.interchange.tests.conftest import CASES, FINES, PERIOD, REPORT, Office
from binhyen.foundation.access.api import Account, actor_for
from binhyen.foundation.accounts.api import create_token

ELEMENT = uid("element", CASES)


@pytest.fixture
def client(office: Office) -> Client:
    return signed(office, "chi")


def signed(office: Office, name: str) -> Client:
    getattr(office.world, name)()
    account = Account.objects.get(username=name)
    wanted = sorted(
        {p for grant in actor_for(account).grants for p in grant.permissions} | {"api.use"}
    )
    _, secret = create_token(office.actor, account_id=account.pk, name="thử", permissions=[*wanted])
    return Client(headers={"Authorization": f"Bearer {secret}"})


def session(office: Office, name: str) -> Client:
    getattr(office.world, name)()
    client = Client()
    client.force_login(
        Account.objects.get(username=name),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def unit(office: Office, which: str = "commune") -> str:
    return uid("unit", getattr(office.world, which).key)


def send(client: Client, office: Office, *values: dict, **query: str):
    body = json.dumps({"dataValues": list(values)})
    address = "/api/dhis2/dataValueSets?" + "&".join(f"{k}={v}" for k, v in query.items())
    return client.post(address, body, content_type="application/json")


def value(office: Office, **changed: str) -> dict[str, str]:
    usual = {"dataElement": ELEMENT, "period": PERIOD, "orgUnit": unit(office), "value": "5"}
    return {**usual, **changed}


def test_values_sent_are_counted_and_read_back(office: Office):
    client = session(office, "binh")
    answer = send(client, office, value(office))
    assert answer.status_code == 200, answer.content
    summary = answer.json()["response"]
    assert (answer.json()["status"], summary["status"]) == ("OK", "SUCCESS")
    assert summary["importCount"] == {"imported": 1, "updated": 0, "ignored": 0, "deleted": 0}


def test_conflicts_come_with_codes_and_indexes(office: Office):
    client = session(office, "binh")
    answer = send(client, office, value(office), value(office, dataElement="nothingHere"))
    assert answer.status_code == 409
    summary = answer.json()["response"]
    assert (summary["status"], summary["importCount"]["imported"]) == ("WARNING", 1)
    conflict = summary["conflicts"][0]
    assert (conflict["errorCode"], conflict["indexes"]) == ("E7610", [1])
    assert (conflict["property"], summary["rejectedIndexes"]) == ("dataElement", [1])


def test_a_dry_run_writes_nothing(office: Office):
    client = session(office, "binh")
    assert send(client, office, value(office), dryRun="true").status_code == 200
    assert send(client, office, value(office)).json()["response"]["importCount"]["imported"] == 1


def test_approved_values_are_streamed_out_in_each_form(office: Office, client: Client):
    office.values(office.value(), office.value(dataElement=FINES, value="7"), approve=True)
    asked = {
        "dataSet": uid("report", REPORT),
        "orgUnit": uid("unit", office.world.province.key),
        "period": PERIOD,
        "children": "true",
    }
    answer = client.get("/api/dhis2/dataValueSets", asked)
    found = json.loads(b"".join(answer.streaming_content))
    cells = {one["dataElement"]: one["value"] for one in found["dataValues"]}
    assert cells == {ELEMENT: "5", uid("element", FINES): "7"}
    assert {one["categoryOptionCombo"] for one in found["dataValues"]} == {DEFAULT_COMBO}
    for form, sign in (("csv", b"dataelement,period"), ("adx", b"2022-04-15/P1M")):
        text = b"".join(
            client.get("/api/dhis2/dataValueSets", {**asked, "format": form}).streaming_content
        )
        assert sign in text


def test_analytics_answers_by_level_with_parts_and_names(office: Office, client: Client):
    office.values(office.value(), office.value(orgUnit="99101", value="2"), approve=True)
    answer = client.get(
        "/api/dhis2/analytics",
        {
            "dimension": [f"dx:{ELEMENT}", "pe:202205;202204", "ou:LEVEL-4;USER_ORGUNIT"],
            "includeNumDen": "true",
        },
    )
    found = answer.json()
    assert answer.status_code == 200, found
    assert [one["name"] for one in found["headers"][:4]] == ["dx", "pe", "ou", "value"]
    rows = {row[2]: row[3] for row in found["rows"]}
    assert rows[unit(office)] == "5"
    assert rows[unit(office, "township")] == "2"
    assert found["metaData"]["items"][ELEMENT]["name"].startswith("Tội phạm ma túy")


@pytest.mark.parametrize(
    ("ou", "expected"),
    [
        ("USER_ORGUNIT", {"7"}),
        ("USER_ORGUNIT_CHILDREN", {"7"}),
        ("LEVEL-2", {"7"}),
        ("LEVEL-3", {"7"}),
        ("OU_GROUP-xã", {"5"}),
        ("OU_GROUP-thị trấn", {"2"}),
    ],
)
def test_units_may_be_asked_for_in_every_way(office: Office, client: Client, ou, expected):
    office.values(office.value(), office.value(orgUnit="99101", value="2"), approve=True)
    answer = client.get(
        "/api/dhis2/analytics",
        {"dimension": [f"dx:{ELEMENT}", f"ou:{ou}"], "filter": ["pe:202205"], "skipMeta": "true"},
    )
    assert answer.status_code == 200, answer.content
    assert {row[-1] for row in answer.json()["rows"]} == expected


def test_relative_periods_count_from_a_day(office: Office, client: Client):
    office.values(office.value(), approve=True)
    for name, periods in (("LAST_12_MONTHS", ["202205"]), ("THIS_YEAR", ["2022"])):
        answer = client.get(
            "/api/dhis2/analytics",
            {
                "dimension": [f"dx:{ELEMENT}", f"pe:{name}"],
                "filter": ["ou:USER_ORGUNIT"],
                "relativePeriodDate": "2022-07-01",
            },
        )
        assert [row[1] for row in answer.json()["rows"]] == periods


def test_too_many_rows_are_refused_with_a_way_out(office: Office, client: Client, monkeypatch):
    monkeypatch.setattr("binhyen.features.interchange.queries.analytics.ROW_CAP", 3)
    answer = client.get(
        "/api/dhis2/analytics",
        {"dimension": [f"dx:{ELEMENT}", "pe:LAST_12_MONTHS", "ou:LEVEL-4"]},
    )
    assert answer.status_code == 409
    assert "giới hạn" in answer.json()["title"]


@pytest.mark.parametrize(
    "query",
    [
        {"dimension": ["dx:nothing", "pe:202205", "ou:USER_ORGUNIT"]},
        {"dimension": ["dx:", "pe:202205", "ou:USER_ORGUNIT"]},
        {"dimension": [f"dx:{ELEMENT}", "pe:2022W99", "ou:USER_ORGUNIT"]},
        {"dimension": [f"dx:{ELEMENT}", "pe:202205", "ou:LEVEL-9"]},
        {"dimension": [f"dx:{ELEMENT}", "pe:202205"]},
        {"dimension": [f"dx:{ELEMENT}"] * 3},
        {},
    ],
)
def test_wrong_questions_are_told_why(client: Client, query):
    answer = client.get("/api/dhis2/analytics", query)
    assert answer.status_code in {404, 422}
    assert answer.json()["title"]


def test_metadata_lists_are_paged_and_dated(office: Office, client: Client):
    first = client.get(
        "/api/dhis2/organisationUnits", {"date": "2022-06-01", "pageSize": 3, "level": 4}
    ).json()
    assert (len(first["organisationUnits"]), first["pager"]["page"]) == (3, 1)
    found = client.get(
        "/api/dhis2/organisationUnits", {"date": "2019-06-01", "query": "bình minh"}
    ).json()["organisationUnits"]
    assert found[0]["closedDate"] == "2019-12-31"
    assert found[0]["path"].count("/") == 4
    for name in ("dataElements", "indicators", "dataSets", "categoryOptionCombos"):
        answer = client.get(f"/api/dhis2/{name}", {"paging": "false"})
        assert answer.status_code == 200, answer.content
        ids = [one["id"] for one in answer.json()[name]]
        assert len(ids) == len(set(ids)) > 5
        assert all(len(one) == 11 for one in ids)
    assert client.get("/api/dhis2/me").json()["organisationUnits"]
    assert client.get("/api/dhis2/system/info").json()["systemName"] == "Bình Yên"


def test_nobody_reads_or_writes_what_is_not_theirs(office: Office):
    office.values(office.value(), approve=True)
    stranger = session(office, "giang")
    asked = {"dataSet": uid("report", REPORT), "orgUnit": unit(office), "period": PERIOD}
    text = b"".join(stranger.get("/api/dhis2/dataValueSets", asked).streaming_content)
    assert json.loads(text)["dataValues"] == []
    answer = stranger.get(
        "/api/dhis2/analytics",
        {"dimension": [f"dx:{ELEMENT}", "pe:202205", f"ou:{unit(office)}"]},
    )
    assert answer.status_code == 404
    sent = send(stranger, office, value(office, value="9"))
    assert sent.status_code == 409
    assert sent.json()["response"]["importCount"]["updated"] == 0
    assert Client().get("/api/dhis2/me").status_code == 401
    assert Client().post(
        "/api/dhis2/dataValueSets", "{}", content_type="application/json"
    ).status_code in {401, 403}


def test_registrations_are_sent_and_read(office: Office, client: Client):
    office.values(office.value())
    chief = session(office, "binh")
    said = {"dataSet": uid("report", REPORT), "period": PERIOD, "organisationUnit": unit(office)}
    answer = chief.post(
        "/api/dhis2/completeDataSetRegistrations",
        json.dumps({"completeDataSetRegistrations": [said]}),
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    asked = {
        "dataSet": said["dataSet"],
        "orgUnit": uid("unit", office.world.province.key),
        "period": PERIOD,
        "children": "true",
    }
    found = client.get("/api/dhis2/completeDataSetRegistrations", asked).json()
    assert [one["organisationUnit"] for one in found["completeDataSetRegistrations"]] == [
        unit(office)
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "dhis2", "adx"])
def test_our_own_files_go_out_and_come_back(office: Office, client: Client, kind):
    office.values(office.value(), approve=True)
    asked = {"format": kind, "report": REPORT, "under": "99", "period": PERIOD}
    content = b"".join(client.get("/api/exchange/export", asked).streaming_content)
    chief = session(office, "binh")
    answer = chief.post(
        f"/api/exchange/import?format={kind}&dryRun=true",
        content,
        content_type="application/octet-stream",
    )
    assert answer.status_code == 200, answer.content
    assert answer.json()["response"]["importCount"]["ignored"] == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "rỗng"),
        (b"{", "hỏng"),
        (b"[1]", "dataValues"),
        (b"\xff\xfe", "UTF-8"),
        (b"<a/>", "dataValueSet"),
    ],
)
def test_a_broken_body_is_a_plain_refusal(office: Office, body, words):
    answer = session(office, "binh").post(
        "/api/dhis2/dataValueSets", body, content_type="application/json"
    )
    assert answer.status_code == 422
    assert words in answer.json()["title"]
