"""Waves, and the chains of dated rows that say where and as what an officer serves.

A row holds from `valid_from` until the officer's next row; a row without unit and post ends service.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.people.types import Move


class Wave(models.Model):
    """One wave (đợt điều động) in which a province sends officers to its communes."""

    province = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("đợt"))
    name = models.CharField(_("tên"), max_length=120)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    decision = models.CharField(_("quyết định"), max_length=60, blank=True)
    synthetic = models.BooleanField(_("mô phỏng"))
    note = models.TextField(_("nguồn và ghi chú"), blank=True)

    class Meta:
        verbose_name = _("đợt điều động")
        verbose_name_plural = _("đợt điều động")
        ordering = ["province_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["province", "number"], name="people_one_wave_a_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="people_wave_runs_forward"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """Where an officer serves and in which post, from `valid_from` until their next row."""

    officer = models.ForeignKey(
        "people.Officer", on_delete=models.PROTECT, related_name="assignments"
    )
    valid_from = models.DateField(_("từ ngày"))
    police_unit = models.ForeignKey(
        "units.PoliceUnit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    post = models.ForeignKey(
        "people.PostKind", on_delete=models.PROTECT, null=True, related_name="+"
    )
    term_until = models.DateField(_("hết nhiệm kỳ"), null=True)
    kind = models.CharField(
        _("hình thức"), max_length=12, choices=[(move, move.label) for move in Move]
    )
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decision_on = models.DateField(_("ngày quyết định"), null=True)
    wave = models.ForeignKey(
        "people.Wave", on_delete=models.PROTECT, null=True, related_name="assignments"
    )

    class Meta:
        verbose_name = _("bố trí")
        verbose_name_plural = _("bố trí")
        ordering = ["officer_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "valid_from"], name="people_one_assignment_a_day"
            ),
            models.CheckConstraint(
                condition=Q(police_unit=None, post=None)
                | Q(police_unit__isnull=False, post__isnull=False),
                name="people_unit_and_post_together",
            ),
            models.CheckConstraint(
                condition=Q(term_until=None) | Q(term_until__gt=F("valid_from")),
                name="people_term_runs_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["police_unit", "valid_from"], name="people_assignment_unit")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id} → {self.police_unit_id} ({self.valid_from:%d-%m-%Y})"

    @property
    def is_end(self) -> bool:
        """Whether service ends with this row."""
        return self.police_unit_id is None


class RankGrant(models.Model):
    """A rank from a date, until the next."""

    officer = models.ForeignKey("people.Officer", on_delete=models.PROTECT, related_name="ranks")
    rank = models.ForeignKey("people.RankKind", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("từ ngày"))

    class Meta:
        verbose_name = _("thăng cấp bậc hàm")
        verbose_name_plural = _("thăng cấp bậc hàm")
        ordering = ["officer_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "valid_from"], name="people_one_rank_a_day")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id}: {self.rank_id} ({self.valid_from:%d-%m-%Y})"


class Qualification(models.Model):
    """A certificate an officer holds in [valid_from, expires_on); without an end it does not lapse."""

    officer = models.ForeignKey(
        "people.Officer", on_delete=models.PROTECT, related_name="qualifications"
    )
    kind = models.ForeignKey("people.QualificationKind", on_delete=models.PROTECT, related_name="+")
    certificate = models.CharField(_("văn bằng, chứng chỉ"), max_length=120, blank=True)
    valid_from = models.DateField(_("cấp ngày"))
    expires_on = models.DateField(_("hết hạn"), null=True)

    class Meta:
        verbose_name = _("chuyên môn")
        verbose_name_plural = _("chuyên môn")
        ordering = ["officer_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "kind", "valid_from"], name="people_one_certificate_a_day"
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("valid_from")),
                name="people_certificate_runs_forward",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id}: {self.kind_id}"
