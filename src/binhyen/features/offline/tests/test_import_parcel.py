"""A parcel is believed only as it was signed, counts once, and says what is missing before it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from binhyen.features.offline import api
from binhyen.features.offline.cli import app
from binhyen.features.offline.tests.conftest import RECEIVED, RESOLVED
from binhyen.features.offline.tests.parcel_maker import Machine
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, DomainError, Invalid, Refused


@pytest.fixture
def machine(station):
    made = Machine(station.an, station.unit_id)
    made.enrol()
    return made


def taken(station, content, actor=None):
    return api.import_parcel(
        actor or station.world.operator, unit_id=station.unit_id, content=content
    )


def test_its_entries_act_in_the_name_of_their_author(station, machine):
    result = taken(station, machine.parcel(station.facts({RECEIVED: [None, "12"]}, submit=True)))
    assert result.counts()["stored"] == 1
    assert station.values() == {RECEIVED: 12}
    assert station.state().submitted_by == station.an.name


def test_the_same_parcel_twice_counts_once(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    taken(station, content)
    again = taken(station, content)
    assert again.opened.known
    assert [answer.repeated for answer in again.answers] == [True]
    assert station.state().version == 1
    assert len(api.received_parcels(station.an)) == 1


def test_an_entry_that_also_came_over_the_line_counts_once(station, machine):
    facts = station.facts({RECEIVED: [None, "12"]}, device=machine.id)
    station.send(facts)
    result = taken(station, machine.parcel(facts))
    assert result.answers[0].repeated
    assert station.state().version == 1


def test_parcels_in_any_order_give_the_same_report_and_gaps_are_told(station, machine):
    first = station.facts({RECEIVED: [None, "1"]})
    second = station.facts({RECEIVED: ["1", "2"], RESOLVED: [None, "1"]}, after=first["key"])
    one, two = machine.parcel(first), machine.parcel(second)
    early = taken(station, two)
    assert early.opened.gap == (1,)
    assert early.counts()["held"] == 1
    late = taken(station, one)
    assert late.opened.gap == ()
    assert station.values() == {RECEIVED: 2, RESOLVED: 1}


def test_a_changed_letter_is_found(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    with pytest.raises(Refused) as refusal:
        taken(station, content.replace(b"12", b"13"))
    assert refusal.value.code == "forged"
    assert station.values() == {}


def test_another_key_does_not_sign_for_this_device(station, machine):
    forger = Machine(station.an, station.unit_id, id=machine.id)
    with pytest.raises(Refused) as refusal:
        taken(station, forger.parcel(station.facts({RECEIVED: [None, "12"]})))
    assert refusal.value.code == "forged"


def test_an_unknown_device_is_refused(station):
    stranger = Machine(station.an, station.unit_id)
    with pytest.raises(Refused) as refusal:
        taken(station, stranger.parcel(station.facts({RECEIVED: [None, "12"]})))
    assert refusal.value.code == "unknown-device"


def test_a_revoked_key_is_refused_with_the_reason(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    api.revoke_device(station.binh, device_id=machine.id, reason="Mất máy")
    with pytest.raises(Refused) as refusal:
        taken(station, content)
    assert refusal.value.code == "key-revoked"
    assert "Mất máy" in str(refusal.value)


def test_an_expired_key_is_refused(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    with clock.frozen(clock.now() + timedelta(days=401)), pytest.raises(Refused) as refusal:
        taken(station, content)
    assert refusal.value.code == "key-expired"


def test_a_parcel_of_another_area_is_refused(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    with pytest.raises(Refused):
        taken(station, content, station.world.giang())
    assert station.values() == {}


def test_a_parcel_in_another_accounts_name_is_refused(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "1"]}), account=station.binh.id)
    with pytest.raises(Refused) as refusal:
        taken(station, content)
    assert refusal.value.code == "parcel-of-another"


def test_a_second_parcel_under_the_same_number_is_refused(station, machine):
    taken(station, machine.parcel(station.facts({RECEIVED: [None, "1"]})))
    with pytest.raises(Conflict) as refusal:
        taken(station, machine.parcel(station.facts({RECEIVED: ["1", "2"]}), sequence=1))
    assert refusal.value.code == "sequence-forked"


def test_an_entry_for_another_unit_is_refused_alone(station, machine):
    result = taken(
        station,
        machine.parcel(
            station.facts({RECEIVED: [None, "1"]}, unit=station.world.elsewhere.id),
            station.facts({RECEIVED: [None, "2"]}),
        ),
    )
    assert [answer.fate for answer in result.answers] == [api.Fate.REFUSED, api.Fate.STORED]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b'{"format": "binhyen.parcel/1"}',
        b'{"format": "binhyen.parcel/1", "payload": "{}", "signature": "AA"}',
        b"[" * 100_000,
        json.dumps({"format": "binhyen.parcel/1", "payload": "[]", "signature": "A" * 86}).encode(),
    ],
)
def test_what_is_no_parcel_is_refused(station, content):
    with pytest.raises(Invalid):
        api.open_parcel(station.world.operator, content)


def test_a_parcel_cut_anywhere_is_refused(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    for end in range(0, len(content) - 1, 37):
        with pytest.raises(DomainError):
            api.open_parcel(station.world.operator, content[:end])


def test_the_command_line_takes_it_in_after_a_look(station, machine, tmp_path):
    path = tmp_path / "goi.json"
    path.write_bytes(machine.parcel(station.facts({RECEIVED: [None, "12"]})))
    looked = CliRunner().invoke(app, ["import", str(path), "--dry-run", "--format", "json"])
    assert looked.exit_code == 0
    assert json.loads(looked.stdout)["counts"]["new"] == 1
    assert station.values() == {}
    done = CliRunner().invoke(app, ["import", str(path), "--format", "json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["counts"]["stored"] == 1
    assert station.values() == {RECEIVED: 12}


def test_only_a_curve_point_is_a_public_key(station):
    made = Machine(station.an, station.unit_id)
    for damage in ({"x": "AA"}, {"crv": "P-384"}, {"kty": "RSA"}, {"y": made.jwk()["x"]}):
        with pytest.raises(Invalid):
            api.enrol_device(
                station.an,
                unit_id=station.unit_id,
                device_id=made.id,
                name="Máy",
                public_key={**made.jwk(), **damage},
            )


def test_the_page_takes_a_file_and_a_text_of_codes(station, machine):
    content = machine.parcel(station.facts({RECEIVED: [None, "12"]}))
    client = station.client(station.binh)
    answer = client.post("/offline/parcels/", {"text": content.decode(), "dry_run": "1"})
    assert answer.status_code == 200
    assert station.values() == {}
    answer = client.post("/offline/parcels/", {"text": content.decode()})
    assert answer.status_code == 200, answer.content[-400:]
    assert "camera=(self)" in answer["Permissions-Policy"]
    assert station.values() == {RECEIVED: 12}
    wrong = client.post("/offline/parcels/", {"text": "nothing"})
    assert wrong.status_code == 422
    assert client.get("/offline/devices/").status_code == 200
