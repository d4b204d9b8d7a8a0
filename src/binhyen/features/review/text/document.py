"""The whole report as one document description, and the list of every number in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from binhyen.engines.documents.api import Annex, Block, Document, Signer
from binhyen.features.review.text.draft import Draft, Parts, heading, said
from binhyen.features.review.text.forces import forces
from binhyen.features.review.text.remarks import proposals, remarks, tasks
from binhyen.features.review.text.security import work
from binhyen.features.review.text.situation import situation
from binhyen.features.review.text.sources import origins
from binhyen.features.review.text.tables import annexes
from binhyen.features.review.types import Number, Review, Subject
from binhyen.kernel.numbers import format_date

KIND = "BÁO CÁO"
DEMO = "Số liệu mô phỏng"
DECREE_IN_FORCE = date(2021, 5, 16)
ORIGINS_TITLE = "NGUỒN CỦA SỐ LIỆU TRONG PHẦN LỜI"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document and the numbers printed in it, in the order of first printing."""

    document: Document
    numbers: tuple[Number, ...]


def draft_report(review: Review, issued_on: date) -> Drafted:
    """Draft the report in official Vietnamese; nothing stands in it that the review does not hold."""
    draft = Draft(review)
    body = _body(draft)
    of_text = tuple(draft.printed.values())
    tables = annexes(draft)
    sources: list[Block] = [Annex("PHỤ LỤC", ORIGINS_TITLE), origins(draft, of_text)]
    document = _framed(review, issued_on, (*body, *tables, *sources))
    return Drafted(document, tuple(draft.printed.values()))


def subject_line(review: Review) -> str:
    """What the report is about, under the word BÁO CÁO."""
    days = f"từ ngày {format_date(review.window.start)} đến ngày {format_date(review.window.end)}"
    where = "trên cả nước" if review.subject.level == 0 else f"trên địa bàn {review.subject.name}"
    if review.subject.has_programme:
        return f"Sơ kết công tác xây dựng công an xã, thị trấn chính quy và kết quả bảo đảm an ninh, trật tự {where} {days}"
    return f"Kết quả công tác bảo đảm an ninh, trật tự {where} {days}"


def _body(draft: Draft) -> list[Block]:
    first = 4 if draft.review.subject.has_programme else 2
    return [
        said(_opening(draft.review)),
        *situation(draft),
        heading(1, "II. KẾT QUẢ"),
        *forces(draft),
        *work(draft, first),
        *remarks(draft),
        *tasks(draft),
        *proposals(draft),
        said(_closing(draft.review.subject)),
    ]


def _opening(review: Review) -> Parts:
    days = f"từ ngày {format_date(review.window.start)} đến ngày {format_date(review.window.end)}"
    before = (
        f"từ ngày {format_date(review.previous.start)} đến ngày {format_date(review.previous.end)}"
    )
    basis = ""
    if review.subject.has_programme and review.window.end >= DECREE_IN_FORCE:
        basis = (
            "Thực hiện Nghị định số 42/2021/NĐ-CP ngày 31-3-2021 của Chính phủ quy định việc xây dựng Công an xã, "
            "thị trấn chính quy, "
        )
    what = "báo cáo sơ kết kết quả thực hiện" if basis else "báo cáo kết quả công tác"
    return [
        f"{basis}{review.subject.police} {what} {days} (sau đây gọi là kỳ này; kỳ trước {before}) như sau:"
    ]


def _closing(subject: Subject) -> Parts:
    above = f", kính báo cáo {subject.above} theo dõi, chỉ đạo" if subject.above else ""
    return [f"Trên đây là báo cáo của {subject.police}{above}./."]


def _framed(review: Review, issued_on: date, blocks: tuple[Block, ...]) -> Document:
    whom = review.subject
    return Document(
        agency=whom.agency,
        agency_parent=whom.agency_parent,
        symbol=whom.symbol,
        place=whom.place,
        issued_on=issued_on,
        kind=KIND,
        subject=subject_line(review),
        blocks=blocks,
        signer=Signer(whom.signer),
        recipients=whom.recipients,
        notice=DEMO if review.is_demo else "",
        # The annex of origins is ours: it lists the numbers of the text, not the thousand of the tables.
        lists_origins=False,
    )
