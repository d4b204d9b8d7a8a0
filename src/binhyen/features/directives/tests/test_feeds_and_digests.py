"""Calendar addresses and digests on their pages: within scope, revocable, without a word about the work."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from binhyen.engines.tasks.api import Directive, feeds_of, remind
from binhyen.features.directives.tests.test_open_pages import (  # noqa: F401 - the fixture
    GIVEN,
    commune,
    district,
    order,
    signed_in,
)
from binhyen.foundation.access.api import Account, Actor, RoleGrant, actor_for
from binhyen.kernel import clock

LATE = datetime(2023, 1, 31, 3, tzinfo=UTC)


@pytest.fixture
def chief(order: Directive) -> Client:  # noqa: F811
    return signed_in("commune_chief", commune())


def made(client: Client) -> str:
    answer = client.post(f"/tasks/feeds/{commune().id}/", {"make": "yes"})
    assert answer.status_code == 200
    found = re.search(r"/tasks/calendar/[\w-]+\.ics", answer.content.decode())
    assert found is not None
    return found.group()


def _owner() -> Actor:
    """The chief, who was the first to have an account."""
    return actor_for(Account.objects.order_by("pk")[0])


def test_a_calendar_program_reads_deadlines_without_signing_in(chief: Client) -> None:
    address = made(chief)
    answer = Client().get(address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "SUMMARY:56/KH-CAT: 1 nhiệm vụ đến hạn" in text
    assert "DTSTART;VALUE=DATE:2022" in text
    assert "Thành lập chi bộ" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_only_a_digest_is_kept_and_a_revoked_address_is_gone(chief: Client) -> None:
    address = made(chief)
    secret = address.removesuffix(".ics").rpartition("/")[2]
    feed = feeds_of(_owner()).get()
    assert secret not in (feed.digest, chief.get(f"/tasks/feeds/{commune().id}/").content.decode())
    assert chief.post(f"/tasks/feeds/{commune().id}/", {"revoke": feed.pk}).status_code == 302
    assert Client().get(address).status_code == 404
    assert Client().get("/tasks/calendar/guess.ics").status_code == 404


def test_an_address_ends_with_its_owners_rights(chief: Client) -> None:
    address = made(chief)
    RoleGrant.objects.all().delete()
    assert Client().get(address).status_code == 404


def test_nobody_makes_or_revokes_for_others(chief: Client) -> None:
    assert chief.post(f"/tasks/feeds/{district().id}/", {"make": "yes"}).status_code == 403
    made(chief)
    officer = signed_in("district_officer", district())
    feed = feeds_of(_owner()).get()
    for value, status in ((feed.pk, 404), ("x", 422)):
        answer = officer.post(f"/tasks/feeds/{commune().id}/", {"revoke": value})
        assert answer.status_code == status
    assert feeds_of(_owner()).count() == 1


def test_a_person_has_ten_addresses_at_most(chief: Client) -> None:
    for _ in range(10):
        made(chief)
    assert chief.post(f"/tasks/feeds/{commune().id}/", {"make": "yes"}).status_code == 409
    assert Account.objects.count() == 1


def test_a_digest_bundles_a_day(chief: Client, operator: Actor) -> None:
    address = f"/tasks/digest/{commune().id}/2023-01-31/"
    assert "Không có lời nhắc nào" in chief.get(address).content.decode()
    with clock.frozen(LATE):
        remind(operator, on=clock.today())
        text = chief.get(address).content.decode()
        assert chief.get(f"/tasks/digest/{district().id}/2023-01-31/").status_code == 403
        officer = signed_in("district_officer", district())
        above = officer.get(f"/tasks/digest/{district().id}/2023-01-31/").content.decode()
    assert text.count("Quá hạn") >= 1
    assert "Đơn vị dưới quá hạn lâu" in above
    assert chief.get(f"/tasks/digest/{commune().id}/hom-nay/").status_code == 422
