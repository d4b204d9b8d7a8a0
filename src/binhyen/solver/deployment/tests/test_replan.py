"""A plan is mended with the fewest moves: idle officers first, then those who stand, and every change is told."""

from __future__ import annotations

from dataclasses import replace

from binhyen.solver.deployment.api import Posting, check, replan
from binhyen.solver.deployment.replanning import moves_curve
from binhyen.solver.deployment.tests.tiny import donor, officer, plan, problem, unit, waves

BEFORE = plan()
"""An chief, Bình deputy, Chi officer of unit 00001 in wave 1; Dũng is idle."""


def changed_people(**of: dict):
    return tuple(officer(name, **of.get(name, {})) for name in ("An", "Binh", "Chi", "Dung"))


def test_nothing_changed():
    found = replan(problem(), BEFORE)
    assert (found.plan, found.changes, found.unchanged, found.moves) == (BEFORE, (), 3, 0)
    assert found.cost_before == found.cost_after == found.bound


def test_an_ill_officer_is_replaced_by_an_idle_one():
    now = problem(candidates=changed_people(Chi={"excluded": "ốm"}))
    found = replan(now, BEFORE)
    lost, new = found.changes
    assert (lost.kind, lost.officer, lost.after) == ("lost", "Chi", None)
    assert lost.why == "không đi được nữa: ốm"
    assert (new.kind, new.after) == ("new", Posting("Dung", "00001", "officer", 1))
    assert new.why == "thay Chi làm công an viên ở Xã 00001"
    assert (found.moves, found.moves_bound, found.unchanged, found.scope) == (0, 0, 2, "idle")
    assert check(now, found.plan).valid


def test_a_retired_officer_is_no_longer_in_the_list():
    now = problem(candidates=changed_people()[1:])
    found = replan(now, BEFORE)
    assert [(one.kind, one.officer) for one in found.changes] == [("lost", "An"), ("new", "Dung")]


def test_nobody_idle_may_be_chief_so_the_deputy_moves_up():
    # An is ill, Dũng may not be chief; Bình moves from deputy to chief, Dũng becomes deputy: one move.
    people = changed_people(An={"excluded": "hưu"}, Dung={"chief_ok": False})
    now = problem(candidates=people)
    found = replan(now, BEFORE)
    assert (found.moves, found.moves_bound, found.scope) == (1, 1, "unit")
    [mover] = [one for one in found.changes if one.kind == "moved"]
    assert mover.after is not None
    assert mover.after.post == "chief"
    assert check(now, found.plan).valid
    assert "không phương án nào chuyển ít hơn" in found.proof[0]


def test_too_few_moves_allowed():
    people = changed_people(An={"excluded": "hưu"}, Dung={"chief_ok": False})
    found = replan(problem(candidates=people), BEFORE, max_moves=0)
    assert (found.plan, found.moves, found.changes) == (None, 1, ())
    assert "Chỉ cho phép chuyển 0 người" in found.proof[-1]


def test_a_speaker_from_another_unit_of_the_district():
    # The speaker of unit 1 is ill. The only other one stands in unit 2; an idle officer can take that place.
    mong = frozenset({"lang_mong"})
    one_post = {"chief": 0, "deputy": 0, "officer": 1}
    units = (
        unit("00001", posts=one_post, needs={"lang_mong": 1}),
        unit("00002", posts=one_post),
    )
    people = (
        officer("An", skills=mong, excluded="ốm"),
        officer("Binh", skills=mong),
        officer("Chi"),
    )
    now = problem(units=units, candidates=people)
    found = replan(now, plan("An 00001 officer 1", "Binh 00002 officer 1"))
    assert (found.moves, found.moves_bound, found.scope) == (1, 1, "district")
    assert found.plan == plan("Binh 00001 officer 1", "Chi 00002 officer 1")


def test_opened_waves_stay_frozen():
    # The same, but unit 2 opened in wave 1, which is frozen: Bình may not be moved, and nobody else speaks Mông.
    mong = frozenset({"lang_mong"})
    one_post = {"chief": 0, "deputy": 0, "officer": 1}
    units = (
        unit("00001", posts=one_post, needs={"lang_mong": 1}, earliest_wave=2),
        unit("00002", posts=one_post),
    )
    people = (
        officer("An", skills=mong, excluded="ốm"),
        officer("Binh", skills=mong),
        officer("Chi"),
    )
    before = plan("An 00001 officer 2", "Binh 00002 officer 1")
    now = problem(units=units, candidates=people)
    assert replan(now, before).moves == 1
    frozen = replan(now, before, freeze_through=1)
    assert frozen.plan is None
    assert frozen.infeasibility is not None
    assert frozen.infeasibility.feasible
    assert "giữ nguyên các đợt đến đợt 1" in frozen.proof[0]


def test_a_post_cut_releases_one():
    now = problem(units=(unit(posts={"chief": 1, "deputy": 1, "officer": 0}),))
    found = replan(now, BEFORE)
    [gone] = found.changes
    assert (gone.kind, gone.officer) == ("released", "Chi")
    assert (found.moves, found.moves_bound) == (1, 1)


def test_a_post_more_calls_one():
    now = problem(units=(unit(posts={"chief": 1, "deputy": 1, "officer": 2}),))
    found = replan(now, BEFORE)
    assert [(one.kind, one.officer) for one in found.changes] == [("new", "Dung")]
    assert found.moves == 0


def test_a_new_unit_opens_in_a_wave_still_to_come():
    fresh = unit("00002", posts={"chief": 0, "deputy": 0, "officer": 1})
    found = replan(problem(units=(unit(), fresh)), BEFORE, freeze_through=1)
    [new] = found.changes
    assert new.after == Posting("Dung", "00002", "officer", 2)


def test_a_merger_takes_on_who_stood_in_the_old_units():
    # Units 1 and 2 become 3. Those who stood there are called before anybody else.
    merged = unit("00003", posts={"chief": 1, "deputy": 1, "officer": 0})
    before = plan("An 00001 chief 1", "Binh 00002 chief 1")
    found = replan(problem(units=(merged,)), before)
    assert {change.kind for change in found.changes} == {"moved"}
    assert {change.officer for change in found.changes} == {"An", "Binh"}
    assert all("không còn" in change.why for change in found.changes)
    assert found.moves == 0


def test_a_unit_gone_lets_its_people_stay():
    two = (unit("00001"), unit("00002", posts={"chief": 0, "deputy": 0, "officer": 1}))
    before = plan(
        "An 00001 chief 1", "Binh 00001 deputy 1", "Chi 00001 officer 1", "Dung 00002 officer 1"
    )
    assert check(problem(units=two), before).valid
    found = replan(problem(units=two[:1]), before)
    assert [(one.kind, one.officer) for one in found.changes] == [("gone", "Dung")]


def test_a_wave_too_small_reschedules_the_unit_with_fewest_people():
    # Wave 1 holds 3 now; unit 1 has three officers, unit 2 one: unit 2 opens in wave 2.
    units = (unit("00001"), unit("00002", posts={"chief": 0, "deputy": 0, "officer": 1}))
    before = plan(
        "An 00001 chief 1", "Binh 00001 deputy 1", "Chi 00001 officer 1", "Dung 00002 officer 1"
    )
    found = replan(problem(units=units, waves=waves(3, 3)), before)
    assert [(one.kind, one.officer) for one in found.changes] == [("rescheduled", "Dung")]
    assert (found.moves, found.moves_bound) == (1, 1)


def test_what_cannot_be_mended_says_why():
    now = problem(candidates=changed_people(Chi={"excluded": "ốm"}, Dung={"excluded": "ốm"}))
    found = replan(now, BEFORE)
    assert found.plan is None
    assert found.infeasibility is not None
    assert [one.kind for one in found.infeasibility.relaxation] == ["posts"]
    assert found.proof == ("Sau thay đổi, không phương án nào giữ được mọi ràng buộc.",)


def test_fewer_officers_of_a_donor_that_may_release_fewer():
    # An, Bình, Chi of D1, which may now release two; Dũng of D2 takes the place of one of them.
    people = (*changed_people()[:3], officer("Dung", donor="D2"))
    donors = (donor("D1", max_release=2), donor("D2"))
    found = replan(problem(candidates=people, donors=donors), BEFORE)
    assert (found.moves, found.moves_bound) == (1, 1)
    assert [one.kind for one in found.changes] == ["released", "new"]


def test_the_curve_falls_with_the_moves_allowed():
    # Unit 1 at 20.0°, unit 2 at 21.0° (144.6 km by road). An (20.0) stands in unit 2, Bình (21.0) in unit 1; both
    # may hold either post. Two moves bring each home: the cost falls from 2 × 1 446 (and the far part) to 0.
    post = {"chief": 0, "deputy": 0, "officer": 1}
    units = (unit("00001", posts=post), unit("00002", posts=post, lat=21.0))
    people = (officer("An"), officer("Binh", base_lat=21.0))
    now = problem(units=units, candidates=people)
    before = plan("An 00002 officer 1", "Binh 00001 officer 1")
    points = moves_curve(now, before, allowed=(0, 1, 2, 5))
    assert [(one.allowed, one.moves, one.cost) for one in points][2:] == [(2, 2, 0), (5, 2, 0)]
    assert points[0].saved == points[1].saved == 0
    assert points[2].saved == points[0].cost > 2 * 1_400
    assert all(one.bound <= one.cost for one in points)
    assert all(check(now, one.plan).valid for one in points)


def test_the_seed_decides_nothing_that_matters():
    now = problem(candidates=changed_people(Chi={"excluded": "ốm"}))
    first, second = replan(now, BEFORE, seed=1), replan(now, BEFORE, seed=1)
    assert replace(first, seconds=0) == replace(second, seconds=0)
