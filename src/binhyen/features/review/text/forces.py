"""Part II, first half: officers, Party cells, headquarters."""

from __future__ import annotations

from decimal import Decimal

from binhyen.engines.documents.api import Block, bullets
from binhyen.features.review.rules.deriving import derived
from binhyen.features.review.text.draft import Draft, Parts, heading, joined, said
from binhyen.features.review.text.phrases import amount, of, share
from binhyen.features.review.text.stations import cells, norm_sentence, premises
from binhyen.features.review.types import NormLine, WaveLine
from binhyen.kernel.numbers import format_date

NO_PROGRAMME = "Địa bàn không có đơn vị thuộc chương trình xây dựng công an xã, thị trấn chính quy."
POSTS = (
    ("staffing.chiefs", "Trưởng Công an"),
    ("staffing.deputies", "Phó trưởng Công an"),
    ("staffing.members", "Công an viên"),
)


def forces(draft: Draft) -> list[Block]:
    """II.1 to II.3; one sentence where the programme has no unit."""
    if not draft.review.subject.has_programme:
        return [
            heading(2, "1. Xây dựng lực lượng, chi bộ, trụ sở"),
            said([NO_PROGRAMME]),
        ]
    return [
        heading(2, "1. Bố trí lực lượng công an chính quy"),
        *_officers(draft),
        heading(2, "2. Tổ chức đảng"),
        *cells(draft),
        heading(2, "3. Trụ sở, cơ sở vật chất"),
        *premises(draft),
    ]


def _officers(draft: Draft) -> list[Block]:
    officers, units = draft.day("staffing.officers"), draft.day("units.programme")
    if officers is None or units is None:
        return [said(["Chưa có số liệu về bố trí cán bộ."])]
    day = format_date(draft.review.window.end)
    first: Parts = [
        f"Đến ngày {day}, đã bố trí ",
        *amount(draft, officers, "cán bộ, chiến sĩ chính quy"),
        " tại ",
        *_staffed(draft),
        *_payroll(draft),
        *_moved(draft),
        ".",
    ]
    blocks: list[Block] = [said(first), said(_posts(draft)), *_by_type(draft)]
    if draft.review.waves:
        blocks += _waves(draft)
    lines = [tuple(norm_sentence(draft, line)) for line in _staffing_norms(draft)]
    return (
        [*blocks, said(["So với định mức đang có hiệu lực:"]), bullets(*lines)] if lines else blocks
    )


def _staffed(draft: Draft) -> Parts:
    staffed, units = draft.day("staffing.units_staffed"), draft.day("units.programme")
    if staffed is None or units is None:
        return ["các xã, thị trấn"]
    label = "Tỷ lệ xã, thị trấn đã có công an chính quy"
    return [
        *of(draft, staffed, units),
        f" {draft.review.subject.programme_word} (",
        *share(draft, staffed, units, label),
        ")",
    ]


def _payroll(draft: Draft) -> Parts:
    rate, payroll = draft.day("staffing.share_of_payroll"), draft.day("staffing.payroll")
    if rate is None or payroll is None:
        return []
    return [
        ", chiếm ",
        draft.figure(rate),
        "% biên chế của Công an tỉnh (",
        draft.figure(payroll),
        " người)",
    ]


def _moved(draft: Draft) -> Parts:
    now, before = draft.day("staffing.officers"), draft.review.days_before.get("staffing.officers")
    if now is None or before is None or before.value is None:
        return []
    change = (now.value or Decimal(0)) - before.value
    if not change:
        return ["; bằng số ngày đầu kỳ"]
    number = derived(
        now,
        "difference",
        "Chênh lệch so với ngày đầu kỳ: cán bộ chính quy",
        abs(change),
        source=f"{now.text} − {before.text}",
    )
    word = "tăng" if change > 0 else "giảm"
    day = format_date(draft.review.window.start)
    return [
        f"; {word} ",
        draft.figure(number),
        f" người so với ngày {day} (",
        draft.figure(before),
        ")",
    ]


def _posts(draft: Draft) -> Parts:
    held: list[Parts] = [
        [draft.figure(number), f" {name}"]
        for measure, name in POSTS
        if (number := draft.day(measure)) is not None
    ]
    complete, units = draft.day("staffing.units_complete"), draft.day("units.programme")
    parts: Parts = (
        ["Theo chức danh: ", *joined(held)] if held else ["Chưa có số liệu theo chức danh"]
    )
    if complete is not None and units is not None:
        parts += ["; ", *of(draft, complete, units), " đơn vị có đủ ba chức danh bắt buộc"]
    return [*parts, "."]


def _by_type(draft: Draft) -> list[Block]:
    numbers = dict(draft.review.slices.get("types", ()))
    types = [name.removesuffix(".units") for name in numbers if name.endswith(".units")]
    groups: list[Parts] = [
        [
            draft.figure(numbers[f"{type_}.units"]),
            f" {type_} có ",
            draft.figure(numbers[f"{type_}.officers"]),
            " cán bộ",
            *_average(draft, type_),
        ]
        for type_ in types
    ]
    return [said(["Theo loại đơn vị: ", *joined(groups), "."])] if len(groups) > 1 else []


def _average(draft: Draft, type_: str) -> Parts:
    numbers = dict(draft.review.slices["types"])
    officers, units = numbers[f"{type_}.officers"], numbers[f"{type_}.units"]
    if not units.value or officers.value is None:
        return []
    average = derived(
        officers,
        "average",
        f"Bình quân cán bộ một {type_}",
        round(officers.value / units.value, 1),
        decimals=1,
        numerator=officers.value,
        denominator=units.value,
        source=f"{officers.text} : {units.text}",
    )
    return [" (bình quân ", draft.figure(average), ")"]


def _waves(draft: Draft) -> list[Block]:
    waves = draft.review.waves
    count = derived(
        waves[0].officers,
        "count",
        "Số đợt điều động",
        len(waves),
        unit="đợt",
        source="Đếm các đợt có người",
    )
    donors = len(draft.review.donors)
    given = derived(
        waves[0].officers,
        "givers",
        "Số đơn vị cử cán bộ",
        donors,
        unit="đơn vị",
        source="Đếm đơn vị có người được điều động",
    )
    lead: Parts = ["Cán bộ được điều động trong ", draft.figure(count), " đợt"]
    if donors:
        lead += [", từ ", draft.figure(given), " đơn vị nghiệp vụ, công an cấp huyện"]
    return [said([*lead, ":"]), bullets(*(tuple(_wave(draft, wave)) for wave in waves))]


def _wave(draft: Draft, wave: WaveLine) -> Parts:
    first, last = format_date(wave.first_on), format_date(wave.last_on)
    days = f"ngày {first}" if first == last else f"từ {first} đến {last}"
    return [
        f"{wave.label} ({days}): ",
        *amount(draft, wave.officers, "cán bộ"),
        " về ",
        *amount(draft, wave.units, "đơn vị"),
        *([f", theo Quyết định số {wave.decision}"] if wave.decision else []),
        ".",
    ]


def _staffing_norms(draft: Draft) -> list[NormLine]:
    return [line for line in draft.review.norms if line.code.startswith("staffing.")]
