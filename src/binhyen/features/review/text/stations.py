"""Party cells and headquarters of the programme's units."""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.documents.api import Block
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.text.draft import Draft, Parts, joined, lowered, said
from binhyen.features.review.text.phrases import amount, money, of
from binhyen.features.review.types import NormLine

STAGES = (
    ("premises.land_handover", "đang bàn giao đất, tài sản trên đất"),
    ("premises.legal_papers", "đang hoàn thiện thủ tục pháp lý"),
    ("premises.works", "đang thi công"),
    ("premises.finishing", "đang hoàn thiện thủ tục đưa vào sử dụng"),
    ("premises.in_use", "đã đưa vào sử dụng"),
)


WORKPLACES = (
    ("premises.in_compound", "phòng trong khuôn viên UBND"),
    ("premises.reused", "trường học, trạm y tế, nhà văn hóa sử dụng lại"),
    ("premises.borrowed", "phòng mượn"),
)


def norm_sentence(draft: Draft, line: NormLine) -> Parts:
    parts: Parts = [
        f"{line.label}: ",
        *of(draft, line.met, line.applicable),
        " đơn vị đạt",
    ]
    if line.lacking.count:
        parts += [", ", *amount(draft, line.lacking, "đơn vị chưa đạt"), *_short_by(draft, line)]
    if line.unknown.count:
        parts += [", ", *amount(draft, line.unknown, "đơn vị chưa đo được")]
    return [*parts, "."]


def _short_by(draft: Draft, line: NormLine) -> Parts:
    missing = sum(
        (one.by or Decimal(0) for one in line.findings if one.verdict == "short"), Decimal(0)
    )
    if not missing or line.findings[0].unit == "%":
        return []
    number = derived(
        line.lacking,
        "by",
        f"Tổng số còn thiếu: {line.label}",
        missing,
        unit=line.findings[0].unit,
        source="Cộng số thiếu của từng đơn vị",
    )
    return [" (thiếu tổng cộng ", *amount(draft, number), ")"]


def cells(draft: Draft) -> list[Block]:
    eligible, units = draft.day("cells.eligible"), draft.day("units.programme")
    established = draft.programme("cells.established")
    if eligible is None or units is None:
        return [said(["Chưa có số liệu về tổ chức đảng."])]
    parts: Parts = [
        "Tính từ danh sách đảng viên, ",
        *of(draft, eligible, units),
        f" {draft.review.subject.programme_word} có từ ba đảng viên chính thức là công an chính quy trở lên, đủ điều kiện thành lập chi bộ",
    ]
    if established is None:
        return [said([*parts, "; chưa có báo cáo về số chi bộ đã thành lập."])]
    parts += ["; báo cáo gần nhất trong kỳ có ", *amount(draft, established, "chi bộ đã thành lập")]
    blocks: list[Block] = [said([*parts, "."])]
    line = draft.norm("cells.established")
    if line is not None:
        blocks.append(said(norm_sentence(draft, line)))
    return [*blocks, *_cell_life(draft)]


def _cell_life(draft: Draft) -> list[Block]:
    named = (
        ("cells.secretary_is_chief", "chi bộ có Trưởng Công an làm bí thư"),
        ("cells.chiefs_in_committee", "Trưởng Công an tham gia Ban Chấp hành Đảng bộ cấp xã"),
        ("cells.meetings", "buổi sinh hoạt chi bộ trong kỳ"),
    )
    known: list[Parts] = [
        amount(draft, number, noun)
        for measure, noun in named
        if (number := draft.programme(measure))
    ]
    return [said(["Có ", *joined(known), "."])] if known else []


def premises(draft: Draft) -> list[Block]:
    stages: list[Parts] = [
        amount(draft, number, f"trụ sở {words}")
        for measure, words in STAGES
        if (number := draft.programme(measure)) is not None and number.count
    ]
    places: list[Parts] = [
        amount(draft, number, f"nơi làm việc là {words}")
        for measure, words in WORKPLACES
        if (number := draft.programme(measure)) is not None and number.count
    ]
    approved, needed = draft.programme("premises.approved"), draft.programme("premises.needed")
    if approved is None and not stages and not places:
        return [said(["Trong kỳ chưa có báo cáo về trụ sở đã được duyệt."])]
    blocks: list[Block] = []
    if needed is not None and approved is not None:
        lead: Parts = [
            "Có ",
            *amount(draft, needed, "trụ sở cần xây mới, sửa chữa"),
            ", đã phê duyệt ",
            draft.figure(approved),
        ]
        blocks.append(said([*lead, *([": ", *joined(stages)] if stages else []), "."]))
    if places:
        blocks.append(said(["Còn ", *joined(places), "."]))
    blocks += _funding(draft)
    line = draft.norm("premises.workplace")
    return [*blocks, said(norm_sentence(draft, line))] if line else blocks


def _funding(draft: Draft) -> list[Block]:
    planned, paid = draft.over("premises.funding_planned"), draft.over("premises.funding_paid")
    if planned is None or not planned.value:
        return []
    by_source: list[Parts] = [
        [f"{name if name.startswith('Bộ') else lowered(name)} ", *money(draft, number)]
        for name, number in draft.review.slices.get("premises.funding_planned", ())
    ]
    parts: Parts = ["Vốn được duyệt ", *money(draft, planned)]
    if by_source:
        parts += [", gồm ", *joined(by_source)]
    if paid is not None:
        parts += ["; trong kỳ giải ngân ", *money(draft, paid)]
    return [said([*parts, "."])]
