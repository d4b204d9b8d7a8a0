"""What a device keeps: only what the account may see, in parts that travel once."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.indicators.api import return_report
from binhyen.features.offline import api
from binhyen.features.offline.tests.conftest import FORM, PERIOD, RECEIVED

HEADERS = 400  # what an answer's head and the request cost on the wire


def listed(client):
    return client.get("/offline/sync").json()


def fetched(client, parts):
    """The bytes of these parts on the wire, and their contents by name."""
    size, contents = 0, {}
    for name, digest, packed in parts:
        answer = client.get(f"/offline/parts/{name}", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, name
        assert answer["ETag"] == f'"{digest}"'
        assert len(answer.content) == packed
        size += packed + HEADERS
        plain = client.get(f"/offline/parts/{name}")
        contents[name] = json.loads(plain.content)
    return size, contents


def test_it_carries_forms_periods_reports_norms_units_and_messages(station):
    station.send(station.facts({RECEIVED: [None, "12"]}, submit=True))
    return_report(station.world.operator, report_id=station.state().id, reason="Đối chiếu sổ")
    client = station.client()
    _, kept = fetched(client, listed(client)["parts"])
    assert f"forms/{FORM}" in kept
    assert PERIOD in {row["code"] for row in kept["periods"][FORM]}
    (report,) = kept["reports/2022-04"]
    assert (report["values"], report["status"]) == ({RECEIVED: "12"}, "returned")
    assert kept["messages"][0]["text"] == "Đối chiếu sổ"
    assert kept["norms"]
    names = {row[3] for name in kept if name.startswith("units/") for row in kept[name]}
    assert station.world.commune.full_name in names


def test_what_did_not_change_does_not_travel_again(station):
    client = station.client()
    first = listed(client)
    again = client.get("/offline/sync", {"cursor": first["cursor"]}).json()
    assert "parts" not in again
    station.send(station.facts({RECEIVED: [None, "12"]}))
    second = client.get("/offline/sync", {"cursor": first["cursor"]}).json()
    changed = {tuple(part) for part in second["parts"]} - {tuple(p) for p in first["parts"]}
    assert {name for name, _, _ in changed} == {"reports/2022-04"}
    name, digest, _ = changed.pop()
    same = client.get(f"/offline/parts/{name}", headers={"If-None-Match": f'"{digest}"'})
    assert same.status_code == 304


def test_an_outsider_gets_nothing(station):
    station.send(station.facts({RECEIVED: [None, "12"]}))
    outsider = station.client(station.world.giang())
    answer = outsider.get("/offline/sync", {"unit": station.unit_id})
    assert answer.status_code == 403
    assert not any(name.startswith("reports/") for name, _, _ in listed(outsider)["parts"])


def test_whoever_enters_nothing_is_told_to_wipe(station):
    answer = station.client(station.world.chi()).get("/offline/sync")
    assert (answer.status_code, answer.json()["kind"]) == (403, "no-unit")


def test_signed_out_or_changed_readers_are_told_so(station, client):
    assert client.get("/offline/sync").json()["kind"] == "signed-out"
    answer = station.client().get(
        "/offline/sync", headers={"X-Offline-Account": str(station.binh.id)}
    )
    assert (answer.status_code, answer.json()["kind"]) == (409, "other-account")


def test_an_entry_over_http_needs_the_token_of_the_page(station):
    from django.test import Client

    from binhyen.foundation.access.api import Account

    facts = station.facts({RECEIVED: [None, "12"]})
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Account.objects.get(pk=station.an.id))
    strict.get("/offline/sync")
    plain = strict.post("/offline/entries", facts, content_type="application/json")
    assert plain.status_code == 403
    token = strict.cookies["csrftoken"].value
    good = strict.post(
        "/offline/entries",
        facts,
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert (good.status_code, good.json()["fate"]) == (200, "stored")


@pytest.mark.parametrize("body", ["", "{", "[]", '{"key": 1}', "[" * 5000])
def test_nonsense_over_http_is_refused(station, body):
    answer = station.client().post("/offline/entries", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_a_sync_is_few_statements(station):
    client = station.client()
    listed(client)
    with CaptureQueriesContext(connection) as asked:
        listed(client)
    assert len(asked) <= 30, [one["sql"][:100] for one in asked]


def test_every_part_has_its_digest_and_none_is_large(station):
    for part in api.parts(station.an, station.unit_id):
        assert len(api.packed(part)) < 32 * 1024, part.name
