"""The journal is listed, narrowed, opened with before and after, and proven whole on request."""

from __future__ import annotations

import pytest
from django.test import Client

from binhyen.foundation.audit.api import JournalEntry
from tests.overview.conftest import Site

pytestmark = pytest.mark.usefixtures("db")


def test_it_is_narrowed_by_act(site: Site) -> None:
    text = site.client("auditor").get("/journal/?action=access.grant_role").content.decode()
    assert "access.grant_role" in text
    assert "people.register_officer" not in text


def test_an_entry_shows_what_changed(site: Site) -> None:
    entry = JournalEntry.objects.filter(action="access.grant_role").first()
    text = site.client("auditor").get(f"/journal/{entry.seq}/").content.decode()
    assert "Giao vai trò" in text
    assert entry.hash in text
    assert '<th scope="col">Trước</th>' in text


def test_the_chain_is_checked_only_when_asked(site: Site) -> None:
    client = site.client("auditor")
    assert "còn nguyên vẹn" not in client.get("/journal/verify/").content.decode()
    assert "còn nguyên vẹn" in client.post("/journal/verify/").content.decode()


def test_opening_a_record_is_written_down(site: Site) -> None:
    site.client("binh").get(f"/people/{site.chief.pk}/")
    text = site.client("auditor").get("/journal/?action=people.open_record").content.decode()
    assert "Xem hồ sơ cán bộ" in text
    assert "Trưởng Công an xã Bình Hòa" in text


def test_a_forged_request_is_refused(site: Site) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = site.client("auditor").cookies
    assert client.post("/journal/verify/").status_code == 403
