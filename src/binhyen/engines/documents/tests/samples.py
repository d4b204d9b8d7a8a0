"""A report with every kind of block, which the tests of both renderers read."""

from __future__ import annotations

from datetime import date

from binhyen.engines.documents.types import (
    Annex,
    Chart,
    Column,
    Document,
    Figure,
    Heading,
    Signer,
    Table,
    Text,
    bullets,
    paragraph,
)

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
VIETNAMESE = "".join(letter for letter in LETTERS if not letter.isascii())
VIETNAMESE += VIETNAMESE.upper()
NOTICE = "DỮ LIỆU MÔ PHỎNG – không dùng cho công tác thật"

OPTION = {
    "binhyen": {"decimals": 1, "unit": "vụ"},
    "legend": {"top": 0, "left": 0},
    "grid": {"left": 8, "right": 24, "top": 48, "bottom": 8, "containLabel": True},
    "xAxis": {
        "type": "category",
        "data": ["Trộm cắp", "Cố ý gây thương tích", "Lừa đảo", "Đánh bạc"],
    },
    "yAxis": {"type": "value"},
    "series": [
        {
            "name": "Kỳ trước",
            "type": "bar",
            "data": [1234.5, 980, 410, 305],
            "label": {"show": True, "position": "top"},
        },
        {
            "name": "Kỳ này",
            "type": "bar",
            "data": [1104, 890.25, 380, None],
            "label": {"show": True, "position": "top"},
        },
    ],
}


def report(rows: int = 40, **changes: object) -> Document:
    """The report of a fictional province; `rows` sets the length of its table."""
    facts: dict[str, object] = {
        "agency_parent": "BỘ CÔNG AN",
        "agency": "CÔNG AN TỈNH AN PHƯỚC",
        "number": 165,
        "symbol": "BC-CAT-PV01",
        "place": "An Phước",
        "issued_on": date(2022, 6, 3),
        "kind": "BÁO CÁO",
        "subject": "Sơ kết thực hiện chủ trương xây dựng Công an xã, thị trấn chính quy từ ngày 31-5-2021 đến nay",
        "signer": Signer("GIÁM ĐỐC", "KT.", "PHÓ GIÁM ĐỐC"),
        "recipients": ("Bộ Công an (để báo cáo)", "Ủy ban nhân dân tỉnh", "Lưu: VT, PV01"),
        "notice": NOTICE,
        "blocks": (
            paragraph(
                "Thực hiện Nghị định số 42/2021/NĐ-CP ngày 31-3-2021 của Chính phủ, Công an tỉnh báo cáo như sau:"
            ),
            Heading(1, "I. TÌNH HÌNH, KẾT QUẢ"),
            Heading(2, "1. Tổ chức lực lượng"),
            paragraph(
                "Toàn tỉnh đã bố trí ",
                Figure("2.570", "posts_held@AP:2022-06-03", "Cán bộ chính quy tại xã, thị trấn"),
                " cán bộ, chiếm ",
                Figure("33,76%", "share_of_payroll@AP:2022-06-03", "Tỷ lệ trong biên chế"),
                " biên chế; ",
                Text("tất cả", bold=True),
                " các xã đã có đủ năm người. " + "Tình hình an ninh, trật tự được giữ vững. " * 12,
            ),
            bullets(
                "Bố trí đủ trưởng, phó công an xã.",
                ("Khám phá ", Figure("1.104", "cases_solved@AP:2022", "Số vụ khám phá"), " vụ."),
            ),
            Heading(3, "a) Theo địa bàn"),
            Table(
                "Bảng 1. Kết quả theo xã, thị trấn",
                (
                    Column("TT", 0.6, "center"),
                    Column("Xã, thị trấn", 3),
                    Column("Quân số", 1.2, "right"),
                    Column("So với định mức", 1.6, "right"),
                ),
                tuple(
                    (
                        str(place),
                        f"Xã Đông Hưng {place}",
                        Figure(str(place % 4 + 4), f"headcount@{place}", "Quân số"),
                        "đủ",
                    )
                    for place in range(1, rows + 1)
                ),
                total=("", "Cộng", str(rows * 5), ""),
                note="Nguồn: số liệu mô phỏng.",
            ),
            Chart(
                OPTION,
                "Biểu đồ 1. Số vụ theo loại, kỳ này so với kỳ trước",
                "Cột đôi: số vụ theo loại",
            ),
            Heading(1, "II. KIẾN NGHỊ, ĐỀ XUẤT"),
            paragraph("Đề nghị Bộ Công an bổ sung biên chế."),
            Annex("PHỤ LỤC I", "SỐ LIỆU CHI TIẾT"),
            Table(
                "Bảng 2. Bảng rộng",
                tuple(Column(f"Cột số {place}", 1, "right") for place in range(1, 11)),
                tuple(tuple(str(place * line) for place in range(1, 11)) for line in range(1, 6)),
                landscape=True,
            ),
        ),
    }
    return Document(**(facts | changes))  # type: ignore[arg-type]
