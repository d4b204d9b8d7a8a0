"""Tables of analysis: views kept under a name, targets by year, thresholds and the alerts they raised.

Targets, rules and alerts are never deleted: they end, or get a further step.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

AT_LEAST, AT_MOST = "at-least", "at-most"
OPERATORS = [(AT_LEAST, _("ít nhất")), (AT_MOST, _("nhiều nhất"))]

ABOVE, BELOW = "above", "below"
BOUNDS = [(ABOVE, _("lớn hơn")), (BELOW, _("nhỏ hơn"))]

VALUE, PREVIOUS, LAST_YEAR = "value", "previous", "last-year"
BASES = [
    (VALUE, _("giá trị của kỳ")),
    (PREVIOUS, _("thay đổi so kỳ trước (%)")),
    (LAST_YEAR, _("thay đổi so cùng kỳ năm trước (%)")),
]

OPENED, ACKNOWLEDGED, CLOSED = "opened", "acknowledged", "closed"
STEPS = [(OPENED, _("mới")), (ACKNOWLEDGED, _("đã tiếp nhận")), (CLOSED, _("đã đóng"))]


class SavedView(models.Model):
    """A question under a name; `query` is the address that asks it. Shared: read in the unit and below."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("tên"), max_length=120)
    query = models.TextField(_("câu hỏi"))
    is_shared = models.BooleanField(_("dùng chung"), default=False)
    saved_at = models.DateTimeField(_("lưu lúc"))

    class Meta:
        verbose_name = _("bảng phân tích đã lưu")
        verbose_name_plural = _("bảng phân tích đã lưu")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="analysis_one_view_a_name")
        ]

    @override
    def __str__(self) -> str:
        return self.name


class StartView(models.Model):
    """The view an account starts from when it signs in."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    view = models.ForeignKey("analysis.SavedView", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("trang mở đầu")
        verbose_name_plural = _("trang mở đầu")

    @override
    def __str__(self) -> str:
        return f"{self.owner_id}: {self.view_id}"


class Target(models.Model):
    """What a unit is to reach in a year; a changed target ends the one before, both stay readable."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    measure = models.CharField(_("chỉ số"), max_length=80)
    year = models.PositiveSmallIntegerField(_("năm"))
    operator = models.CharField(_("phải đạt"), max_length=10, choices=OPERATORS)
    value = models.DecimalField(_("mức"), max_digits=18, decimal_places=6)
    source = models.CharField(_("văn bản giao"), max_length=300)
    decided_on = models.DateField(_("ngày văn bản"))
    set_at = models.DateTimeField(_("ghi lúc"))
    set_by = models.CharField(_("người ghi"), max_length=200)
    ended_at = models.DateTimeField(_("thôi lúc"), null=True)
    ended_by = models.CharField(_("người thôi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("mục tiêu")
        verbose_name_plural = _("mục tiêu")
        ordering = ["-year", "measure", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "measure", "year"],
                condition=Q(ended_at=None),
                name="analysis_one_target",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.measure} {self.year}"


class AlertRule(models.Model):
    """When to raise an alert: a measure of every unit of a level below a unit, against a bound, each period."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    measure = models.CharField(_("chỉ số"), max_length=80)
    by = models.CharField(_("cấp"), max_length=10)
    basis = models.CharField(_("xét"), max_length=10, choices=BASES)
    operator = models.CharField(_("khi"), max_length=10, choices=BOUNDS)
    bound = models.DecimalField(_("ngưỡng"), max_digits=18, decimal_places=6)
    calendar = models.CharField(_("lịch"), max_length=80)
    kind = models.CharField(_("loại kỳ"), max_length=12)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.CharField(_("người lập"), max_length=200)
    ended_at = models.DateTimeField(_("thôi lúc"), null=True)
    ended_by = models.CharField(_("người thôi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ngưỡng cảnh báo")
        verbose_name_plural = _("ngưỡng cảnh báo")
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.measure} {self.operator} {self.bound}"


class Alert(models.Model):
    """A unit crossed a threshold in a period; one row however often it is looked at again.

    `state` repeats the newest step, so that counting open ones needs no join.
    """

    rule = models.ForeignKey("analysis.AlertRule", models.PROTECT, related_name="alerts")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    period = models.CharField(_("kỳ"), max_length=60)
    period_end = models.DateField(_("hết kỳ"))
    since = models.CharField(_("từ kỳ"), max_length=60)
    value = models.DecimalField(_("giá trị"), max_digits=24, decimal_places=6)
    state = models.CharField(_("trạng thái"), max_length=14, choices=STEPS)
    raised_at = models.DateTimeField(_("báo lúc"))

    class Meta:
        verbose_name = _("cảnh báo")
        verbose_name_plural = _("cảnh báo")
        ordering = ["-period_end", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "unit", "period"], name="analysis_one_alert_a_period"
            )
        ]
        indexes = [models.Index(fields=["state", "unit"], name="analysis_alert_state")]

    @override
    def __str__(self) -> str:
        return f"{self.rule_id}: {self.unit_id} {self.period}"


class AlertStep(models.Model):
    """What became of an alert, by whom and why."""

    alert = models.ForeignKey("analysis.Alert", models.CASCADE, related_name="steps")
    state = models.CharField(_("trạng thái"), max_length=14, choices=STEPS)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("bước xử lý cảnh báo")
        verbose_name_plural = _("bước xử lý cảnh báo")
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.alert_id}: {self.state}"
