"""Minutes from events: what is told, in which order, and how two texts come together."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from binhyen.features.conference.rules.minutes import (
    SECTION_TITLES,
    Happening,
    Seated,
    SittingFacts,
    carried,
    difference,
    drafted,
    merged,
)
from binhyen.features.conference.types import EventKind, Role
from binhyen.kernel.clock import HANOI

BEGAN = datetime(2022, 6, 3, 14, 0, tzinfo=HANOI)
CHAIR = Seated(1, "Bộ trưởng, Bộ Công an", 1, "Điểm cầu chính", Role.CHAIR)
HOST = Seated(2, "Giám đốc, Công an tỉnh", 2, "Thanh Hóa", Role.DELEGATE)
OTHER = Seated(3, "Phó Giám đốc, Sở Nội vụ", 2, "Thanh Hóa", Role.DELEGATE, "Giám đốc, Sở Nội vụ")
ABSENT = Seated(4, "Phó Giám đốc, Sở Tài chính", 2, "Thanh Hóa", Role.DELEGATE)


def happening(seq: int, kind: EventKind, minute: int, who: int | None = None, **payload: object):
    return Happening(seq, kind, BEGAN + timedelta(minutes=minute), who, "", payload)


def facts(*happenings: Happening, conclusions: tuple[str, ...] = ()) -> SittingFacts:
    return SittingFacts(
        "Hội nghị sơ kết",
        "Hà Nội",
        {1: "Điểm cầu chính", 2: "Thanh Hóa"},
        (CHAIR, HOST, OTHER, ABSENT),
        {7: "Báo cáo sơ kết"},
        conclusions,
        happenings,
    )


ALL = (
    happening(1, EventKind.OPENED, 0, 1),
    happening(2, EventKind.JOINED, 0, 1),
    happening(3, EventKind.PRESENT, 1, 2),
    happening(4, EventKind.PRESENT, 1, 3),
    happening(5, EventKind.ITEM, 2, 1, item=7),
    happening(6, EventKind.SPEAKING, 5, 1, delegate=2),
    happening(7, EventKind.SPOKEN, 13, 1, delegate=2),
    happening(8, EventKind.OPINION, 14, 2, text="Đề nghị  bổ sung kinh phí"),
    happening(9, EventKind.VOTE_OPENED, 20, 1, vote="v1", question="Thông qua chương trình"),
    happening(10, EventKind.VOTED, 21, 2, vote="v1", choice="for"),
    happening(11, EventKind.VOTED, 21, 3, vote="v1", choice="against"),
    happening(12, EventKind.VOTED, 22, 3, vote="v1", choice="for"),
    happening(13, EventKind.VOTE_CLOSED, 23, 1, vote="v1"),
    happening(14, EventKind.CLOSED, 60, 1),
)


def test_every_section_tells_what_happened() -> None:
    found = drafted(facts(*ALL, conclusions=("Thành lập chi bộ.",)))
    assert found.keys() == SECTION_TITLES.keys()
    assert "Khai mạc lúc 14 giờ 00 ngày 03-06-2022." in found["opening"]
    assert "Chủ trì tại Điểm cầu chính: Bộ trưởng, Bộ Công an." in found["opening"]
    assert "Thanh Hóa: có mặt 2/3." in found["attendance"]
    assert "- Vắng: Phó Giám đốc, Sở Tài chính." in found["attendance"]
    assert "- Dự thay: Phó Giám đốc, Sở Nội vụ thay Giám đốc, Sở Nội vụ." in found["attendance"]
    assert found["proceedings"] == "14 giờ 02: Báo cáo sơ kết."
    assert found["speeches"] == "14 giờ 05: Giám đốc, Công an tỉnh (Thanh Hóa) phát biểu 8 phút."
    assert found["opinions"] == "Giám đốc, Công an tỉnh (Thanh Hóa): Đề nghị bổ sung kinh phí"
    assert "2 phiếu; tán thành 2, không tán thành 0" in found["votes"]
    assert found["conclusions"] == "1. Thành lập chi bộ."
    assert found["closing"] == "Hội nghị bế mạc lúc 15 giờ 00 ngày 03-06-2022."


def test_a_vote_that_is_open_is_not_told_yet() -> None:
    assert drafted(facts(*ALL[:12]))["votes"] == ""


def test_an_untouched_section_follows_the_sitting_an_edited_one_keeps_its_words() -> None:
    before = drafted(facts(*ALL[:7]))["speeches"]
    now = before + "\n14 giờ 30: một ý kiến nữa."
    assert carried(before, before, now) == now
    edited = before + " Nội dung: kết quả của tỉnh."
    assert carried(edited, before, now) == edited + "\n14 giờ 30: một ý kiến nữa."
    assert carried("", before, now) == "14 giờ 30: một ý kiến nữa."


def test_what_one_side_changed_is_taken_and_what_both_changed_is_shown() -> None:
    base = {"speeches": "a", "votes": "v", "closing": "c"}
    mine = {"speeches": "a\nmine", "votes": "v2", "closing": "c"}
    theirs = {"speeches": "a\ntheirs", "votes": "v", "closing": "c3"}
    found = {one.key: one for one in merged(base, mine, theirs)}
    assert (found["votes"].text, found["votes"].clash) == ("v2", False)
    assert (found["closing"].text, found["closing"].clash) == ("c3", False)
    assert found["speeches"].clash
    assert found["speeches"].text.splitlines() == ["a", "theirs", "mine"]


LINES = st.lists(st.sampled_from("abcdef"), max_size=6).map("\n".join)


@given(LINES, LINES, LINES)
def test_a_merge_loses_no_line_either_side_added(base: str, mine: str, theirs: str) -> None:
    one = merged({"votes": base}, {"votes": mine}, {"votes": theirs})[5]
    added = (set(mine.splitlines()) | set(theirs.splitlines())) - set(base.splitlines())
    assert added <= set(one.text.splitlines())


@given(LINES, LINES)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    lines = difference(old, new)
    assert [one.text for one in lines if one.kind != "added"] == old.splitlines()
    assert [one.text for one in lines if one.kind != "removed"] == new.splitlines()
