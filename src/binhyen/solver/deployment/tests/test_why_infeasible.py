"""What cannot be done is said in words: which rules clash, by how much, who could help, what would do."""

from __future__ import annotations

from binhyen.solver.deployment.api import Relaxation, check
from binhyen.solver.deployment.infeasibility import why_infeasible
from binhyen.solver.deployment.tests.tiny import donor, officer, problem, unit, waves

MONG = frozenset({"lang_mong"})


def crew(count: int, **changes) -> tuple:
    return tuple(officer(f"N{number:02}", **changes) for number in range(count))


def test_a_feasible_problem_is_said_to_be_feasible():
    found = why_infeasible(problem())
    assert found.feasible
    assert (found.clashes, found.relaxation, found.sentences) == ((), (), ())
    assert check(problem(), found.plan).valid


def test_units_that_need_more_speakers_than_there_are():
    # Three units need one each, Gia speaks Mông and Hà, who is ill, too.
    units = tuple(unit(f"0000{n}", district="384", needs={"lang_mong": 1}) for n in (1, 2, 3))
    people = (
        officer("Gia", skills=MONG),
        officer("Ha", skills=MONG, excluded="nghỉ ốm", base_lat=20.1),
        *crew(9),
    )
    changed = problem(units=units, candidates=people)
    found = why_infeasible(changed)
    [clash] = found.clashes
    assert (clash.wanted, clash.available, clash.units) == (3, 1, ("00001", "00002", "00003"))
    assert clash.sentence == "3 đơn vị (384) cần 3 người “lang_mong”, chỉ 1 người cử được."
    # 0.1° of latitude is 11.1 km, by road (× 1.3) 14.5 km.
    assert clash.hints == (
        ("Ha", "Ha (D1), cách Xã 00001 14,5 km: đang thuộc diện không điều: nghỉ ốm"),
    )
    assert sum(one.amount for one in found.relaxation) == 2
    assert found.proven
    assert found.sentences == (
        "Thiếu 2 người “lang_mong” ở 384: bớt yêu cầu tại "
        + ", ".join(f"Xã {one.key1} ({one.key1})" for one in found.relaxation)
        + ".",
    )
    assert check(changed, found.plan, None, found.relaxation).valid


def test_donors_that_may_not_release_enough():
    found = why_infeasible(problem(donors=(donor(max_release=1),)))
    assert found.clashes[-1].rules == ("exact_norm", "release_cap")
    assert (found.clashes[-1].wanted, found.clashes[-1].available) == (3, 1)
    assert found.sentences == ("Công an D1 (D1) phải cho điều thêm 2 người ngoài mức nhiều nhất.",)


def test_a_donor_that_must_keep_its_chiefs():
    # Four are fit to be chief, four must stay: nobody can be sent as chief. An of them all is named as kept.
    found = why_infeasible(problem(donors=(donor(keep={"chief_ok": 4}),)))
    clash = next(one for one in found.clashes if one.rules[0] == "posts")
    assert (clash.wanted, clash.available, clash.donors) == (1, 0, ("D1",))
    assert clash.hints[0] == ("An", "An (D1), cách Xã 00001 0,0 km: D1 phải giữ lại")


def test_a_unit_nobody_can_be_chief_of():
    found = why_infeasible(problem(candidates=crew(4, chief_ok=False)))
    assert found.clashes[0].sentence == (
        "Xã 00001 (00001) cần 1 trưởng công an xã, chỉ 0 người đủ điều kiện có thể đến."
    )
    assert found.relaxation == (Relaxation("posts", "00001", "chief", 1),)


def test_waves_too_small_for_what_is_due():
    # 9 posts due in wave 1, 7 places; later there is room. Larger by 2, or one unit of 3 a wave later.
    units = tuple(unit(f"0000{n}", deadline_wave=1) for n in (1, 2, 3))
    found = why_infeasible(problem(units=units, candidates=crew(9), waves=waves(7, 9)))
    [clash] = found.clashes
    assert (clash.wanted, clash.available) == (9, 7)
    assert found.relaxation == (Relaxation("capacity", "1", "", 2),)
    assert found.sentences == ("Đợt 1 phải thêm 2 chỗ.",)
    [[late]] = found.otherwise
    assert (late.kind, late.amount) == ("deadline", 1)


def test_places_enough_in_sum_only():
    units = (unit("00001"), unit("00002"))
    found = why_infeasible(problem(units=units, candidates=crew(6), waves=waves(4, 2)))
    assert "không xếp vừa" in found.clashes[0].sentence
    assert found.relaxation == (Relaxation("capacity", "2", "", 1),)


def test_rules_that_clash_only_together():
    # Gia is the only chief and the only Mông speaker: the first unit wants a chief, the second the speaker.
    units = (
        unit("00001", posts={"chief": 1, "deputy": 0, "officer": 0}),
        unit("00002", posts={"chief": 0, "deputy": 0, "officer": 1}, needs={"lang_mong": 1}),
    )
    people = (officer("Gia", skills=MONG), *crew(2, chief_ok=False))
    found = why_infeasible(problem(units=units, candidates=people))
    assert found.relaxation == (Relaxation("need", "00002", "lang_mong", 1),)
    assert found.clashes[0].sentence.startswith("Từng ràng buộc riêng đều đáp ứng được")
