"""Tables of figures: the catalogue with its stable numbers, reports with their history, and totals kept exact.

A value lives inside its report's row under the key "element id" or "element id.option id", as an integer scaled by
the element's decimals. An absent key is "not reported", 0 is zero.
"""

from __future__ import annotations

from secrets import token_hex

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.indicators.types import Origin, RemarkKind, Status

STATUSES = [
    (Status.DRAFT, _("đang nhập")),
    (Status.SUBMITTED, _("đã nộp")),
    (Status.APPROVED, _("đã duyệt")),
    (Status.RETURNED, _("trả lại")),
]
ORIGINS = [
    (Origin.ENTERED, _("nhập tay")),
    (Origin.IMPORT, _("nạp từ tệp")),
    (Origin.SYNTHETIC, _("số liệu giả lập")),
    (Origin.OFFLINE, _("nhập khi không có mạng")),
]
REMARKS = [
    (RemarkKind.NOTE, _("ghi chú của đơn vị")),
    (RemarkKind.RETURN, _("lý do trả lại")),
    (RemarkKind.ANSWER, _("trả lời của đơn vị")),
]


def new_stamp() -> str:
    """A mark that no earlier state of any database bears."""
    return token_hex(8)


class CatalogueRow(models.Model):
    """An entry of the catalogue's files; its number is never given to another code, not even after it retires."""

    id = models.AutoField(primary_key=True)
    code = models.CharField(_("mã"), max_length=80, unique=True)
    entry = models.JSONField(_("nội dung"))
    retired = models.BooleanField(_("thôi dùng"), default=False)
    owner = models.ForeignKey(
        "units.Unit",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("Tỉnh tự lập; trống là của danh mục chung."),
    )

    class Meta:
        abstract = True

    @override
    def __str__(self) -> str:
        return self.code


class CalendarDefinition(CatalogueRow):
    """How a year is cut into periods."""

    class Meta:
        verbose_name = _("lịch báo cáo")
        verbose_name_plural = _("lịch báo cáo")


class Breakdown(CatalogueRow):
    """A dimension by which elements are divided."""

    class Meta:
        verbose_name = _("chiều phân tổ")
        verbose_name_plural = _("chiều phân tổ")


class BreakdownOption(models.Model):
    """One value of a dimension, with a number of its own."""

    id = models.AutoField(primary_key=True)
    breakdown = models.ForeignKey("indicators.Breakdown", models.PROTECT, related_name="options")
    code = models.CharField(_("mã"), max_length=80)
    retired = models.BooleanField(_("thôi dùng"), default=False)

    class Meta:
        verbose_name = _("mục phân tổ")
        verbose_name_plural = _("mục phân tổ")
        constraints = [
            models.UniqueConstraint(fields=["breakdown", "code"], name="indicators_one_option")
        ]

    @override
    def __str__(self) -> str:
        return self.code


class Element(CatalogueRow):
    """A figure as it arises in a commune: entered once, or counted from rows."""

    class Meta:
        verbose_name = _("chỉ tiêu thống kê")
        verbose_name_plural = _("chỉ tiêu thống kê")


class Indicator(CatalogueRow):
    """A figure computed from elements."""

    class Meta:
        verbose_name = _("chỉ số")
        verbose_name_plural = _("chỉ số")


class ReportDefinition(CatalogueRow):
    """Who reports which elements over which periods."""

    class Meta:
        verbose_name = _("mẫu báo cáo")
        verbose_name_plural = _("mẫu báo cáo")


class IntegrityCheck(CatalogueRow):
    """A rule between figures of one report."""

    class Meta:
        verbose_name = _("quy tắc kiểm tra")
        verbose_name_plural = _("quy tắc kiểm tra")


class StatedFigureRow(CatalogueRow):
    """A figure as somebody published it."""

    class Meta:
        verbose_name = _("số đã công bố")
        verbose_name_plural = _("số đã công bố")


class CatalogueRevision(models.Model):
    """One row per changed load; the newest digest tells every process whether its memory is stale."""

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("lần nạp danh mục")
        verbose_name_plural = _("lần nạp danh mục")

    @override
    def __str__(self) -> str:
        return self.digest[:12]


class ReportingPeriod(models.Model):
    """A period over which one report definition was reported; `stamp` is new after every approved change.

    Analysis files carry the stamp in their name: one with another stamp is stale, and no restored backup or second
    database can ever be taken for it.
    """

    definition = models.ForeignKey("indicators.ReportDefinition", models.PROTECT, related_name="+")
    calendar = models.CharField(_("lịch"), max_length=80)
    kind = models.CharField(_("loại kỳ"), max_length=20)
    code = models.CharField(_("kỳ"), max_length=60)
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến trước ngày"))
    stamp = models.CharField(max_length=16, default=new_stamp)

    class Meta:
        verbose_name = _("kỳ báo cáo")
        verbose_name_plural = _("kỳ báo cáo")
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "code"], name="indicators_one_reporting_period"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="indicators_period_runs_forward"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.definition_id} {self.code}"


class Report(models.Model):
    """One unit's report over one period: `values` are approved and in the totals, `draft` is on its way there."""

    period = models.ForeignKey("indicators.ReportingPeriod", models.PROTECT, related_name="reports")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    values = models.JSONField(_("số đã duyệt"), null=True)
    draft = models.JSONField(_("số chưa duyệt"), null=True)
    status = models.CharField(_("trạng thái"), max_length=10, choices=STATUSES)
    version = models.PositiveIntegerField(_("phiên bản"), default=1)
    origin = models.CharField(_("nguồn"), max_length=10, choices=ORIGINS)
    comment = models.TextField(_("ghi chú"), blank=True)
    autosave = models.JSONField(
        _("đang tự lưu"),
        null=True,
        help_text=_("Ai đang nhập và lúc nào, khi phiên bản mới nhất chưa vào lịch sử."),
    )
    submitted_by = models.CharField(_("người nộp"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True)
    approved_by = models.CharField(_("người duyệt"), max_length=200, blank=True)
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)

    class Meta:
        verbose_name = _("báo cáo")
        verbose_name_plural = _("báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="indicators_one_report")
        ]
        indexes = [models.Index(fields=["period", "status"], name="indicators_report_status")]

    @override
    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id}"


class ReportVersion(models.Model):
    """What a report held at each change; rows are only ever added."""

    report = models.ForeignKey("indicators.Report", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("phiên bản"))
    status = models.CharField(_("trạng thái"), max_length=10, choices=STATUSES)
    values = models.JSONField(_("số liệu"))
    origin = models.CharField(_("nguồn"), max_length=10, choices=ORIGINS)
    author_kind = models.CharField(max_length=12)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(_("người ghi"), max_length=200)
    at = models.DateTimeField(_("lúc"))
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    batch = models.ForeignKey(
        "indicators.ImportBatch", models.PROTECT, null=True, related_name="versions"
    )

    class Meta:
        verbose_name = _("phiên bản báo cáo")
        verbose_name_plural = _("phiên bản báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="indicators_one_version")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class CellRemark(models.Model):
    """Words about one cell of a report: the author's note, the reviewer's reason, the author's answer; rows are only added."""

    report = models.ForeignKey("indicators.Report", models.PROTECT, related_name="remarks")
    version = models.PositiveIntegerField(
        _("phiên bản"), help_text=_("Phiên bản của báo cáo mà lời này nói về.")
    )
    key = models.CharField(
        _("ô"), max_length=40, blank=True, help_text=_("Khóa của giá trị; trống là cả báo cáo.")
    )
    kind = models.CharField(_("loại"), max_length=8, choices=REMARKS)
    text = models.CharField(_("nội dung"), max_length=500)
    author_kind = models.CharField(max_length=12)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(_("người ghi"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("ghi chú ô")
        verbose_name_plural = _("ghi chú ô")
        indexes = [models.Index(fields=["report", "id"], name="indicators_remark_order")]

    @override
    def __str__(self) -> str:
        return f"{self.report_id} {self.key} {self.kind}"


class PeriodLock(models.Model):
    """One act of locking or unlocking a reporting period under a unit; rows are only added, the newest decides."""

    period = models.ForeignKey("indicators.ReportingPeriod", models.PROTECT, related_name="locks")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    locked = models.BooleanField(_("khóa"))
    reason = models.CharField(_("lý do"), max_length=500)
    author_kind = models.CharField(max_length=12)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(_("người ghi"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần khóa kỳ")
        verbose_name_plural = _("lần khóa kỳ")
        indexes = [models.Index(fields=["period", "unit", "id"], name="indicators_lock_order")]

    @override
    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id} {self.locked}"


class ImportBatch(models.Model):
    """A file whose values came in together: the source document of its figures."""

    file_name = models.CharField(_("tệp"), max_length=255)
    digest = models.CharField("SHA-256", max_length=64)
    value_count = models.PositiveIntegerField(_("số giá trị"))
    author_name = models.CharField(_("người nạp"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần nạp số liệu")
        verbose_name_plural = _("lần nạp số liệu")

    @override
    def __str__(self) -> str:
        return self.file_name


class RollUp(models.Model):
    """Totals of the approved reports under a unit, by the tree of the period's last day; derived, provable.

    `sums` and `counts` go by value key: the scaled sum, and how many reports hold the key. `guests` are reports of
    units that ended within the period; their values stand where their successors do.
    """

    period = models.ForeignKey("indicators.ReportingPeriod", models.CASCADE, related_name="rollups")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    sums = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    reports = models.PositiveIntegerField(default=0)
    guests = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tổng hợp")
        verbose_name_plural = _("tổng hợp")
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="indicators_one_rollup")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.period_id} Σ {self.unit_id}"
