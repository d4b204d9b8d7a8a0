"""The catalogue asks nothing about religion, origin or opinions, and scores no person."""

from __future__ import annotations

import re

import pytest

from tests.catalogue.shelves import CATALOGUE, entries

FORBIDDEN = {
    "religion": r"tôn giáo|tín ngưỡng|tín đồ|giáo dân|phật tử|religio|faith|believer",
    "origin": r"thành phần dân tộc|người dân tộc|ethnic|race\b|nguồn gốc dân tộc",
    "opinion": r"chính kiến|quan điểm chính trị|tư tưởng|bất mãn|phản động|political|opinion|dissent",
    "scoring": r"chấm điểm công dân|điểm tín nhiệm|mức độ nguy hiểm|nguy cơ tái phạm|risk score|credit score|predict|dự báo cá nhân",
    "tracking": r"nhận diện khuôn mặt|theo dõi di chuyển|nghe lén|cơ sở bí mật|face recognition|intercept|informant",
}
QUESTIONS = ("elements", "indicators", "checks", "breakdowns", "norms", "qualifications")


@pytest.mark.parametrize("topic", FORBIDDEN)
@pytest.mark.parametrize("folder", QUESTIONS)
def test_it_asks_nothing_about(topic: str, folder: str) -> None:
    found = [
        f"{path.name}: {match.group()}"
        for path in (CATALOGUE / folder).rglob("*.yaml")
        # Addresses of press pages are not ours to word.
        for match in re.finditer(
            FORBIDDEN[topic], without_addresses(path.read_text(encoding="utf-8")), re.IGNORECASE
        )
    ]
    assert found == []


def test_it_finds_a_forbidden_question_when_there_is_one() -> None:
    assert re.search(FORBIDDEN["religion"], "Số TÍN ĐỒ tại địa bàn", re.IGNORECASE)


@pytest.mark.parametrize(
    "code",
    [
        "supervision.persons",
        "drugs.addicts_managed",
        "crime.social_order.persons",
        "callins.times",
        "discipline.officers",
    ],
)
def test_it_guards_small_counts_of_persons(code: str) -> None:
    assert entries("elements")[code].counts_persons


def test_it_keeps_supervised_persons_as_counts_by_measure() -> None:
    for code, element in entries("elements").items():
        if code.startswith("supervision."):
            assert element.breakdown in {None, "measure"}


def without_addresses(text: str) -> str:
    return re.sub(r"https?://\S+", "", text)
