"""The pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

import io
import zipfile

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shape import InlineShape
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_WATERMARK = (
    "<w:r {namespaces}"
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="{name}" type="#_x0000_t136" fillcolor="#d9d9d9" stroked="f"'
    ' style="position:absolute;width:480pt;height:96pt;rotation:308;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin">'
    '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-weight:bold"/></v:shape></w:pict></w:r>'
)


def set_font(style: ParagraphStyle) -> None:
    """Name the font for every script and drop theme fonts, which would win over it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def add_page_number(paragraph: Paragraph) -> None:
    """A field that word processors fill in with the page's number."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), (None, "1"), ("end", "")):
        run = paragraph.add_run()
        if kind is None:
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx offers no other way in
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)  # noqa: SLF001


def draw_line_below(paragraph: Paragraph) -> None:
    """A rule as long as the paragraph is wide."""
    _add_borders(paragraph, ("bottom",))


def draw_box(paragraph: Paragraph) -> None:
    """A thin box around the paragraph."""
    _add_borders(paragraph, ("top", "left", "bottom", "right"))


def repeat_as_header(row: _Row) -> None:
    """Print the row again on every page its table reaches."""
    _flag_row(row, "w:tblHeader")


def keep_row_whole(row: _Row) -> None:
    """Never break the row over two pages."""
    _flag_row(row, "w:cantSplit")


def drop_side_room(table: Table) -> None:
    """Let text reach the edges of a table that only places it."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx offers no other way in
    look.addprevious(margins)


def add_watermark(paragraph: Paragraph, text: str, name: str) -> None:
    """Large pale words across the page; `paragraph` belongs to a header."""
    run = parse_xml(_WATERMARK.format(namespaces=nsdecls("w"), name=name))
    textpath = run.find(
        ".//{urn:schemas-microsoft-com:vml}shape/{urn:schemas-microsoft-com:vml}textpath"
    )
    textpath.set("string", text)
    paragraph._p.append(run)  # noqa: SLF001


def describe_picture(picture: InlineShape, alt: str) -> None:
    """What a screen reader says of the picture."""
    picture._inline.docPr.set("descr", alt)  # noqa: SLF001


def without_times(package: bytes) -> bytes:
    """The same archive with fixed file times: equal documents are equal bytes."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()


def _add_borders(paragraph: Paragraph, sides: tuple[str, ...]) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _flag_row(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001
