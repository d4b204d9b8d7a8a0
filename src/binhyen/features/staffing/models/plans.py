"""Plans as they were made: problem, result, lines and events are rows that never change.

A plan's state is its last event; a change of mind is a new plan with `based_on`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.staffing.types import Origin, Step

POSTS = [("chief", _("Trưởng")), ("deputy", _("Phó trưởng")), ("officer", _("Công an viên"))]


class Plan(models.Model):
    """A deployment plan or scenario of a province (phương án điều động), its problem frozen.

    `problem` is the compressed format-1 text of the instance; `root` leads to the first plan of the line of
    re-plannings (None for the first itself); waves up to `frozen_through` were taken over as they stood.
    """

    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, related_name="+", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên"), max_length=160)
    on = models.DateField(_("số liệu ngày"))
    origin = models.CharField(_("nguồn gốc"), max_length=12, choices=Origin.choices)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="later", verbose_name=_("dựa trên")
    )
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="line_of_plans")
    reason = models.CharField(_("lý do"), max_length=600, blank=True)
    settings = models.JSONField(_("thiết lập"), default=dict)
    first_wave_number = models.PositiveSmallIntegerField(_("số của đợt đầu"))
    frozen_through = models.PositiveSmallIntegerField(_("giữ nguyên đến hết đợt"), default=0)
    problem = models.BinaryField(_("bài toán"))
    digest = models.CharField("SHA-256", max_length=64)
    wanted = models.PositiveIntegerField(_("số vị trí cần"))
    candidates = models.PositiveIntegerField(_("số cán bộ xét"))
    synthetic = models.BooleanField(_("mô phỏng"))
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.CharField(_("người lập"), max_length=200)

    class Meta:
        verbose_name = _("phương án điều động")
        verbose_name_plural = _("phương án điều động")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=["draft", "import"]) | Q(based_on__isnull=False),
                name="staffing_plan_says_its_base",
            )
        ]

    @override
    def __str__(self) -> str:
        return self.name


class PlanEvent(models.Model):
    """One step of a plan's life: who, when, and what they said."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="events")
    step = models.CharField(_("bước"), max_length=12, choices=Step.choices)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)
    # The account tells apart two people of one office: whoever proposed may not approve.
    account_id = models.BigIntegerField(null=True)
    note = models.CharField(_("ghi chú"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("bước của phương án")
        verbose_name_plural = _("bước của phương án")
        ordering = ["plan_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "step"], name="staffing_each_step_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}: {self.step}"


class PlanResult(models.Model):
    """What solving answered, with the prices anyone can recompute the bound from (compressed bound.csv).

    `relaxation` and `reasons` are filled only when no plan keeps all rules; `proof` holds sentences of a re-plan.
    """

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="result")
    status = models.CharField(_("kết quả"), max_length=12)
    objective = models.BigIntegerField(_("giá trị mục tiêu"), null=True)
    certificate = models.BigIntegerField(_("cận dưới kiểm lại được"), null=True)
    bound = models.BigIntegerField(_("cận dưới"), null=True)
    cost_parts = models.JSONField(_("thành phần chi phí"), default=dict)
    prices = models.BinaryField(_("giá"))
    relaxation = models.JSONField(_("cần nới"), default=list)
    reasons = models.JSONField(_("lý do không thể"), default=list)
    proof = models.JSONField(_("lời chứng minh"), default=list)
    seed = models.BigIntegerField(_("hạt giống"))
    seconds = models.FloatField(_("giây"))
    steps = models.JSONField(_("các bước"), default=list)

    class Meta:
        verbose_name = _("lời giải")
        verbose_name_plural = _("lời giải")

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}: {self.status}"

    @property
    def gap(self) -> float | None:
        """Proven distance from the best, relative to the bound; None without both."""
        if self.objective is None or self.bound is None:
            return None
        return (self.objective - self.bound) / self.bound if self.bound else 0.0


class PlanLine(models.Model):
    """One officer of a plan: where to, as what, in which wave, and what it costs.

    `stage` is empty but for units staffed in stages; `wave` counts from 1 inside the plan.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    officer = models.ForeignKey("people.Officer", models.PROTECT, related_name="+")
    donor = models.ForeignKey("units.PoliceUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    stage = models.CharField(_("giai đoạn"), max_length=12, blank=True)
    post = models.CharField(_("chức danh"), max_length=8, choices=POSTS)
    wave = models.PositiveSmallIntegerField(_("đợt"))
    hm = models.PositiveIntegerField(_("quãng đường (hm)"))
    cost = models.IntegerField(_("chi phí"))
    parts = models.JSONField(_("thành phần chi phí"), default=dict)

    class Meta:
        verbose_name = _("dòng phương án")
        verbose_name_plural = _("dòng phương án")
        ordering = ["plan_id", "wave", "unit_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "officer"], name="staffing_one_line_an_officer")
        ]
        indexes = [
            models.Index(fields=["plan", "donor"], name="staffing_line_donor"),
            models.Index(fields=["plan", "wave", "unit"], name="staffing_line_wave"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}: {self.officer_id} → {self.unit_id}"


class Relaxation(models.Model):
    """A hard number of a plan's problem that gave way by a recorded act; keys as in relax.csv."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="relaxations")
    kind = models.CharField(_("điều kiện"), max_length=14)
    key1 = models.CharField(max_length=40)
    key2 = models.CharField(max_length=40, blank=True)
    amount = models.PositiveIntegerField(_("nới"))
    reason = models.CharField(_("lý do"), max_length=600)
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)

    class Meta:
        verbose_name = _("nới điều kiện")
        verbose_name_plural = _("nới điều kiện")
        ordering = ["plan_id", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.plan_id}: {self.kind} {self.key1} {self.key2} {self.amount}"
