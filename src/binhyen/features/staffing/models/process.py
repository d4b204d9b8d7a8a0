"""From plan to post: donors asked and answering, decisions, handover; absences and planned returns."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.staffing.types import AbsenceKind


class Consultation(models.Model):
    """A donor asked about its lines of a proposed plan (hiệp y), with the day it must answer by."""

    plan = models.ForeignKey("staffing.Plan", models.PROTECT, related_name="consultations")
    donor = models.ForeignKey("units.PoliceUnit", models.PROTECT, related_name="+")
    asked_on = models.DateField(_("hỏi ngày"))
    due_on = models.DateField(_("hạn trả lời"))
    asked_by = models.CharField(_("người hỏi"), max_length=200)
    donor_name = ""
    """How the donor is called on the plan's day; filled by reads."""

    class Meta:
        verbose_name = _("hiệp y")
        verbose_name_plural = _("hiệp y")
        ordering = ["plan_id", "donor_id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "donor"], name="staffing_ask_a_donor_once"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")), name="staffing_due_after_asking"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}: {self.donor_id}"


class Release(models.Model):
    """A donor's answer about one line; a later answer stands beside the earlier one, and the last counts."""

    line = models.ForeignKey("staffing.PlanLine", models.PROTECT, related_name="releases")
    released = models.BooleanField(_("đồng ý"))
    reason = models.CharField(_("lý do"), max_length=600, blank=True)
    letter = models.CharField(_("số văn bản trả lời"), max_length=80, blank=True)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("trả lời hiệp y")
        verbose_name_plural = _("trả lời hiệp y")
        ordering = ["line_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released=True) | ~Q(reason=""), name="staffing_refusal_has_reason"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.line_id}: {self.released}"


class Decision(models.Model):
    """A decision that sends the officers of a wave to one district, or to all of the province (`unit`).

    The document is frozen in the register; `effective_on` is the day officers report to their new unit.
    """

    plan = models.ForeignKey("staffing.Plan", models.PROTECT, related_name="decisions")
    wave = models.PositiveSmallIntegerField(_("đợt"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.IssuedDocument", models.PROTECT, related_name="+")
    effective_on = models.DateField(_("có mặt từ ngày"))
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("quyết định điều động")
        verbose_name_plural = _("quyết định điều động")
        ordering = ["plan_id", "wave", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}: {self.wave} {self.unit_id}"


class DecisionLine(models.Model):
    """A line named in a decision's annex; `number` is its place there."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines")
    line = models.ForeignKey("staffing.PlanLine", models.PROTECT, related_name="decided")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))

    class Meta:
        verbose_name = _("dòng quyết định")
        verbose_name_plural = _("dòng quyết định")
        ordering = ["decision_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "line"], name="staffing_line_once_a_list")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.decision_id}/{self.number}"


class Revocation(models.Model):
    """A decision taken back before anybody was handed over by it; the decision itself stays as it was."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="revocation")
    document = models.OneToOneField("documents.IssuedDocument", models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=600)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("thu hồi quyết định")
        verbose_name_plural = _("thu hồi quyết định")

    @override
    def __str__(self) -> str:
        return str(self.decision_id)


class Handover(models.Model):
    """A line that became a row of service on a day (bàn giao)."""

    line = models.OneToOneField("staffing.PlanLine", models.PROTECT, related_name="handover")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="handovers")
    assignment = models.OneToOneField("people.Assignment", models.PROTECT, related_name="+")
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("bàn giao")
        verbose_name_plural = _("bàn giao")
        ordering = ["on", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.line_id} ({self.on:%d-%m-%Y})"


class Absence(models.Model):
    """An officer who cannot be sent in [valid_from, valid_to); without an end, until told otherwise.

    The last row of an officer counts, so a return that comes early is a new row.
    """

    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    kind = models.CharField(_("loại"), max_length=8, choices=AbsenceKind.choices)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("tạm không điều động được")
        verbose_name_plural = _("tạm không điều động được")
        ordering = ["officer_id", "valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="staffing_absence_runs_forward",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id} ({self.valid_from:%d-%m-%Y})"


class PlannedReturn(models.Model):
    """The way back planned for an officer: to which police unit, from which day (luân chuyển).

    A later row for the same officer replaces the earlier one in reads; nothing is overwritten.
    """

    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    police_unit = models.ForeignKey("units.PoliceUnit", models.PROTECT, related_name="+")
    on = models.DateField(_("từ ngày"))
    reason = models.CharField(_("lý do"), max_length=600, blank=True)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("dự kiến luân chuyển")
        verbose_name_plural = _("dự kiến luân chuyển")
        ordering = ["officer_id", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.officer_id} → {self.police_unit_id} ({self.on:%d-%m-%Y})"
