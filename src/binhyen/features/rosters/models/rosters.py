"""Rosters: the problem and its answer as they were, the duties as they are, and every step between."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.rosters.types import RosterStep


class Roster(models.Model):
    """A station's roster of some days.

    `instance` is the problem in format `binhyen.roster/1`, `result` the answer in `binhyen.roster-result/1`; neither
    changes. Who holds what today stands in the duties; how it came to that in the events and swaps.
    """

    police_unit = models.ForeignKey(
        "units.PoliceUnit", models.PROTECT, related_name="+", verbose_name=_("đơn vị công an")
    )
    unit_name = models.CharField(_("tên đơn vị"), max_length=130)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    scheme = models.CharField(_("mẫu lịch"), max_length=80)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("thay cho lịch")
    )
    instance = models.JSONField(_("bài toán"))
    result = models.JSONField(_("kết quả"))
    synthetic = models.BooleanField(_("mô phỏng"))
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.CharField(_("người lập"), max_length=200)

    class Meta:
        verbose_name = _("lịch trực")
        verbose_name_plural = _("các lịch trực")
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="rosters_run_forward"
            )
        ]
        indexes = [models.Index(fields=["police_unit", "first_day"], name="rosters_of_unit")]

    @override
    def __str__(self) -> str:
        return f"{self.unit_name}, {self.first_day:%d/%m/%Y} – {self.last_day:%d/%m/%Y}"


class RosterDuty(models.Model):
    """Who holds which duty on which day, as it stands now."""

    roster = models.ForeignKey("rosters.Roster", models.PROTECT, related_name="duties")
    on = models.DateField(_("ngày"))
    kind = models.CharField(_("loại trực"), max_length=80)
    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ca trực")
        verbose_name_plural = _("các ca trực")
        ordering = ["on", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "on", "officer"], name="rosters_one_duty_a_day"
            )
        ]
        indexes = [models.Index(fields=["officer", "on"], name="rosters_duty_officer")]

    @override
    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.kind}: {self.officer_id}"


class RosterEvent(models.Model):
    """A step in the life of a roster; rows are only ever added."""

    roster = models.ForeignKey("rosters.Roster", models.PROTECT, related_name="events")
    step = models.CharField(
        _("việc"), max_length=12, choices=[(one, one.label) for one in RosterStep]
    )
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("người làm"), max_length=200)
    note = models.TextField(_("lý do, ghi chú"), blank=True)

    class Meta:
        verbose_name = _("việc của lịch trực")
        verbose_name_plural = _("các việc của lịch trực")
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.roster_id}: {self.step}"
