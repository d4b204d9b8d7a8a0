"""The pages: try a file, read what is wrong with it, write it, take one out; each sees the own runs only."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from binhyen.features.interchange.models import ImportRun
from binhyen.features.interchange.tests.conftest import CASES, PERIOD, REPORT, Office
from binhyen.foundation.access.api import Account
from binhyen.foundation.jobs.api import work

HEADER = "unit,period,element,breakdown,value\n"


def signed_in(office: Office, name: str) -> Client:
    getattr(office.world, name)()
    client = Client()
    client.force_login(
        Account.objects.get(username=name),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def send(client: Client, text: str, kind: str = "csv", **more: str):
    given = {
        "file": SimpleUploadedFile("so-lieu.csv", text.encode()),
        "kind": kind,
        "scheme": "code",
        "strategy": "CREATE_AND_UPDATE",
    }
    return client.post("/exchange/", {**given, **more}, follow=True)


def row(unit: str = "99102", value: str = "5") -> str:
    return f"{unit},{PERIOD},{CASES},,{value}\n"


def test_a_file_is_tried_then_written(office: Office):
    client = signed_in(office, "binh")
    tried = send(client, HEADER + row())
    assert "Sẽ thêm" in tried.content.decode()
    run = ImportRun.objects.get()
    assert (run.dry_run, run.outcome["imported"]) == (True, 1)
    done = client.post(f"/exchange/{run.pk}/write/", follow=True).content.decode()
    assert "Đã thêm" in done
    assert "Nạp thật" not in done
    listed = client.get("/exchange/").content.decode()
    assert listed.count("so-lieu.csv") == 2
    assert run.digest[:12] in listed


def test_faults_are_listed_paged_and_downloaded(office: Office):
    client = signed_in(office, "binh")
    shown = send(client, HEADER + "".join(row(f"0000{n}") for n in range(9)) + row(value="x") * 20)
    text = shown.content.decode()
    assert "Nạp thật" not in text
    assert "Các trang của bảng" in text
    run = ImportRun.objects.get()
    file = client.get(f"/exchange/{run.pk}/faults.csv").content.decode("utf-8-sig")
    assert file.splitlines()[0] == "line,sheet,cell,column,value,message"
    assert len(file.splitlines()) == 30


@pytest.mark.parametrize(("text", "words"), [("", "rỗng"), ("a,b\n1,2\n", "tiêu đề")])
def test_a_file_that_is_none_is_told_plainly(office: Office, text: str, words: str):
    assert words in send(signed_in(office, "binh"), text).content.decode()


def test_a_big_file_goes_to_the_background(office: Office, monkeypatch):
    monkeypatch.setattr("binhyen.features.interchange.api.SMALL", 1)
    client = signed_in(office, "binh")
    shown = send(client, HEADER + row()).content.decode()
    assert "Nạp tệp số liệu" in shown
    work(once=True)
    run = ImportRun.objects.get()
    assert "Sẽ thêm" in client.get(f"/exchange/{run.pk}/").content.decode()


def test_values_are_taken_out_as_a_file(office: Office):
    office.values(office.value(), approve=True)
    client = signed_in(office, "chi")
    assert client.get("/exchange/export/").status_code == 200
    asked = {"report": REPORT, "under": "99", "period": "2022-05", "kind": "csv", "scheme": "code"}
    text = b"".join(client.get("/exchange/export/", asked).streaming_content).decode()
    assert f"99102,{PERIOD},{CASES},,5," in text
    wrong = client.get("/exchange/export/", {**asked, "under": "00"})
    assert wrong.status_code == 422


def test_nobody_opens_the_runs_of_others(office: Office):
    send(signed_in(office, "binh"), HEADER + row())
    run = ImportRun.objects.get()
    stranger = signed_in(office, "giang")
    assert stranger.get(f"/exchange/{run.pk}/").status_code == 404
    assert stranger.get(f"/exchange/{run.pk}/faults.csv").status_code == 404
    assert stranger.post(f"/exchange/{run.pk}/write/").status_code == 404
    assert "so-lieu.csv" not in stranger.get("/exchange/").content.decode()
    assert signed_in(office, "dung").get("/exchange/").status_code == 403


def test_the_pages_speak_english(office: Office):
    client = signed_in(office, "binh")
    client.cookies["django_language"] = "en"
    assert client.get("/exchange/").status_code == 200
    assert client.get("/exchange/export/").status_code == 200
