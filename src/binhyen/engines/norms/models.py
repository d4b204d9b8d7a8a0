"""Tables of norms: a rule, and its right sides as a chain of dated values with their sources."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

SCALE = 6
"""Digits after the comma that a stored threshold keeps."""


class Norm(models.Model):
    """A rule of the catalogue: `left operator value` for the units it applies to, where `when` holds."""

    class Severity(models.TextChoices):
        MUST = "must", _("bắt buộc")
        SHOULD = "should", _("nên đạt")
        TARGET = "target", _("phấn đấu")

    code = models.CharField(_("mã"), max_length=80, unique=True)
    vi = models.CharField(_("tên"), max_length=200)
    en = models.CharField(_("tên tiếng Anh"), max_length=200)
    short = models.CharField(_("tên ngắn"), max_length=40)
    level = models.PositiveSmallIntegerField(_("cấp"))
    types = models.JSONField(_("loại đơn vị"), default=list)
    programme_only = models.BooleanField(_("chỉ đơn vị thuộc chương trình"))
    provinces = models.JSONField(_("chỉ các tỉnh"), default=list)
    except_provinces = models.JSONField(_("trừ các tỉnh"), default=list)
    calendar = models.CharField(_("lịch"), max_length=80, blank=True)
    period_kind = models.CharField(_("loại kỳ"), max_length=12, blank=True)
    when = models.TextField(_("điều kiện"), blank=True)
    left = models.TextField(_("vế trái"))
    operator = models.CharField(_("phép so sánh"), max_length=8)
    unit = models.CharField(_("đơn vị tính"), max_length=40)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"))
    severity = models.CharField(_("mức độ"), max_length=8, choices=Severity.choices)
    explain = models.TextField(_("giải thích"))

    class Meta:
        verbose_name = _("định mức")
        verbose_name_plural = _("định mức")
        ordering = ["code"]

    @override
    def __str__(self) -> str:
        return self.vi


class NormValue(models.Model):
    """A rule's right side from a day until its next value; without one the rule has lapsed."""

    norm = models.ForeignKey("norms.Norm", on_delete=models.CASCADE, related_name="values")
    valid_from = models.DateField(_("có hiệu lực từ"))
    value_millionths = models.BigIntegerField(_("ngưỡng (phần triệu)"), null=True)
    up_to_millionths = models.BigIntegerField(_("cận trên (phần triệu)"), null=True)
    due_on = models.DateField(_("hạn cuối"), null=True)
    certainty = models.CharField(_("độ chắc chắn"), max_length=2)
    document = models.CharField(_("văn bản"), max_length=80, blank=True)
    clause = models.CharField(_("điều khoản"), max_length=120, blank=True)
    text = models.TextField(_("nguồn khác"), blank=True)
    url = models.TextField(_("địa chỉ"), blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    reading = models.TextField(_("cách hiểu"), blank=True)

    class Meta:
        verbose_name = _("giá trị định mức")
        verbose_name_plural = _("giá trị định mức")
        ordering = ["norm_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["norm", "valid_from"], name="norms_one_value_a_day"),
            models.CheckConstraint(
                condition=Q(up_to_millionths=None) | Q(value_millionths__isnull=False),
                name="norms_no_ceiling_alone",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.norm_id} ({self.valid_from:%d-%m-%Y})"

    @property
    def is_lapsed(self) -> bool:
        """Whether the rule ends here."""
        return self.value_millionths is None
