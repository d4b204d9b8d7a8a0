"""A roster as a document of the station: a table by days on a turned sheet, the proof of fairness below."""

from __future__ import annotations

from datetime import date

from binhyen.engines.documents.api import (
    Column,
    Document,
    Heading,
    Signer,
    Table,
    bullets,
    paragraph,
)
from binhyen.features.rosters.api import Roster
from binhyen.features.rosters.presenting import Sheet

DEMO = "DỮ LIỆU MÔ PHỎNG"


def roster_document(roster: Roster, shown: Sheet, on: date) -> Document:
    """The description both renderers read; without number, since a roster is not registered as a document."""
    columns = (
        Column("Ngày", 1.2),
        Column("Thứ", 0.6, "center"),
        *(Column(label, 2.5) for _code, label, _short in shown.kinds),
        Column("Ghi chú", 1.5),
    )
    rows = tuple(
        (
            f"{one.day.on:%d/%m/%Y}",
            one.day.weekday,
            *("; ".join(names) for names in one.holders),
            one.day.name,
        )
        for one in shown.dates
    )
    period = f"từ ngày {roster.first_day:%d/%m/%Y} đến ngày {roster.last_day:%d/%m/%Y}"
    words = [one["words"] for one in roster.result["fairness"]]
    return Document(
        agency=f"CÔNG AN {roster.unit_name.upper()}",
        symbol="LT-CAX",
        place=roster.unit_name[:1].upper() + roster.unit_name[1:],
        issued_on=on,
        kind="LỊCH TRỰC",
        subject=f"Lịch trực {period}",
        blocks=(
            Table("Phân công trực", columns, rows, landscape=True),
            Heading(1, "Chứng minh công bằng khi lập lịch"),
            bullets(*words) if words else paragraph("Không có thước đo nào."),
        ),
        signer=Signer("TRƯỞNG CÔNG AN"),
        recipients=("Như trên", "Lưu: đơn vị"),
        notice=DEMO if roster.synthetic else "",
        lists_origins=False,
    )
