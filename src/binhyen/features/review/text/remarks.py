"""Parts III to V: what the figures show as good and lacking, the tasks that follow, and what to ask for.

Causes are left to the people who know them: figures show that something is so, not why.
"""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.documents.api import Block, Text, bullets, paragraph
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.rules.listing import STRENGTH, is_listed
from binhyen.features.review.text.draft import Draft, Parts, heading, joined, listed, lowered, said
from binhyen.features.review.text.phrases import amount, of
from binhyen.features.review.text.shortfalls import unit_with_part
from binhyen.features.review.types import NormLine, Number
from binhyen.kernel.change import Change
from binhyen.kernel.numbers import format_date

CAUSES = (
    "(Đơn vị soạn thảo bổ sung nguyên nhân khách quan, chủ quan. Số liệu cho biết chỗ chưa đạt, không cho biết vì "
    "sao; hệ thống không suy đoán nguyên nhân.)"
)
STANDING = (
    "Tiếp tục phòng ngừa, đấu tranh với các loại tội phạm, trọng tâm là những loại chưa giảm rõ rệt nêu tại Phần I; "
    "theo dõi bằng chính các chỉ tiêu của báo cáo này tại kỳ sơ kết sau."
)
NAMED_TASKS = (
    ("staffing.mandatory_posts", "Kiện toàn đủ ba chức danh bắt buộc tại "),
    ("cells.established", "Hoàn thành thành lập chi bộ công an tại "),
    ("premises.workplace", "Bố trí nơi làm việc cho "),
    ("premises.own_headquarters", "Đẩy nhanh đầu tư trụ sở riêng cho "),
    ("tips.all_accounted", "Rà soát, làm rõ kết quả tin báo, tố giác tại "),
)
ORDER = ("must", "should", "target")
SEVERITIES = {"must": "", "should": " (mức nên đạt)", "target": " (mục tiêu phấn đấu)"}
NAMED = 12


def remarks(draft: Draft) -> list[Block]:
    """III. Nhận xét, hạn chế, nguyên nhân."""
    good, bad = _good(draft), _lacking(draft)
    return [
        heading(1, "III. NHẬN XÉT, HẠN CHẾ, NGUYÊN NHÂN"),
        heading(2, "1. Kết quả nổi bật"),
        bullets(*(tuple(one) for one in good))
        if good
        else said(["Chưa có kết quả nào đủ số liệu để nêu."]),
        heading(2, "2. Hạn chế"),
        bullets(*(tuple(one) for one in bad))
        if bad
        else said(["Các định mức đang có hiệu lực đều đạt ở mọi đơn vị đã đo được."]),
        heading(2, "3. Nguyên nhân"),
        paragraph(Text(CAUSES, italic=True)),
    ]


def tasks(draft: Draft) -> list[Block]:
    """IV. Nhiệm vụ trọng tâm: one for each gap the figures show, and the standing ones."""
    items = [*_tasks_from_norms(draft), *_tasks_from_reports(draft)]
    items.append([STANDING])
    return [heading(1, "IV. NHIỆM VỤ TRỌNG TÂM"), bullets(*(tuple(item) for item in items))]


def proposals(draft: Draft) -> list[Block]:
    """V. Kiến nghị, đề xuất: only what rests on a figure of the report."""
    items = _asked_for(draft)
    return [
        heading(1, "V. KIẾN NGHỊ, ĐỀ XUẤT"),
        bullets(*(tuple(item) for item in items))
        if items
        else said(["Không có kiến nghị rút ra từ số liệu của kỳ."]),
    ]


def _good(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    staffed, units = draft.day("staffing.units_staffed"), draft.day("units.programme")
    if staffed is not None and units is not None and units.count and staffed.value == units.value:
        found.append(
            ["Toàn bộ ", *of(draft, staffed, units), " xã, thị trấn đã có công an chính quy."]
        )
    crime = draft.pair("crime.social_order.occurred")
    if (
        crime is not None
        and crime.comparison is not None
        and crime.comparison.change is Change.FELL_CLEARLY
    ):
        found.append(
            [
                "Phạm pháp hình sự về trật tự xã hội giảm rõ rệt, từ ",
                draft.figure(crime.before),
                " xuống ",
                *amount(draft, crime.now),
                ".",
            ]
        )
    rate = draft.pair("clear_up.social_order")
    if (
        rate is not None
        and rate.comparison is not None
        and rate.comparison.change is Change.ROSE_CLEARLY
    ):
        found.append(["Tỷ lệ điều tra, khám phá tăng rõ rệt, đạt ", *amount(draft, rate.now), "."])
    full: list[Parts] = [
        [f"{lowered(line.label)} (", *of(draft, line.met, line.applicable), ")"]
        for line in draft.review.norms
        if line.applicable.count and line.met.value == line.applicable.value
    ]
    if full:
        found.append(["Đạt ở mọi đơn vị thuộc diện áp dụng: ", *joined(full, "; ", "; "), "."])
    return found


def _lacking(draft: Draft) -> list[Parts]:
    lines = sorted(draft.review.norms, key=lambda line: ORDER.index(line.severity))
    found = [_lacking_line(draft, line) for line in lines if line.lacking.count]
    unknown = [line for line in draft.review.norms if line.unknown.count]
    if unknown:
        groups: list[Parts] = [
            [f"{lowered(line.short)} ", draft.figure(line.unknown)] for line in unknown
        ]
        found.append(
            ["Chưa đo được vì thiếu báo cáo (số đơn vị): ", *joined(groups, "; ", "; "), "."]
        )
    crime = draft.pair("crime.social_order.occurred")
    if (
        crime is not None
        and crime.comparison is not None
        and crime.comparison.change is Change.ROSE_CLEARLY
    ):
        found.append(["Phạm pháp hình sự về trật tự xã hội tăng rõ rệt so với kỳ trước."])
    return found


def _lacking_line(draft: Draft, line: NormLine) -> Parts:
    parts: Parts = [
        f"{line.label}{SEVERITIES[line.severity]}: ",
        *amount(draft, line.lacking, "đơn vị chưa đạt"),
        " trên ",
        *amount(draft, line.applicable, "đơn vị thuộc diện áp dụng"),
    ]
    if line.lacking.count <= NAMED:
        names = [unit_with_part(draft, one) for one in line.findings]
        parts.append(f": {listed(names, NAMED)}")
    else:
        parts.append(
            " (danh sách tại Phụ lục II)"
            if is_listed(line.severity, line.left)
            else " (xem từng đơn vị ở mục Định mức)"
        )
    if line.due_on is not None and line.due_on >= draft.review.window.end:
        parts.append(f"; hạn hoàn thành {format_date(line.due_on)}")
    return [*parts, "."]


def _tasks_from_norms(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    short = _missing_officers(draft)
    if short is not None:
        found.append(
            [
                "Bổ sung ",
                *amount(draft, short, "cán bộ"),
                " cho các đơn vị còn thiếu so với định mức, ưu tiên đơn vị thiếu lâu nhất (Phụ lục II).",
            ]
        )
    for code, words in NAMED_TASKS:
        line = draft.norm(code)
        if line is not None and line.lacking.count:
            found.append(
                [words, *amount(draft, line.lacking, "đơn vị"), f"{_by_when(draft, line)}."]
            )
    named = {code for code, _words in NAMED_TASKS}
    rest: list[Parts] = [
        [f"{lowered(line.label)} (", draft.figure(line.lacking), ")"]
        for line in draft.review.norms
        if line.severity == "must" and line.lacking.count and line.code not in named
    ]
    if rest:
        found.append(
            [
                "Khắc phục tại các đơn vị chưa đạt yêu cầu bắt buộc (số đơn vị): ",
                *joined(rest, "; ", "; "),
                ".",
            ]
        )
    return found


def _tasks_from_reports(draft: Draft) -> list[Parts]:
    missing: list[Parts] = [
        [f"{lowered(line.label)} (", *of(draft, line.reported, line.expected), ")"]
        for line in draft.review.completeness
        if line.reported.count < line.expected.count
    ]
    return (
        [
            [
                "Chấn chỉnh chế độ báo cáo, bổ sung báo cáo còn thiếu: ",
                *joined(missing, "; ", "; "),
                ".",
            ]
        ]
        if missing
        else []
    )


def _asked_for(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    above = draft.review.subject.above or "Chính phủ"
    short = _missing_officers(draft)
    if short is not None:
        found.append(
            [
                f"{above} xem xét bổ sung biên chế hoặc cho phép điều động ",
                *amount(draft, short, "cán bộ còn thiếu"),
                ".",
            ]
        )
    needed, use = draft.programme("premises.needed"), draft.programme("premises.in_use")
    if (
        needed is not None
        and use is not None
        and needed.value
        and use.value is not None
        and needed.value > use.value
    ):
        rest = derived(
            needed,
            "remaining",
            "Trụ sở còn phải đầu tư",
            needed.value - use.value,
            source=f"{needed.text} − {use.text}",
        )
        found.append(
            [
                "Cấp ủy, Ủy ban nhân dân các cấp bố trí đất, kinh phí cho ",
                *amount(draft, rest, "trụ sở còn phải đầu tư"),
                f"; {above} hỗ trợ phần kinh phí thuộc trách nhiệm cấp mình.",
            ]
        )
    line = draft.norm("cells.established")
    if line is not None and line.lacking.count:
        found.append(
            [
                "Đảng ủy các xã, thị trấn phối hợp thành lập chi bộ công an tại ",
                *amount(draft, line.lacking, "đơn vị đủ điều kiện"),
                ".",
            ]
        )
    return found


def _missing_officers(draft: Draft) -> Number | None:
    """Officers missing to all units below the strength their kind of unit needs."""
    lines = [line for line in draft.review.norms if line.left == STRENGTH]
    total = sum(
        (one.by or Decimal(0) for line in lines for one in line.findings if one.verdict == "short"),
        Decimal(0),
    )
    if not total:
        return None
    return derived(
        lines[0].lacking,
        "officers_missing",
        "Cán bộ còn thiếu so với định mức quân số của mọi loại đơn vị",
        total,
        unit="người",
        source="Cộng số thiếu của từng đơn vị theo định mức quân số",
    )


def _by_when(draft: Draft, line: NormLine) -> str:
    if line.due_on is None or line.due_on < draft.review.window.end:
        return ""
    return f", trước {format_date(line.due_on)}"
