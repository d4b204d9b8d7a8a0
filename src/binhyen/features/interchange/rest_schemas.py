# ruff: noqa: N815 - the names DHIS2 clients send and read
"""What the API of exchange takes and gives, in the words DHIS2 clients know."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Field, Schema

from binhyen.features.interchange.types import Outcome

ERROR_CODES = {
    "report": "E7600",
    "element": "E7610",
    "period": "E7611",
    "unit": "E7612",
    "option": "E7613",
    "attribute": "E7615",
    "value": "E7619",
    "comment": "E7620",
}
PROPERTIES = {
    "report": "dataSet",
    "element": "dataElement",
    "period": "period",
    "unit": "orgUnit",
    "option": "categoryOptionCombo",
    "attribute": "attributeOptionCombo",
    "value": "value",
    "comment": "comment",
}


class ImportCount(Schema):
    imported: int
    updated: int
    ignored: int
    deleted: int


class ImportConflict(Schema):
    object: str
    objects: dict[str, str]
    value: str
    errorCode: str
    property: str
    indexes: list[int]


class ImportSummary(Schema):
    responseType: str = "ImportSummary"
    status: str
    importOptions: dict[str, Any]
    description: str
    importCount: ImportCount
    conflicts: list[ImportConflict]
    rejectedIndexes: list[int]
    dataSetComplete: str


class WebMessage(Schema):
    """The envelope DHIS2 answers imports with."""

    httpStatus: str
    httpStatusCode: int
    status: str
    message: str
    response: ImportSummary


class Sending(Schema):
    """How values are sent; UID identifiers and a partial import, as DHIS2 does when nothing is said."""

    dryRun: bool = False
    importStrategy: str = "CREATE_AND_UPDATE"
    idScheme: str | None = None
    orgUnitIdScheme: str | None = None
    dataElementIdScheme: str | None = None
    categoryOptionComboIdScheme: str | None = None
    dataSetIdScheme: str | None = None
    allOrNothing: bool = Field(default=False, description="Sai một mục thì không ghi gì")
    approve: bool = Field(default=False, description="Duyệt luôn; cần quyền duyệt")


class Asking(Schema):
    """Which values are wanted."""

    dataSet: str
    orgUnit: list[str]
    period: list[str] = []
    startDate: date | None = None
    endDate: date | None = None
    children: bool = False
    idScheme: str | None = None
    orgUnitIdScheme: str | None = None
    dataElementIdScheme: str | None = None
    categoryOptionComboIdScheme: str | None = None
    dataSetIdScheme: str | None = None
    format: str = Field("json", description="json, csv hoặc adx")


class AnalyticsAsking(Schema):
    """An analytics question."""

    dimension: list[str]
    filter: list[str] = []
    inputIdScheme: str | None = None
    outputIdScheme: str | None = None
    includeNumDen: bool = False
    skipMeta: bool = False
    relativePeriodDate: date | None = None
    asOf: date | None = Field(None, description="Đưa mọi số về cơ cấu đơn vị của ngày này")


class AnalyticsHeader(Schema):
    name: str
    column: str
    valueType: str
    type: str
    hidden: bool
    meta: bool


class AnalyticsAnswer(Schema):
    headers: list[AnalyticsHeader]
    metaData: dict[str, Any]
    rows: list[list[str]]
    width: int
    height: int
    headerWidth: int


class Paging(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=1_000_000)
    pageSize: int = Field(50, ge=1, le=10_000)
    paging: bool = True


class Reference(Schema):
    id: str


class ElementReference(Schema):
    dataElement: Reference


class Named(Schema):
    id: str
    code: str
    name: str
    displayName: str
    shortName: str


class UnitEntry(Named):
    level: int
    path: str
    openingDate: date
    closedDate: date | None
    leaf: bool
    parent: Reference | None


class ElementFacts(Named):
    domainType: str
    valueType: str
    aggregationType: str
    zeroIsSignificant: bool
    categoryCombo: Reference


class IndicatorFacts(Named):
    numerator: str
    denominator: str
    factor: str


class ReportFacts(Named):
    periodType: str
    calendar: str
    dataSetElements: list[ElementReference]


class ComboFacts(Named):
    categoryCombo: Reference


class UnitList(Schema):
    pager: dict[str, Any]
    organisationUnits: list[UnitEntry]
    date: str


class ElementList(Schema):
    pager: dict[str, Any]
    dataElements: list[ElementFacts]


class IndicatorList(Schema):
    pager: dict[str, Any]
    indicators: list[IndicatorFacts]


class ReportList(Schema):
    pager: dict[str, Any]
    dataSets: list[ReportFacts]


class ComboList(Schema):
    pager: dict[str, Any]
    categoryOptionCombos: list[ComboFacts]


class Registration(Schema):
    dataSet: str
    period: str
    organisationUnit: str
    attributeOptionCombo: str
    date: str | None
    storedBy: str
    completed: bool
    approved: bool


class RegistrationList(Schema):
    completeDataSetRegistrations: list[Registration]


class OwnUnit(Schema):
    id: str
    name: str


class Me(Schema):
    id: str
    username: str
    name: str
    displayName: str
    authorities: list[str]
    organisationUnits: list[OwnUnit]


class SystemInfo(Schema):
    version: str
    systemName: str
    serverDate: str
    calendar: str
    dateFormat: str


def web_message(outcome: Outcome, options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The status and body DHIS2 clients read: 200 when all went in, 409 with conflicts when not."""
    written = outcome.imported + outcome.updated + outcome.deleted + outcome.completed
    if not outcome.fault_count:
        status, code = "SUCCESS", 200
    else:
        status, code = ("WARNING" if written else "ERROR"), 409
    words = (
        "Import was successful."
        if code == 200
        else "One more conflicts encountered, please check import summary."
    )
    summary = {
        "responseType": "ImportSummary",
        "status": status,
        "importOptions": options,
        "description": "Import process completed successfully"
        if code == 200
        else f"{outcome.fault_count} mục bị từ chối",
        "importCount": {
            "imported": outcome.imported,
            "updated": outcome.updated,
            "ignored": outcome.ignored,
            "deleted": outcome.deleted,
        },
        "conflicts": [
            {
                "object": one.value,
                "objects": {PROPERTIES.get(one.column or "", "dataValue"): one.value},
                "value": one.message,
                "errorCode": ERROR_CODES.get(one.column or "", "E7618"),
                "property": PROPERTIES.get(one.column or "", "dataValue"),
                "indexes": [max(0, one.line - 1)],
            }
            for one in outcome.faults
        ],
        "rejectedIndexes": sorted({max(0, one.line - 1) for one in outcome.faults}),
        "dataSetComplete": "true" if outcome.completed else "false",
    }
    return code, {
        "httpStatus": "OK" if code == 200 else "Conflict",
        "httpStatusCode": code,
        "status": "OK" if code == 200 else status,
        "message": words,
        "response": summary,
    }
