"""Part II, second half: fighting crime, state management, movement, training, advice, commendation."""

from __future__ import annotations

from binhyen.engines.documents.api import Block
from binhyen.features.review.text.draft import Draft, Parts, heading, joined, said
from binhyen.features.review.text.phrases import amount, with_change
from binhyen.features.review.text.services import (
    advice,
    control,
    honours,
    learning,
    movement,
    population,
)
from binhyen.features.review.types import Standing
from binhyen.kernel.change import Change

FEWEST_NAMED = 8


def work(draft: Draft, first: int) -> list[Block]:
    """II.4 onwards, numbered from `first`; a part without any figure says so."""
    parts = (
        ("Đấu tranh phòng, chống tội phạm; tiếp nhận, giải quyết tin báo, tố giác", _crime),
        ("Quản lý nhà nước về an ninh, trật tự", control),
        ("Dữ liệu dân cư, căn cước, định danh điện tử", population),
        ("Phong trào Toàn dân bảo vệ an ninh Tổ quốc", movement),
        ("Đào tạo, bồi dưỡng, phổ biến quy định", learning),
        ("Tham mưu, thực hiện nhiệm vụ được giao", advice),
        ("Khen thưởng, kỷ luật; tiếp nhận phản ánh của Nhân dân", honours),
    )
    blocks: list[Block] = []
    for place, (title, write) in enumerate(parts, start=first):
        paragraphs = [said(parts_) for parts_ in write(draft)]
        blocks.append(heading(2, f"{place}. {title}"))
        blocks.extend(paragraphs or [said(["Trong kỳ chưa có báo cáo đã duyệt về nội dung này."])])
    return blocks


def _crime(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    rate, solved = draft.pair("clear_up.social_order"), draft.over("crime.social_order.solved")
    if solved is not None and rate is not None:
        parts: Parts = ["Điều tra, làm rõ ", *amount(draft, solved, "vụ xảy ra trong kỳ")]
        persons, older = (
            draft.over("crime.social_order.persons"),
            draft.over("crime.social_order.solved_older"),
        )
        if persons is not None:
            parts += [", ", *amount(draft, persons, "đối tượng")]
        parts += ["; tỷ lệ điều tra, khám phá đạt ", *with_change(draft, rate, interval=True)]
        if older is not None and older.count:
            parts += [
                "; ngoài ra làm rõ ",
                *amount(draft, older, "vụ của kỳ trước, không tính vào tỷ lệ này"),
            ]
        found.append([*parts, "."])
    serious = draft.pair("clear_up.serious")
    if serious is not None and serious.now.is_known:
        found.append(
            [
                "Án rất nghiêm trọng, đặc biệt nghiêm trọng: tỷ lệ điều tra, khám phá ",
                *with_change(draft, serious),
                ".",
            ]
        )
    found += _tips(draft)
    return found + _standing_out(draft)


def _tips(draft: Draft) -> list[Parts]:
    received, rate = draft.pair("tips.received"), draft.pair("tips.resolution_rate")
    if received is None or not received.now.is_known:
        return []
    parts: Parts = ["Tiếp nhận ", *with_change(draft, received, "tin báo, tố giác")]
    if rate is not None and rate.now.is_known:
        parts += ["; tỷ lệ giải quyết đạt ", *with_change(draft, rate)]
    pending = draft.over("tips.pending")
    if pending is not None:
        parts += ["; cuối kỳ còn ", *amount(draft, pending, "tin đang giải quyết")]
    return [[*parts, "."]]


def _standing_out(draft: Draft) -> list[Parts]:
    review = draft.review
    if len(review.parts) < 2:
        return []
    word = review.subject.parts_word
    found: list[Parts] = []
    for standings, words in (
        (
            review.above,
            f"Tỷ lệ điều tra, khám phá cao hơn rõ rệt mức chung của {review.subject.name}",
        ),
        (
            review.below,
            f"Tỷ lệ điều tra, khám phá thấp hơn rõ rệt mức chung của {review.subject.name}",
        ),
        (review.fell, f"Phạm pháp hình sự {Change.FELL_CLEARLY.words} so với kỳ trước"),
        (review.rose, f"Phạm pháp hình sự {Change.ROSE_CLEARLY.words} so với kỳ trước"),
    ):
        if standings:
            found.append(
                [
                    f"{words}: ",
                    *joined([_named(draft, one) for one in standings[:FEWEST_NAMED]]),
                    ".",
                ]
            )
    if not review.parts_tested:
        return [[f"Số vụ theo từng {word} quá ít hoặc báo cáo chưa đủ để so sánh, không xếp hạng."]]
    if found:
        note = (
            f"Các {word} còn lại chưa đủ căn cứ thống kê để nói khác mức chung hoặc khác kỳ trước (đã hiệu chỉnh vì "
            "xét nhiều đơn vị cùng lúc), nên không xếp hạng."
        )
        return [*found, [note]]
    return [
        [
            f"Khi xét cùng lúc, chưa {word} nào khác rõ rệt mức chung hoặc khác rõ rệt kỳ trước; không xếp hạng."
        ]
    ]


def _named(draft: Draft, standing: Standing) -> Parts:
    number = standing.number
    mark = "%" if number.unit == "%" else f" {number.unit}"
    parts: Parts = [f"{standing.part.name} (", draft.figure(number), mark]
    before = standing.part.before.get(number.measure)
    if number.unit != "%" and before is not None and before.is_known:
        parts += [", kỳ trước ", draft.figure(before)]
    return [*parts, ")"]
