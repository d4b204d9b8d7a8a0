"""The .docx: an editable text in the frame of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from binhyen.engines.documents.api import Document, as_preview, render_docx
from binhyen.engines.documents.tests.samples import NOTICE, VIETNAMESE, report


def read(document: Document):
    return docx.Document(BytesIO(render_docx(document)))


@pytest.fixture(scope="module")
def made():
    return read(report())


def texts_of(made) -> str:
    return "\n".join(element.text or "" for element in made.element.body.iter(qn("w:t")))


def test_paper_and_margins_are_the_decrees(made):
    first = made.sections[0]
    sizes = (first.page_width, first.page_height, first.top_margin, first.bottom_margin)
    assert [round(size / Mm(1)) for size in sizes] == [210, 297, 20, 20]
    assert [round(size / Mm(1)) for size in (first.left_margin, first.right_margin)] == [30, 18]


def test_everything_is_times_new_roman(made):
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        fonts = made.styles[name].element.rPr.rFonts
        assert {
            fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")
        } == {"Times New Roman"}
        assert fonts.get(qn("w:asciiTheme")) is None
    assert {fonts.get(qn("w:ascii")) for fonts in made.element.body.iter(qn("w:rFonts"))} <= {
        "Times New Roman"
    }


def test_the_head_has_two_columns(made):
    left, right = made.tables[0].rows[0].cells
    assert [line.text for line in left.paragraphs if line.text] == [
        "BỘ CÔNG\u00a0AN", "CÔNG AN TỈNH AN\u00a0PHƯỚC", "Số: 165/BC-CAT-PV01",
    ]  # fmt: skip
    assert [line.text for line in right.paragraphs if line.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Phước, ngày 03 tháng 6 năm 2022",
    ]  # fmt: skip
    assert right.width >= Mm(100)
    assert right.paragraphs[-1].runs[0].italic
    assert left._tc.xpath(".//w:pBdr/w:bottom")


def test_the_body_is_justified_with_an_indent(made):
    [line] = [one for one in made.paragraphs if one.text.startswith("Thực hiện Nghị định")]
    assert line.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert line.paragraph_format.first_line_indent == pytest.approx(Cm(1.27), abs=700)
    assert made.styles["Normal"].font.size == Pt(14)


def test_headings_are_headings(made):
    found = [
        (one.style.name, one.text)
        for one in made.paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "I. TÌNH HÌNH, KẾT QUẢ") in found
    assert ("Heading 2", "1. Tổ chức lực lượng") in found


def test_the_table_head_repeats_and_the_total_is_bold(made):
    table = made.tables[1]
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows][:2] == [True, False]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
    assert [cell.text for cell in table.rows[-1].cells] == ["", "Cộng", "200", ""]
    assert table.rows[-1].cells[1].paragraphs[0].runs[0].bold
    widths = [column.width for column in table.columns]
    assert [cell.width for cell in table.rows[3].cells] == widths
    assert sum(widths) == pytest.approx(Mm(162), abs=Mm(0.5))


def test_a_figure_prints_as_plain_text_and_its_origin_in_the_annex(made):
    assert any("bố trí 2.570 cán bộ, chiếm 33,76% biên chế" in one.text for one in made.paragraphs)
    origins = made.tables[-1]
    assert [cell.text for cell in origins.rows[0].cells] == [
        "TT",
        "Số liệu",
        "Nội dung",
        "Nguồn (mã tra cứu)",
    ]
    codes = [row.cells[3].text.replace("\u200b", "") for row in origins.rows]
    assert codes[1:4] == [
        "posts_held@AP:2022-06-03",
        "share_of_payroll@AP:2022-06-03",
        "cases_solved@AP:2022",
    ]
    assert "posts_held" not in texts_of(read(report(rows=1, lists_origins=False)))


def test_the_notice_is_in_every_header_and_the_number_not_on_page_one(made):
    first, later = made.sections[0].first_page_header, made.sections[0].header
    assert NOTICE in first.paragraphs[0].text
    assert NOTICE in later.paragraphs[0].text
    assert "PAGE" in later._element.xml
    assert "PAGE" not in first._element.xml
    for section in list(made.sections)[1:]:
        assert section.header.is_linked_to_previous
        assert not section.different_first_page_header_footer


def test_the_watermark_is_only_on_a_preview(made):
    preview = read(as_preview(report(rows=1))).sections[0]
    for header in (preview.first_page_header, preview.header):
        assert 'string="BẢN XEM TRƯỚC"' in header._element.xml
    assert "textpath" not in made.sections[0].header._element.xml


def test_the_signature_stays_with_its_text(made):
    [place] = [table for table in made.tables if "Nơi nhận:" in table.rows[0].cells[0].text]
    left, right = place.rows[0].cells
    assert [line.text for line in left.paragraphs][1:] == [
        "- Bộ Công an (để báo cáo);", "- Ủy ban nhân dân tỉnh;", "- Lưu: VT, PV01.",
    ]  # fmt: skip
    assert [left.paragraphs[0].runs[0].font.size, left.paragraphs[1].runs[0].font.size] == [
        Pt(12),
        Pt(11),
    ]
    assert [line.text for line in right.paragraphs][:2] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert place.rows[0]._tr.xpath("./w:trPr/w:cantSplit")
    before = place._tbl.getprevious()
    assert before.xpath("./w:pPr/w:keepNext")


def test_a_wide_table_turns_the_page_and_back(made):
    turned = [section.page_width > section.page_height for section in made.sections]
    assert turned == [False, True, False]


def test_the_chart_is_a_picture_with_words_for_it(made):
    [picture] = made.inline_shapes
    assert picture.width == pytest.approx(Mm(160), abs=Mm(0.1))
    assert picture._inline.docPr.get("descr") == "Cột đôi: số vụ theo loại"


def test_every_vietnamese_letter_is_kept():
    assert VIETNAMESE in texts_of(read(report(rows=1, subject=VIETNAMESE)))


def test_equal_documents_are_equal_bytes():
    assert render_docx(report(rows=2)) == render_docx(report(rows=2))
