"""Exchange over HTTP: the addresses DHIS2 clients know below /api/dhis2/, and our own files below /api/exchange/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router, Status

from binhyen.features.interchange import api
from binhyen.features.interchange import rest_schemas as shapes
from binhyen.foundation.exchange.rest import REFUSALS, Problem, answers, caller
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid

router = Router(tags=["exchange"])
SENT = {200: shapes.WebMessage, 409: shapes.WebMessage, REFUSALS - {409}: Problem}
FILES = {REFUSALS: Problem}
EXCHANGE, VIEW = "figures.exchange", "figures.view"
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in (
                "application/json",
                "text/csv",
                "application/xml",
                "application/adx+xml",
            )
        },
    }
}
STREAMED = {
    "responses": {
        200: {
            "description": "Tệp, gửi dần",
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}}
                for kind in (
                    *(one.partition(";")[0] for one in api.MEDIA_TYPES.values()),
                    "text/csv",
                )
            },
        }
    }
}
KINDS = {"json": api.FileFormat.DHIS2, "csv": api.FileFormat.DHIS2, "adx": api.FileFormat.ADX}
SendingQuery = Query[shapes.Sending]
AskingQuery = Query[shapes.Asking]
AnalyticsQuery = Query[shapes.AnalyticsAsking]
PagingQuery = Query[shapes.Paging]
COMPATIBLE = "2.40"
READ = 1 << 16


@router.post("/dhis2/dataValueSets", response=SENT, openapi_extra=BODY, summary="Nạp dataValueSets")
def send_values(request: HttpRequest, sending: SendingQuery) -> Any:
    """JSON, CSV, XML or ADX by Content-Type; read as it comes in, never held in memory."""
    return _received(request, sending)


@router.post(
    "/dhis2/completeDataSetRegistrations",
    response=SENT,
    openapi_extra=BODY,
    summary="Nộp báo cáo đã đủ số",
)
def send_registrations(request: HttpRequest, sending: SendingQuery) -> Any:
    return _received(request, sending)


@router.get(
    "/dhis2/dataValueSets", response=FILES, openapi_extra=STREAMED, summary="Lấy dataValueSets"
)
def take_values(request: HttpRequest, asking: AskingQuery) -> StreamingHttpResponse:
    actor = caller(request, VIEW)
    if asking.format not in KINDS:
        raise Invalid(N_("format “{value}”: hãy ghi json, csv hoặc adx."), value=asking.format[:40])
    kind, as_csv = KINDS[asking.format], asking.format == "csv"
    pieces = api.export_asked(actor, _question(asking), _schemes(asking), kind, as_csv=as_csv)
    media = api.MEDIA_TYPES[api.FileFormat.CSV] if as_csv else api.MEDIA_TYPES[kind]
    return _streamed(pieces, media, f"dataValueSet.{'csv' if as_csv else api.ENDINGS[kind]}")


@router.get(
    "/dhis2/completeDataSetRegistrations",
    response=answers(shapes.RegistrationList),
    summary="Báo cáo đã nộp",
)
def take_registrations(request: HttpRequest, asking: AskingQuery) -> dict[str, Any]:
    actor = caller(request, VIEW)
    found = api.registrations_asked(actor, _question(asking), _schemes(asking))
    return {"completeDataSetRegistrations": found}


@router.get("/dhis2/analytics", response=answers(shapes.AnalyticsAnswer), summary="Phân tích")
def analytics(request: HttpRequest, asking: AnalyticsQuery) -> dict[str, Any]:
    actor = caller(request, VIEW)
    order, items, filters = api.read_dimensions(asking.dimension, asking.filter)
    return api.analytics(
        actor,
        api.AnalyticsRequest(
            order,
            items,
            filters,
            scheme=api.scheme_of(asking.inputIdScheme, api.Scheme.UID),
            out=api.scheme_of(asking.outputIdScheme, api.Scheme.UID),
            with_parts=asking.includeNumDen,
            skip_meta=asking.skipMeta,
            as_of=asking.asOf,
            on=asking.relativePeriodDate,
        ),
    )


@router.get(
    "/dhis2/organisationUnits", response=answers(shapes.UnitList), summary="Cây đơn vị của một ngày"
)
def organisation_units(
    request: HttpRequest,
    paging: PagingQuery,
    date: date | None = None,
    level: int | None = None,
    query: str = "",
) -> dict[str, Any]:
    caller(request, "units.view")
    day = date or clock.today()
    pager, found = api.organisation_units(day, _page(paging), level=level, query=query)
    return {"pager": pager, "organisationUnits": found, "date": day.isoformat()}


@router.get("/dhis2/dataElements", response=answers(shapes.ElementList), summary="Chỉ tiêu")
def data_elements(request: HttpRequest, paging: PagingQuery) -> dict[str, Any]:
    return _listed(request, paging, "dataElements", api.data_elements)


@router.get("/dhis2/indicators", response=answers(shapes.IndicatorList), summary="Chỉ số")
def indicators(request: HttpRequest, paging: PagingQuery) -> dict[str, Any]:
    return _listed(request, paging, "indicators", api.indicators)


@router.get("/dhis2/dataSets", response=answers(shapes.ReportList), summary="Mẫu báo cáo")
def data_sets(request: HttpRequest, paging: PagingQuery) -> dict[str, Any]:
    return _listed(request, paging, "dataSets", api.data_sets)


@router.get(
    "/dhis2/categoryOptionCombos", response=answers(shapes.ComboList), summary="Mục phân tổ"
)
def option_combos(request: HttpRequest, paging: PagingQuery) -> dict[str, Any]:
    return _listed(request, paging, "categoryOptionCombos", api.option_combos)


@router.get("/dhis2/me", response=answers(shapes.Me), summary="Người đang hỏi")
def me(request: HttpRequest) -> dict[str, Any]:
    return api.about_actor(caller(request, VIEW), clock.today())


@router.get("/dhis2/system/info", response=answers(shapes.SystemInfo), summary="Hệ thống")
def system_info(request: HttpRequest) -> dict[str, Any]:
    caller(request, VIEW)
    return {
        "version": COMPATIBLE,
        "systemName": "Bình Yên",
        "serverDate": clock.now().isoformat(),
        "calendar": "iso8601",
        "dateFormat": "yyyy-mm-dd",
    }


@router.post(
    "/exchange/import", response=SENT, openapi_extra=BODY, summary="Nạp tệp csv, xlsx, dhis2, adx"
)
def send_file(
    request: HttpRequest,
    sending: SendingQuery,
    format: api.FileFormat,  # noqa: A002 - the name the address has
) -> Any:
    """The same as `binhyen exchange import`; identifiers are codes when nothing is said."""
    return _received(request, _by_code(sending), format)


@router.get(
    "/exchange/export",
    response=FILES,
    openapi_extra=STREAMED,
    summary="Xuất tệp csv, xlsx, dhis2, adx",
)
def take_file(
    request: HttpRequest,
    format: api.FileFormat,  # noqa: A002 - the name the address has
    report: str,
    under: str,
    period: str,
    idScheme: str | None = None,  # noqa: N803 - the name the address has
) -> StreamingHttpResponse:
    """The same as `binhyen exchange export`."""
    actor = caller(request, VIEW)
    scheme = api.scheme_of(idScheme, api.Scheme.CODE)
    wanted = api.ExportRequest(report, under, period, format, api.Schemes.all(scheme))
    pieces = api.export(actor, wanted)
    return _streamed(pieces, api.MEDIA_TYPES[format], f"so-lieu.{api.ENDINGS[format]}")


def _received(
    request: HttpRequest, sending: shapes.Sending, kind: api.FileFormat | None = None
) -> Status[dict[str, Any]]:
    actor = caller(request, EXCHANGE)
    content = (request.content_type or "").casefold()
    wanted = kind or (api.FileFormat.ADX if "adx" in content else api.FileFormat.DHIS2)
    options = _options(sending)
    try:
        outcome = api.import_chunks(actor, _chunks(request), wanted, options, _name(wanted))
    except Conflict as refusal:
        outcome = api.refused_whole(wanted, options, str(refusal))
    code, body = shapes.web_message(outcome, sending.dict(exclude_none=True))
    return Status(code, body)


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    """The body as it arrives; nothing of it is kept in memory."""
    while chunk := request.read(READ):
        yield chunk


def _options(sending: shapes.Sending) -> api.ImportOptions:
    try:
        strategy = api.Strategy(
            sending.importStrategy.upper().replace("NEW_AND_UPDATES", "CREATE_AND_UPDATE")
        )
    except ValueError:
        raise Invalid(
            N_("importStrategy “{value}”: hãy ghi CREATE, UPDATE, CREATE_AND_UPDATE hoặc DELETE."),
            value=sending.importStrategy[:40],
        ) from None
    return api.ImportOptions(
        schemes=_schemes(sending),
        strategy=strategy,
        dry_run=sending.dryRun,
        partial=not sending.allOrNothing,
        approve=sending.approve,
    )


def _schemes(said: shapes.Sending | shapes.Asking) -> api.Schemes:
    return api.schemes_of(
        said.idScheme,
        said.orgUnitIdScheme,
        said.dataElementIdScheme,
        said.categoryOptionComboIdScheme,
        said.dataSetIdScheme,
    )


def _by_code(sending: shapes.Sending) -> shapes.Sending:
    return sending if sending.idScheme else sending.model_copy(update={"idScheme": "CODE"})


def _question(asking: shapes.Asking) -> api.ValueQuestion:
    return api.ValueQuestion(
        asking.dataSet,
        tuple(asking.orgUnit),
        tuple(asking.period),
        asking.startDate,
        asking.endDate,
        asking.children,
    )


def _page(paging: shapes.Paging) -> api.Page:
    return api.Page(paging.page, paging.pageSize, paging.paging)


def _listed(
    request: HttpRequest,
    paging: shapes.Paging,
    name: str,
    read: Callable[[api.Page], tuple[dict[str, Any], list[dict[str, Any]]]],
) -> dict[str, Any]:
    caller(request, VIEW)
    pager, found = read(_page(paging))
    return {"pager": pager, name: found}


def _name(kind: api.FileFormat) -> str:
    return f"api.{api.ENDINGS[kind]}"


def _streamed(pieces: Iterator[bytes], media: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
