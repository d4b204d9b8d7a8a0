"""What leaves the screen: .csv, .xlsx, .docx, .pdf of the table, .svg and .png of the chart."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from binhyen.engines.documents.api import chart_png, chart_svg, render_docx, render_pdf
from binhyen.features.analysis import api
from binhyen.features.analysis.api import Pivot
from binhyen.features.analysis.pages import asking
from binhyen.features.analysis.pages.pictures import chart_of
from binhyen.features.analysis.text.documents import document_of
from binhyen.features.analysis.text.sheets import sheet_of, to_csv, to_xlsx
from binhyen.foundation.audit.api import installation
from binhyen.foundation.ui.api import Chart
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.text import fold

OFFICE = "application/vnd.openxmlformats-officedocument"
HEIGHT_MM = {"normal": 80, "tall": 140}


@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The table or the chart of the address as a file; `public=1` hides small counts of persons."""
    if kind not in KINDS:
        raise NotFound(
            N_("Không xuất được “{value}”; các loại: {known}."),
            value=kind[:12],
            known=", ".join(KINDS),
        )
    actor = asking.actor_of(request)
    found = api.pivot(actor, asking.question_of(actor, request.GET))
    media_type, make = KINDS[kind]
    response = HttpResponse(make(found), content_type=media_type)
    public = "-cong-khai" if found.question.public else ""
    name = slugify(fold(found.question.unit.full_name)) or "so-lieu"
    response["Content-Disposition"] = f'attachment; filename="{name}{public}.{kind}"'
    return response


def _csv(found: Pivot) -> bytes:
    return to_csv(sheet_of(found, demo=_is_demo()))


def _xlsx(found: Pivot) -> bytes:
    return to_xlsx(sheet_of(found, demo=_is_demo()), clock.now())


def _docx(found: Pivot) -> bytes:
    sheet = sheet_of(found, demo=_is_demo())
    place = found.question.unit.full_name
    return render_docx(document_of(sheet, place, api.today(), chart_of(found)))


def _pdf(found: Pivot) -> bytes:
    sheet = sheet_of(found, demo=_is_demo())
    place = found.question.unit.full_name
    return render_pdf(document_of(sheet, place, api.today(), chart_of(found)))


def _svg(found: Pivot) -> bytes:
    chart = _chart(found)
    return chart_svg(chart.option, height_mm=HEIGHT_MM[chart.size]).encode()


def _png(found: Pivot) -> bytes:
    chart = _chart(found)
    return chart_png(chart.option, height_mm=HEIGHT_MM[chart.size])


def _chart(found: Pivot) -> Chart:
    chart = chart_of(found)
    if chart is None:
        raise Invalid(N_("Cách xem này không có biểu đồ; hãy chọn Đường, Cột hoặc Biểu đồ phễu."))
    return chart


def _is_demo() -> bool:
    return bool(installation().demo_world)


KINDS: dict[str, tuple[str, Callable[[Pivot], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", _xlsx),
    "docx": (f"{OFFICE}.wordprocessingml.document", _docx),
    "pdf": ("application/pdf", _pdf),
    "svg": ("image/svg+xml", _svg),
    "png": ("image/png", _png),
}
