"""Part I: the area, security and order against the window before, and what the figures rest on."""

from __future__ import annotations

from binhyen.engines.documents.api import Block, BulletList, Run, bullets
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.text.charts import crime_chart
from binhyen.features.review.text.draft import Draft, Parts, heading, joined, listed, said
from binhyen.features.review.text.phrases import amount, brief_change, of, with_change
from binhyen.features.review.types import Completeness
from binhyen.kernel.numbers import format_date

KINDS = (
    ("crime.homicide.occurred", "giết người"),
    ("crime.injury.occurred", "cố ý gây thương tích"),
    ("crime.theft.occurred", "trộm cắp tài sản"),
    ("crime.robbery.occurred", "cướp, cướp giật tài sản"),
    ("crime.fraud.occurred", "lừa đảo chiếm đoạt tài sản"),
)
NAMED = 12
OTHERS = (
    ("crime.economic.cases", "Tội phạm, vi phạm về kinh tế: phát hiện "),
    ("crime.environment.cases", "Vi phạm về môi trường, an toàn thực phẩm: phát hiện "),
    ("crime.gambling.cases", "Đánh bạc: phát hiện "),
    ("drugs.cases", "Tội phạm về ma túy: phát hiện "),
    ("traffic.accidents", "Tai nạn giao thông: xảy ra "),
    ("traffic.deaths", "Người chết vì tai nạn giao thông: "),
    ("fires.occurred", "Cháy, nổ: xảy ra "),
)


def situation(draft: Draft) -> list[Block]:
    """I. Tình hình."""
    return [
        heading(1, "I. TÌNH HÌNH"),
        heading(2, "1. Địa bàn, đơn vị"),
        said(_area(draft)),
        heading(2, "2. Tình hình an ninh, trật tự"),
        *_security(draft),
        heading(2, "3. Số liệu dùng trong báo cáo"),
        *_figures_used(draft),
    ]


def _area(draft: Draft) -> Parts:
    review = draft.review
    subject = review.subject
    parts: Parts = [f"Đến ngày {format_date(review.window.end)}, "]
    units, programme = draft.day("units.commune_level"), draft.day("units.programme")
    people = draft.over("population.total")
    if subject.parts_level is None:
        parts.append(f"{subject.name} là đơn vị hành chính cấp xã")
    elif units is not None:
        parts += [f"{subject.name} có ", draft.figure(units), " đơn vị hành chính cấp xã"]
    else:
        parts.append(f"{subject.name} chưa có số liệu về đơn vị hành chính cấp xã")
    if programme is not None and programme.count and subject.parts_level is not None:
        parts += [
            ", trong đó ",
            draft.figure(programme),
            f" {subject.programme_word} thuộc chương trình công an chính quy",
        ]
    elif not subject.has_programme:
        parts.append("; không có đơn vị thuộc chương trình công an xã, thị trấn chính quy")
    if people is not None:
        parts += ["; lực lượng Công an quản lý ", draft.figure(people), " nhân khẩu"]
    return [*parts, "."]


def _security(draft: Draft) -> list[Block]:
    crime = draft.pair("crime.social_order.occurred")
    if crime is None or not crime.now.is_known:
        return [said(["Trong kỳ chưa có báo cáo về tình hình an ninh, trật tự đã được duyệt."])]
    blocks: list[Block] = [
        said(
            [
                "Xảy ra ",
                *with_change(draft, crime, "vụ phạm pháp hình sự về trật tự xã hội", interval=True),
                ".",
            ]
        )
    ]
    kinds = _kinds(draft)
    if kinds:
        blocks.append(said(["Trong đó: ", *joined(kinds, "; ", "; "), "."]))
    blocks.append(_others(draft))
    chart = crime_chart(draft.review, KINDS)
    return blocks if chart is None else [*blocks, chart]


def _kinds(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    for measure, name in KINDS:
        pair = draft.pair(measure)
        if pair is not None and pair.now.is_known:
            found.append([f"{name} ", *brief_change(draft, pair), *_clear(draft, measure)])
    return found


def _clear(draft: Draft, measure: str) -> Parts:
    pair = draft.pair(measure)
    clear = pair is not None and pair.comparison is not None and pair.comparison.change.is_clear
    return [f", {pair.comparison.change.words}"] if clear and pair and pair.comparison else []


def _others(draft: Draft) -> BulletList:
    items: list[tuple[str | Run, ...]] = []
    for measure, lead in OTHERS:
        pair = draft.pair(measure)
        if pair is not None and pair.now.is_known:
            items.append((lead, *with_change(draft, pair), "."))
    return bullets(*(items or [("Các lĩnh vực khác: chưa có số liệu.",)]))


def _figures_used(draft: Draft) -> list[Block]:
    review = draft.review
    if not review.completeness:
        return [said(["Trong kỳ chưa có báo cáo nào phải nộp theo danh mục hiện hành."])]
    blocks: list[Block] = [
        said(
            [
                f"{ADDED_UP}, cán bộ đếm từ danh sách ngày {format_date(review.window.end)}. {COMPLETE}"
            ]
        ),
        bullets(*(tuple(_completeness(draft, line)) for line in review.completeness)),
    ]
    if review.silent:
        blocks.append(said(_silent(draft)))
    published = _published(draft)
    if published:
        blocks.append(said(published))
    blocks.append(said([METHOD]))
    return blocks


ADDED_UP = (
    "Số liệu phát sinh được cộng từ các báo cáo đã duyệt có ngày chốt nằm trong kỳ; số về tổ chức"
)
COMPLETE = "Mức đầy đủ của từng loại báo cáo:"
METHOD = (
    "Các từ “giảm rõ rệt”, “tăng rõ rệt” chỉ dùng khi khoảng tin cậy 95% chính xác của tỷ số giữa hai kỳ nằm hẳn "
    "về một phía của 1; ngoài ra chỉ nêu số tăng, giảm. Không so sánh khi mức đầy đủ của báo cáo dưới 80% hoặc "
    "hai kỳ chênh nhau quá 5 điểm phần trăm. Khoảng tin cậy của từng chỉ tiêu ở Phụ lục I."
)


def _completeness(draft: Draft, line: Completeness) -> Parts:
    return [
        f"{line.label}: ",
        *of(draft, line.reported, line.expected),
        " báo cáo (",
        *amount(draft, line.share),
        f"){_periods(line)}.",
    ]


def _periods(line: Completeness) -> str:
    if not line.periods:
        return ""
    first, last = line.periods[0], line.periods[-1]
    days = f"({format_date(first.start)} đến {format_date(last.last_day)})"
    names = [period.label().partition(" (")[0] for period in (first, last)]
    return f", {names[0]} {days}" if first == last else f", từ {names[0]} đến {names[1]} {days}"


def _silent(draft: Draft) -> Parts:
    names = draft.review.silent
    count = derived(
        draft.review.completeness[0].reported,
        "silent",
        "Đơn vị không có báo cáo nào trong kỳ",
        len(names),
        unit="đơn vị",
        source="Đếm đơn vị phải báo cáo mà không có báo cáo đã duyệt nào",
    )
    shown = f": {listed(list(names), NAMED)}" if len(names) <= NAMED else ""
    return [
        "Có ",
        *amount(draft, count, "đơn vị không có báo cáo tháng về an ninh, trật tự nào trong kỳ"),
        f"{shown}.",
    ]


def _published(draft: Draft) -> Parts:
    pairs = [pair for pair in draft.review.stated if pair.computed is not None]
    if not pairs:
        return []
    like = pairs[0].stated
    counts = {
        "compared": ("Số đã công bố đặt cạnh số tính", len(pairs)),
        "agreeing": (
            "Số đã công bố khớp số tính",
            sum(not pair.stated.difference for pair in pairs),
        ),
    }
    made = {
        name: derived(
            like,
            name,
            label,
            value,
            id=f"stated.{name}@{like.scope}",
            unit="số",
            decimals=0,
            kind="computed",
            source="Đếm ở Phụ lục III",
        )
        for name, (label, value) in counts.items()
    }
    return [
        "Trong ",
        draft.figure(made["compared"]),
        " số đã công bố về địa bàn có thể tính lại từ dữ liệu, ",
        draft.figure(made["agreeing"]),
        " số khớp; các số khác nhau được nêu cả hai cùng chênh lệch ở Phụ lục III.",
    ]
