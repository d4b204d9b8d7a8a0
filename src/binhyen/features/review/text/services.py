"""State management, population data, movement, training, advice, commendation: one sentence a subject."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.features.review.text.draft import Draft, Parts, joined
from binhyen.features.review.text.phrases import amount, money, with_change
from binhyen.features.review.types import Pair

Named = Sequence[tuple[str, str]]


WEAPONS: Named = (
    ("weapons.guns", "khẩu súng các loại"),
    ("weapons.rounds", "viên đạn"),
    ("weapons.fireworks", "kg pháo"),
    ("weapons.blades", "vũ khí thô sơ"),
)


CONTROL: Named = (
    ("patrols.runs", "lượt tuần tra"),
    ("callins.times", "lượt gọi hỏi, răn đe"),
    ("inspections.premises", "cơ sở kinh doanh có điều kiện được kiểm tra"),
    ("inspections.violations", "cơ sở vi phạm"),
)


RESIDENCE: Named = (
    ("residence.permanent", "hồ sơ đăng ký thường trú"),
    ("residence.temporary", "hồ sơ đăng ký tạm trú"),
    ("residence.stay", "lượt thông báo lưu trú"),
    ("residence.checks", "lượt kiểm tra cư trú"),
)


FUNNEL: Named = (
    ("idcard.taken", "hồ sơ thu nhận"),
    ("idcard.printed", "thẻ đã in"),
    ("idcard.returned", "thẻ đã trả cho công dân"),
)


MOVEMENT: Named = (
    ("movement.models", "mô hình"),
    ("movement.points", "điểm nhân rộng"),
    ("movement.teams", "tổ tham gia"),
)


PROPAGANDA: Named = (
    ("propaganda.sessions", "buổi tuyên truyền"),
    ("propaganda.attendance", "lượt người dự"),
    ("propaganda.households_pledged", "hộ ký cam kết"),
)


HONOURS: Named = (
    ("commendation.units", "lượt tập thể"),
    ("commendation.persons", "lượt cá nhân được khen thưởng"),
    ("commendation.good_deeds", "gương người tốt, việc tốt được nêu"),
)


def control(draft: Draft) -> list[Parts]:
    found = _lines(draft, "Đã thực hiện ", CONTROL)
    records, decisions = draft.pair("offences.records"), draft.over("offences.decisions")
    if records is not None and records.now.is_known:
        parts: Parts = ["Lập ", *with_change(draft, records, "biên bản vi phạm hành chính")]
        if decisions is not None:
            parts += ["; ban hành ", *amount(draft, decisions, "quyết định xử phạt")]
        fines = draft.over("offences.fines_vnd")
        if fines is not None:
            parts += [", số tiền ", *money(draft, fines)]
        found.append([*parts, "."])
    found += _lines(draft, "Vận động giao nộp ", WEAPONS)
    persons = draft.over("supervision.persons")
    if persons is not None:
        parts = [
            "Quản lý, giám sát, giáo dục tại địa bàn ",
            *amount(draft, persons, "người theo biện pháp của pháp luật"),
        ]
        due, done = draft.over("supervision.reviews_due"), draft.over("supervision.reviews_done")
        if due is not None and done is not None:
            parts += [
                "; thực hiện ",
                draft.figure(done),
                "/",
                draft.figure(due),
                " lần nhận xét, kiểm điểm đến hạn",
            ]
        found.append([*parts, "."])
    return found


def population(draft: Draft) -> list[Parts]:
    found = _lines(draft, "Giải quyết ", RESIDENCE)
    cleaned, due = draft.over("population.data_cleaned"), draft.over("population.data_due")
    if cleaned is not None and due is not None:
        parts: Parts = [
            "Làm sạch ",
            draft.figure(cleaned),
            "/",
            draft.figure(due),
            " trường hợp dữ liệu dân cư",
        ]
        rate = draft.pair("population.clean_rate")
        if rate is not None and rate.now.is_known:
            parts += [" (", *amount(draft, rate.now), ")"]
        found.append([*parts, " theo yêu cầu đúng, đủ, sạch, sống."])
    funnel = _lines(draft, "Cấp căn cước: ", FUNNEL)
    taken, returned = draft.over("idcard.taken"), draft.over("idcard.returned")
    if taken is not None and returned is not None and returned.count > taken.count:
        funnel.append(["Thẻ in, trả trong kỳ gồm cả thẻ của hồ sơ thu nhận từ kỳ trước."])
    found += funnel
    taken, active = draft.over("eid.taken"), draft.over("eid.activated")
    if taken is not None and active is not None:
        found.append(
            [
                "Định danh điện tử: thu nhận ",
                *amount(draft, taken),
                ", đã kích hoạt ",
                *amount(draft, active),
                ".",
            ]
        )
    return found


def movement(draft: Draft) -> list[Parts]:
    found = _lines(draft, "Đang duy trì ", MOVEMENT)
    found += _lines(draft, "Tổ chức ", PROPAGANDA)
    safe, areas = draft.over("movement.areas_safe"), draft.over("movement.areas")
    if safe is not None and areas is not None:
        found.append(
            [
                "Phân loại năm: ",
                draft.figure(safe),
                "/",
                draft.figure(areas),
                " khu dân cư, cơ quan, doanh nghiệp, nhà trường đạt tiêu chuẩn An toàn về an ninh, trật tự.",
            ]
        )
    return found


def learning(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    classes, due = draft.over("training.classes"), draft.over("training.due")
    attended = draft.over("training.attendances")
    if classes is not None and attended is not None:
        parts: Parts = [
            "Mở ",
            *amount(draft, classes, "lớp tập huấn, bồi dưỡng"),
            "; ",
            draft.figure(attended),
        ]
        parts += ["/", draft.figure(due)] if due is not None else []
        found.append([*parts, " lượt cán bộ đến lượt đã dự."])
    rate = draft.over("dissemination.rate")
    if rate is not None:
        found.append(
            [
                "Tỷ lệ lượt cán bộ xác nhận đã được phổ biến, quán triệt văn bản: ",
                *amount(draft, rate),
                ".",
            ]
        )
    visits, closed = draft.over("checks.visits"), draft.over("checks.findings_closed")
    findings = draft.over("checks.findings")
    if visits is not None:
        parts = ["Cấp trên kiểm tra, hướng dẫn ", *amount(draft, visits, "lượt")]
        if findings is not None and closed is not None:
            parts += [
                "; đã khắc phục ",
                draft.figure(closed),
                "/",
                draft.figure(findings),
                " kiến nghị sau kiểm tra",
            ]
        found.append([*parts, "."])
    return found


def advice(draft: Draft) -> list[Parts]:
    found: list[Parts] = []
    papers, adopted = draft.over("advice.papers"), draft.over("advice.adopted")
    if papers is not None and adopted is not None:
        found.append(
            [
                "Tham mưu cấp ủy, chính quyền ",
                *amount(draft, papers, "văn bản về an ninh, trật tự"),
                ", trong đó ",
                *amount(draft, adopted, "văn bản được ban hành hoặc chấp thuận"),
                ".",
            ]
        )
    due, done = draft.over("tasks.due"), draft.over("tasks.done_on_time")
    if due is not None and done is not None:
        found.append(
            [
                "Hoàn thành đúng hạn ",
                draft.figure(done),
                "/",
                draft.figure(due),
                " nhiệm vụ đến hạn trong kỳ.",
            ]
        )
    return found


def honours(draft: Draft) -> list[Parts]:
    found = _lines(draft, "Khen thưởng ", HONOURS)
    kinds = draft.review.slices.get("commendation.persons", ())
    if kinds:
        groups: list[Parts] = [[f"{name} ", draft.figure(number)] for name, number in kinds]
        found.append(["Hình thức khen thưởng cá nhân (lượt): ", *joined(groups, "; ", "; "), "."])
    discipline = draft.over("discipline.officers")
    if discipline is not None:
        found.append(["Xử lý kỷ luật ", *amount(draft, discipline, "cán bộ, chiến sĩ"), "."])
    received, resolved = draft.over("complaints.received"), draft.over("complaints.resolved")
    if received is not None and resolved is not None:
        found.append(
            [
                "Giải quyết ",
                draft.figure(resolved),
                "/",
                draft.figure(received),
                " phản ánh, kiến nghị, khiếu nại của Nhân dân.",
            ]
        )
    return found


def _lines(draft: Draft, lead: str, named: Named) -> list[Parts]:
    """One sentence that enumerates what is known of some figures; nothing when nothing is."""
    groups = [
        _beside_before(draft, pair, noun)
        for measure, noun in named
        if (pair := draft.pair(measure)) is not None and pair.now.is_known
    ]
    return [[lead, *joined(groups), "."]] if groups else []


def _beside_before(draft: Draft, pair: Pair, noun: str) -> Parts:
    parts = amount(draft, pair.now, noun)
    if pair.before.is_known:
        parts += [" (kỳ trước ", draft.figure(pair.before), ")"]
    return parts
