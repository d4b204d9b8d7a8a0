"""The form of a scenario: what is asked becomes settings, what contradicts itself is told where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from binhyen.features.staffing import api
from binhyen.foundation.access.api import Account
from binhyen.foundation.jobs.api import jobs


@pytest.fixture
def client(staffed) -> Client:
    staffed.donors(4)
    staffed.chi = staffed.world.chi()
    client = Client()
    client.force_login(Account.objects.get(pk=staffed.chi.id))
    return client


def form(*waves: tuple[str, str], **changed: str) -> dict[str, str]:
    rows = {
        f"wave-{at}-{name}": value
        for at, wave in enumerate(waves)
        for name, value in zip(("starts_on", "capacity"), wave, strict=True)
    }
    asked = {
        "name": "Kịch bản",
        "on": "2022-06-03",
        "norm": "flat",
        "time_limit": "30",
        "then": "keep",
    }
    counts = {"wave-TOTAL_FORMS": "8", "wave-INITIAL_FORMS": "8"}
    return {**asked, **counts, **rows, **changed}


def newest(staffed) -> api.Plan:
    return api.plans(staffed.operator)[0]


def test_what_is_asked_becomes_settings(staffed, client):
    asked = form(
        ("2022-07-01", "20"),
        ("2022-09-01", ""),
        cap="12.5",
        wave_cap="100",
        min_party="2",
        base="seat",
        **{"weight-far_km": "40", "weight-w_dist": "1"},
    )
    answer = client.post(reverse("staffing:new"), asked)
    plan = newest(staffed)
    assert answer["Location"] == reverse("staffing:plan", args=[plan.pk])
    settings = api.settings_of(plan)
    assert settings.waves == (
        api.WaveSetting(date(2022, 7, 1), 20),
        api.WaveSetting(date(2022, 9, 1), None),
    )
    assert (settings.cap_permille, settings.wave_cap_permille) == (125, 1000)
    assert (settings.min_party, settings.base, settings.norm) == (2, "seat", "flat")
    # A weight as in the catalogue is no change.
    assert settings.weights == {"distance.far_hm": 400}
    assert settings.vacancies_only


def test_a_variation_keeps_what_it_does_not_ask_about_and_takes_donors_caps(staffed, client):
    base = staffed.drafted(actor=staffed.chi)
    donors = api.problem_of(base).donors
    asked = form(name="Khác", **{"cap-TOTAL_FORMS": "2", "cap-INITIAL_FORMS": "2"})
    for at, donor in enumerate(donors):
        asked |= {f"cap-{at}-donor": donor.id, f"cap-{at}-name": donor.name}
    asked["cap-0-total"] = "3"
    client.post(reverse("staffing:vary", args=[base.pk]), asked)
    made = newest(staffed)
    assert made.based_on_id == base.pk
    settings = api.settings_of(made)
    assert settings.donors == {donors[0].id: api.DonorSetting(3, None)}
    assert settings.needs == api.settings_of(base).needs


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (form(("2022-09-01", ""), ("2022-07-01", "")), "Đợt sau phải bắt đầu sau đợt trước."),
        (form(("", ""), ("2022-07-01", "")), "Các đợt phải ghi liền nhau"),
        (form(("", "5")), "Đợt có số vị trí thì phải có ngày bắt đầu."),
        (form(name=""), "error-summary"),
        (form(cap="101"), "error-summary"),
        (form(norm="none"), "error-summary"),
        (form(**{"weight-w_far": "-1"}), "error-summary"),
        (form(on="1890-01-01"), "error-summary"),
    ],
)
def test_a_slip_is_explained_and_nothing_is_kept(staffed, client, asked, words):
    answer = client.post(reverse("staffing:new"), asked)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not api.plans(staffed.operator).exists()


def test_solving_at_once_is_asked_for_in_the_background(staffed, client):
    client.post(reverse("staffing:new"), form(then="solve"))
    asked = jobs(staffed.chi).get()
    assert asked.arguments == {"plan_id": newest(staffed).pk, "time_limit": 30}
    page = client.get(reverse("staffing:plan", args=[newest(staffed).pk])).content.decode()
    assert "Đang chờ" in page
    assert 'http-equiv="refresh"' in page
