"""The PDF: PDF/A, every letter, every page's notice, the frame in reading order."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from binhyen.engines.documents.api import Document, as_preview, paragraph, render_pages, render_pdf
from binhyen.engines.documents.tests.samples import NOTICE, VIETNAMESE, report
from binhyen.kernel.errors import Invalid

POINTS_A_MM = 72 / 25.4


def read(document: Document) -> PdfReader:
    return PdfReader(BytesIO(render_pdf(document)))


def words(reader: PdfReader) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split()
    )


@pytest.fixture(scope="module")
def pages():
    return read(report()).pages


def test_there_are_134_vietnamese_letters():
    assert len(set(VIETNAMESE)) == len(VIETNAMESE) == 134


@pytest.mark.parametrize("style", ["", "bold", "italic", "both"])
def test_every_vietnamese_letter_extracts_back_in_every_face(style: str):
    from binhyen.engines.documents.api import Text

    run = Text(
        " ".join(VIETNAMESE), bold=style in ("bold", "both"), italic=style in ("italic", "both")
    )
    text = words(read(report(blocks=(paragraph(run),))))
    assert " ".join(VIETNAMESE) in text


def test_all_fonts_are_embedded_and_only_ours(pages):
    names = set()
    for page in pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(descriptor["/FontName"].split("+")[-1])
    assert {"Tinos-Regular", "Tinos-Bold", "BeVietnamPro-Regular"} <= names
    assert all(name.startswith(("Tinos", "BeVietnamPro")) for name in names)


def test_it_says_that_it_is_pdf_a_2b():
    metadata = read(report(rows=1)).xmp_metadata
    marks = metadata.rdf_root.toxml()
    assert "<pdfaid:part>2</pdfaid:part>" in marks
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in marks


def test_the_notice_and_the_watermark_are_on_every_page():
    reader = read(as_preview(report()))
    assert len(reader.pages) >= 5
    for page in reader.pages:
        text = page.extract_text()
        assert NOTICE in text
        assert "BẢN XEM TRƯỚC" in text


def test_without_a_notice_nothing_is_said():
    assert "MÔ PHỎNG" not in words(read(report(rows=1, notice="")))


def test_page_numbers_begin_on_the_second_page(pages):
    assert [page.extract_text().split(NOTICE)[1].split()[0] for page in list(pages)[1:4]] == [
        "2",
        "3",
        "4",
    ]
    assert pages[0].extract_text().split(NOTICE)[1].split()[0] != "1"


def test_it_reads_in_the_order_of_the_decree():
    text = words(read(report()))
    parts = [
        "BỘ CÔNG AN", "CÔNG AN TỈNH AN PHƯỚC", "Số: 165/BC-CAT-PV01",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "An Phước, ngày 03 tháng 6 năm 2022",
        "BÁO CÁO", "Sơ kết thực hiện", "I. TÌNH HÌNH", "2.570 cán bộ", "33,76%", "Bảng 1.", "Cộng",
        "Biểu đồ 1.", "II. KIẾN NGHỊ", "Nơi nhận:", "Lưu: VT, PV01.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
        "PHỤ LỤC I", "Bảng 2.", "NGUỒN CỦA SỐ LIỆU", "posts_held",
    ]  # fmt: skip
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_the_table_head_repeats_on_each_page():
    texts = [page.extract_text() for page in read(report(rows=90)).pages]
    assert (
        sum("So với định mức" in text for text in texts)
        == sum("Xã Đông Hưng" in text for text in texts)
        >= 3
    )


def test_the_signature_never_stands_alone():
    for rows in range(14, 30):
        texts = [page.extract_text() for page in read(report(rows=rows, lists_origins=False)).pages]
        [signed] = [text for text in texts if "Nơi nhận:" in text]
        assert "PHÓ GIÁM ĐỐC" in signed
        assert "Đề nghị Bộ Công an bổ sung biên chế." in signed


def test_a_wide_table_turns_its_page_and_takes_its_title_along():
    [wide] = [page for page in read(report()).pages if page.mediabox.width > page.mediabox.height]
    assert "PHỤ LỤC I" in wide.extract_text()
    assert "Cột số 10" in wide.extract_text()


def test_the_paper_is_a4(pages):
    assert float(pages[0].mediabox.width) == pytest.approx(210 * POINTS_A_MM, abs=0.1)
    assert float(pages[0].mediabox.height) == pytest.approx(297 * POINTS_A_MM, abs=0.1)


def test_an_official_letter_has_its_subject_under_the_number():
    text = words(
        read(report(rows=1, kind="", subject="triển khai kế hoạch", symbol="CAT-PV01", number=5))
    )
    assert "Số: 05/CAT-PV01 V/v triển khai kế hoạch" in text
    assert "BÁO CÁO" not in text


def test_equal_documents_are_equal_bytes():
    assert render_pdf(report(rows=3)) == render_pdf(report(rows=3))


def test_a_letter_the_font_lacks_is_refused_by_name():
    with pytest.raises(Invalid, match="報 告"):
        render_pdf(report(rows=1, subject="Báo cáo 報告"))


def test_signs_of_comparison_are_written_out():
    assert "định mức >= 5" in words(read(report(blocks=(paragraph("định mức ≥ 5"),))))


def test_markup_in_texts_stays_text():
    wild = "#panic() *đậm* _nghiêng_ $x$ <a> \\ ` @b [c] // không"
    assert wild in words(read(report(blocks=(paragraph(wild),))))


def test_pages_come_as_pictures_too():
    pictures = render_pages(report(rows=3), ppi=30)
    assert len(pictures) == len(read(report(rows=3)).pages)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
