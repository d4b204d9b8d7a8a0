"""One tiny world per rule, with the arithmetic beside it."""

from __future__ import annotations

import pytest

from binhyen.solver.deployment.api import RULES, Plan, Problem, Violation, Weights, check
from binhyen.solver.deployment.rules import BY_CODE
from binhyen.solver.deployment.tests.tiny import donor, officer, plan, problem, unit, waves


def found(rule: str, asked: Problem, made: Plan) -> list[tuple[tuple[str, ...], int]]:
    return [(one.keys, one.amount) for one in BY_CODE[rule].violations(asked, made)]


def test_the_world_without_faults_is_valid() -> None:
    assert check(problem(), plan()).valid


def test_every_rule_has_a_name_a_source_and_its_own_code() -> None:
    assert len(BY_CODE) == len(RULES) == 16
    assert all(rule.label and rule.source for rule in RULES)


def test_exact_norm_counts_each_post_by_itself() -> None:
    # Wanted 1 chief, 1 deputy, 1 officer; sent 1 chief and 2 officers: 1 deputy short, 1 officer over.
    made = plan("An 00001 chief 1", "Binh 00001 officer 1", "Chi 00001 officer 1")
    assert found("exact_norm", problem(), made) == [
        (("00001", "deputy"), 1),
        (("00001", "officer"), 1),
    ]


def test_one_post_each_counts_postings_too_many() -> None:
    # An stands three times: two too many.
    made = plan("An 00001 chief 1", "An 00001 deputy 1", "An 00001 officer 1")
    assert found("one_post_each", problem(), made) == [(("An",), 2)]


def test_one_wave_per_unit_counts_who_is_astray_and_the_waves_off_the_window() -> None:
    # Two in wave 2, one in wave 1: one astray. The window is wave 2 alone: wave 1 is one too early.
    asked = problem(units=(unit(earliest_wave=2),))
    made = plan("An 00001 chief 1", "Binh 00001 deputy 2", "Chi 00001 officer 2")
    assert found("one_wave_per_unit", asked, made) == [(("00001",), 1), (("00001", "1"), 1)]


def test_a_deadline_is_the_last_wave_allowed() -> None:
    # Deadline wave 1, sent in wave 2: one wave late.
    asked = problem(units=(unit(deadline_wave=1),))
    made = plan("An 00001 chief 2", "Binh 00001 deputy 2", "Chi 00001 officer 2")
    assert found("one_wave_per_unit", asked, made) == [(("00001", "2"), 1)]


def test_wave_capacity_counts_posts_too_many() -> None:
    # Three sent in wave 1, room for one: two over.
    assert found("wave_capacity", problem(waves=waves(1, 10)), plan()) == [(("1",), 2)]


def test_release_cap_counts_officers_too_many() -> None:
    # Three leave D1, at most two may: one over. A cap of none never binds.
    assert found("release_cap", problem(donors=(donor(max_release=2),)), plan()) == [(("D1",), 1)]
    assert found("release_cap", problem(), plan()) == []


def test_release_cap_per_wave_counts_each_wave_and_knows_what_was_relaxed() -> None:
    # Two leave in wave 1, one in wave 2, at most one a wave: one over in wave 1; with one more allowed there, none.
    made = plan("An 00001 chief 1", "Binh 00001 deputy 1", "Chi 00001 officer 2")
    capped = problem(donors=(donor(max_release_per_wave=1),))
    eased = problem(donors=(donor(max_release_per_wave=1, more_in_wave={1: 1}),))
    assert found("release_cap_per_wave", capped, made) == [(("D1", "1"), 1)]
    assert found("release_cap_per_wave", eased, made) == []


def test_party_cell_counts_members_short() -> None:
    # Three members wanted, two of the three sent are members: one short.
    people = [officer(name, party=name != "Chi") for name in ("An", "Binh", "Chi")]
    asked = problem(units=(unit(min_party=3),), candidates=tuple(people))
    assert found("party_cell", asked, plan()) == [(("00001",), 1)]


def test_hard_needs_count_holders_short_by_skill() -> None:
    # Two Mông speakers wanted, one sent: one short. One `admin` wanted, one sent: fine.
    people = (
        officer("An", skills=frozenset({"lang_mong", "admin"})),
        officer("Binh"),
        officer("Chi"),
    )
    asked = problem(units=(unit(needs={"lang_mong": 2, "admin": 1}),), candidates=people)
    assert found("hard_needs", asked, plan()) == [(("00001", "lang_mong"), 1)]


def test_donor_keeps_counts_excluded_officers_as_holders() -> None:
    # Three investigators, one of them ill and excluded but still counted; keep 2: one may leave, two do: one over.
    skilled = frozenset({"criminal"})
    people = (
        officer("An", skills=skilled),
        officer("Binh", skills=skilled),
        officer("Chi"),
        officer("Dung", skills=skilled, excluded="ốm"),
    )
    asked = problem(candidates=people, donors=(donor(keep={"criminal": 2}),))
    assert found("donor_keeps", asked, plan()) == [(("D1", "criminal"), 1)]


@pytest.mark.parametrize("skill", ["chief_ok", "deputy_ok", "party"])
def test_keeping_more_than_there_are_means_all_stay(skill: str) -> None:
    # Four hold it, 9 are to stay, so none may leave; three do.
    asked = problem(donors=(donor(keep={skill: 9}),))
    assert found("donor_keeps", asked, plan()) == [(("D1", skill), 3)]


def test_availability_counts_waves_too_early() -> None:
    # An can leave from wave 3 on and is sent in wave 1: two too early.
    people = (officer("An", available_from_wave=3), officer("Binh"), officer("Chi"))
    assert found("availability", problem(candidates=people), plan()) == [(("An", "00001"), 2)]


def test_a_chief_must_be_fit_to_be_chief_and_a_deputy_to_be_deputy() -> None:
    people = (officer("An", chief_ok=False), officer("Binh", deputy_ok=False), officer("Chi"))
    assert found("eligible_for_post", problem(candidates=people), plan()) == [
        (("An", "00001", "chief"), 1),
        (("Binh", "00001", "deputy"), 1),
    ]


def test_home_is_barred_for_the_posts_named() -> None:
    people = tuple(officer(name, home_unit="00001") for name in ("An", "Binh", "Chi"))
    chiefs = Weights(forbid_home=frozenset({"chief"}))
    asked = problem(candidates=people, weights=chiefs)
    assert found("not_at_home", asked, plan()) == [(("An", "00001", "chief"), 1)]
    assert len(found("not_at_home", problem(candidates=people), plan())) == 3


def test_a_forbidden_unit_is_forbidden_in_all_its_stages() -> None:
    people = (officer("An", forbidden_units=frozenset({"00001"})), officer("Binh"), officer("Chi"))
    assert found("not_forbidden", problem(candidates=people), plan()) == [(("An", "00001"), 1)]
    staged = unit(stage="one", posts={"chief": 1, "deputy": 0, "officer": 0})
    made = plan("An 00001/one chief 1")
    asked = problem(units=(staged,), candidates=people)
    assert found("not_forbidden", asked, made) == [(("An", "00001/one"), 1)]


def test_reach_counts_road_equivalent_hectometres() -> None:
    # One degree of latitude = 6371.0088 km × π/180 = 111.195 km; × 1.3 = 144.554 km = 1446 hm (rounded half up).
    # At most 144 km = 1440 hm: 6 hm too far. At most 145 km: within.
    far = {"base_lat": 21.0}
    near = problem(candidates=(officer("An", max_km=144, **far), officer("Binh"), officer("Chi")))
    wide = problem(candidates=(officer("An", max_km=145, **far), officer("Binh"), officer("Chi")))
    assert found("within_reach", near, plan()) == [(("An", "00001"), 6)]
    assert found("within_reach", wide, plan()) == []


def test_an_excluded_officer_is_not_sent() -> None:
    people = (officer("An", excluded="nghỉ hưu"), officer("Binh"), officer("Chi"))
    violation = next(
        BY_CODE["not_excluded"].violations(problem(candidates=people), plan()),
    )
    assert violation == Violation("not_excluded", ("An", "00001"), 1, violation.message)
    assert "nghỉ hưu" in violation.message


def test_unknown_names_are_told_each() -> None:
    # An unknown officer in an unknown unit, a post there is none of, a wave after the last: four faults in two lines.
    made = plan("Ma 99999 chief 1", "An 00001 boss 3")
    assert found("known_names", problem(), made) == [
        (("An", "00001", "boss", "3"), 1),
        (("An", "00001", "boss", "3"), 1),
        (("Ma", "99999", "chief", "1"), 1),
        (("Ma", "99999", "chief", "1"), 1),
    ]
