"""A sitting goes through one door: who may do what, late acts, acts sent twice, and what everybody sees after each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from binhyen.features.conference import api
from binhyen.features.conference.models import SittingEvent
from binhyen.features.conference.tests.preparing import PREPARED, prepare
from binhyen.features.conference.tests.sitting import Sat, sit
from binhyen.features.conference.types import Stage
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken


@pytest.fixture(autouse=True)
def _stopped(settings, tmp_path) -> Iterator[None]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(PREPARED):
        yield


@pytest.fixture
def sat(world) -> Sat:
    return sit(world)


def test_only_the_desk_opens_and_only_when_all_is_there(world) -> None:
    bare = prepare(world)
    with pytest.raises(Refused):
        api.open_room(world.giang(), conference_id=bare.conference.pk)
    with pytest.raises(NotFound):
        api.sitting_of(bare.conference.pk)


def test_opening_twice_opens_once(world) -> None:
    sat = sit(world, opened=False)
    with pytest.raises(Refused):
        api.open_sitting(api.delegate_actor(sat.head), conference_id=sat.conference.pk)
    first = api.open_sitting(api.delegate_actor(sat.secretary), conference_id=sat.conference.pk)
    again = api.open_sitting(api.delegate_actor(sat.chair), conference_id=sat.conference.pk)
    assert first.room == again.room
    assert sat.state["stage"] == "sitting"
    assert sat.prepared.fresh().stage == Stage.SITTING
    assert SittingEvent.objects.count() == 1


def test_the_roll_counts_who_answers_and_a_hall_answers_for_its_own(sat: Sat) -> None:
    sat.join(sat.head, sat.other)
    sat.do(sat.secretary, "roll_called")
    sat.do(sat.head, "present")
    sat.do(sat.head, "present", delegate=sat.guest.pk)
    assert sat.state["here"] == sorted([sat.head.pk, sat.other.pk])
    assert sat.state["present"] == sorted([sat.secretary.pk, sat.head.pk, sat.guest.pk])
    with pytest.raises(Refused):
        sat.do(sat.head, "present", delegate=sat.other.pk)
    with pytest.raises(Refused):
        sat.do(sat.guest, "present", delegate=sat.head.pk)


def test_hands_become_the_speaking_list_and_one_speaks_at_a_time(sat: Sat) -> None:
    sat.do(sat.head, "hand_up")
    sat.do(sat.other, "hand_up")
    assert [one["who"] for one in sat.state["hands"]] == [sat.head.pk, sat.other.pk]
    sat.do(sat.chair, "queued", delegate=sat.other.pk)
    sat.do(sat.chair, "speaking", delegate=sat.head.pk, minutes=5)
    assert sat.state["hands"] == []
    sat.do(sat.chair, "speaking", delegate=sat.other.pk, minutes="3")
    kinds = list(SittingEvent.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["spoken", "speaking"]
    assert sat.state["queue"] == []
    assert sat.state["speaking"]["minutes"] == 3
    with pytest.raises(Refused):
        sat.do(sat.head, "spoken")
    sat.do(sat.other, "spoken")
    with pytest.raises(Conflict):
        sat.do(sat.chair, "spoken")


def test_votes_count_once_each_until_the_vote_is_closed(sat: Sat) -> None:
    sat.do(sat.chair, "vote_opened", question="Thông qua kết luận")
    with pytest.raises(Conflict):
        sat.do(sat.chair, "vote_opened", question="Nữa")
    sat.do(sat.head, "voted", choice="for")
    sat.do(sat.head, "voted", choice="against")
    sat.do(sat.head, "voted", delegate=sat.guest.pk, choice="for")
    with pytest.raises(Refused):
        sat.do(sat.chair, "voted", delegate=sat.other.pk, choice="for")
    with pytest.raises(Invalid):
        sat.do(sat.other, "voted", choice="maybe")
    sat.do(sat.chair, "vote_closed")
    with pytest.raises(Conflict):
        sat.do(sat.other, "voted", vote="v1", choice="for")
    [vote] = sat.state["votes"]
    assert api.counted(vote) == {"for": 1, "against": 1, "abstain": 0}


def test_whoever_has_no_vote_casts_none(world) -> None:
    sat = sit(world, opened=False)
    api.send_substitute(
        world.operator,
        conference_id=sat.conference.pk,
        delegate_id=sat.other.pk,
        body="Công an huyện",
        office="Người dự thay",
    )
    api.open_sitting(world.operator, conference_id=sat.conference.pk)
    sat.do(sat.chair, "vote_opened", question="Thông qua")
    with pytest.raises(Refused):
        sat.do(sat.other, "voted", choice="for")


def test_an_act_sent_twice_is_written_once(sat: Sat) -> None:
    first = sat.do(sat.head, "chat", key="k1", text="Nghe rõ")
    again = sat.do(sat.head, "chat", key="k1", text="Nghe rõ")
    assert first.pk == again.pk
    assert len(sat.state["chat"]) == 1
    with pytest.raises(Refused):
        sat.do(sat.other, "chat", key="k1", text="Nghe rõ")


def test_the_desks_acts_are_the_desks(sat: Sat) -> None:
    for kind in ("roll_called", "speaking", "vote_opened", "slide", "muted", "kicked", "notice"):
        with pytest.raises(Refused):
            sat.do(sat.head, kind, delegate=sat.other.pk)
    with pytest.raises(Refused):
        sat.do(sat.secretary, "recording", on=True)
    with pytest.raises(Refused):
        sat.do(sat.head, "opened")


def test_somebody_thrown_out_is_out(sat: Sat) -> None:
    topic = api.topic_of(api.sitting_of(sat.conference.pk))
    sat.join(sat.other)
    sat.do(sat.other, "hand_up")
    sat.do(sat.secretary, "kicked", delegate=sat.other.pk)
    assert sat.state["here"] == []
    assert sat.state["hands"] == []
    assert not api.admit(topic, f"d{sat.other.pk}")
    with pytest.raises(Refused):
        sat.do(sat.other, "chat", text="Cho tôi vào")
    sat.join(sat.other)
    assert sat.state["here"] == []


def test_a_strangers_act_and_listening_are_refused(sat: Sat, world) -> None:
    with pytest.raises(Refused):
        sat.do(world.giang(), "chat", text="Xin chào")
    assert not api.admit("sitting/guessed", f"d{sat.head.pk}")
    assert list(api.replay("sitting/guessed", 0)) == []


def test_nothing_happens_before_or_after(world) -> None:
    sat = sit(world, opened=False)
    api.open_room(world.operator, conference_id=sat.conference.pk)
    sat.do(sat.head, "chat", text="Thử tiếng")
    with pytest.raises(RuleBroken):
        sat.do(sat.head, "hand_up")
    api.open_sitting(world.operator, conference_id=sat.conference.pk)
    sat.do(sat.chair, "speaking", delegate=sat.head.pk)
    sat.do(sat.chair, "vote_opened", question="Thông qua")
    api.close_sitting(world.operator, conference_id=sat.conference.pk)
    kinds = list(SittingEvent.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds[-3:] == ["spoken", "vote_closed", "closed"]
    assert sat.prepared.fresh().stage == Stage.CLOSED
    with pytest.raises(RuleBroken):
        sat.do(sat.chair, "chat", text="Còn ai không")
    with pytest.raises(RuleBroken):
        api.close_sitting(world.operator, conference_id=sat.conference.pk)


def test_a_dropped_point_gets_exactly_what_it_missed(sat: Sat) -> None:
    sitting = api.sitting_of(sat.conference.pk)
    sat.do(sat.head, "hand_up")
    seen = api.sitting_state(sitting)
    sat.do(sat.chair, "speaking", delegate=sat.head.pk)
    sat.do(sat.chair, "chat", text="Mời đồng chí")
    missed = list(api.replay(api.topic_of(sitting), seen["seq"]))
    assert [one.kind for one in missed] == ["speaking", "chat"]
    assert missed[-1].seq == api.sitting_state(sitting)["seq"]


def test_a_slide_asks_now_and_a_frozen_one_says_what_it_said(sat: Sat, world) -> None:
    made = api.add_slide(
        world.operator,
        conference_id=sat.conference.pk,
        slide=api.NewSlide("Chào mừng", "Hội nghị sơ kết"),
    )
    sat.do(sat.secretary, "slide", slide=made.pk)
    assert sat.state["slide"]["title"] == "Chào mừng"
    assert sat.state["slide"]["table"] is None
    with pytest.raises(NotFound):
        sat.do(sat.secretary, "slide", slide=made.pk + 99)
    sat.do(sat.secretary, "slide")
    assert sat.state["slide"] is None


def test_what_happened_stands_in_the_minutes(sat: Sat) -> None:
    sat.join(sat.head)
    sat.do(sat.chair, "speaking", delegate=sat.other.pk)
    sat.do(sat.secretary, "awarded", point=sat.prepared.first.pk, text="Trao bằng khen")
    sections = api.minutes_of(api.delegate_actor(sat.secretary), sat.conference.pk).sections
    assert "Trao bằng khen" in sections["awards"]
    assert sat.prepared.first.name in sections["awards"]
    assert f"{sat.prepared.first.name}: có mặt 1/" in sections["attendance"]
    assert f"{sat.prepared.second.name}: có mặt 1/" in sections["attendance"]


def test_one_act_asks_a_fixed_number_of_questions(sat: Sat, django_assert_max_num_queries) -> None:
    for _ in range(30):
        sat.do(sat.head, "hand_up")
    with django_assert_max_num_queries(22):
        sat.do(sat.head, "hand_up")
