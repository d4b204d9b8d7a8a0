"""Tables of units: identities, chains of dated versions, successions, and what is derived from them.

A version has `valid_from` only and ends where the next one of its unit begins; an `ended` version closes
the chain, so gaps and overlaps cannot be stored. Paths are a cache and may be dropped and rebuilt.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.units.types import MILLION, Level


class Unit(models.Model):
    """An identity that survives renaming, promotion and moves; everything else is in its versions."""

    key = models.CharField(_("mã định danh"), max_length=16, unique=True)
    level = models.PositiveSmallIntegerField(
        _("cấp"), choices=[(int(level), level.label) for level in Level]
    )

    class Meta:
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = _("đơn vị hành chính")

    @override
    def __str__(self) -> str:
        return self.key


class UnitVersion(models.Model):
    """What a unit was called and where it stood from one day until its next version."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="versions")
    valid_from = models.DateField(_("có hiệu lực từ"))
    code = models.CharField(_("mã số"), max_length=8, blank=True)
    type = models.CharField(_("loại"), max_length=40, blank=True)
    name = models.CharField(_("tên"), max_length=80, blank=True)
    search = models.CharField(max_length=130, blank=True, editable=False)
    parent = models.ForeignKey("units.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    ended = models.BooleanField(_("đã kết thúc"), default=False)
    source_document = models.CharField(_("văn bản"), max_length=60, blank=True)
    certainty = models.CharField(_("độ chắc chắn"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("phiên bản đơn vị")
        verbose_name_plural = _("phiên bản đơn vị")
        ordering = ["unit_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="units_one_version_a_day"),
            models.CheckConstraint(
                condition=Q(ended=True, code="") | Q(ended=False) & ~Q(code=""),
                name="units_ended_has_no_code",
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="units_version_code"),
            models.Index(fields=["valid_from"], name="units_version_from"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.type} {self.name} ({self.code})"


class Succession(models.Model):
    """Who took over what from whom on which day; an unknown share is null, never a guess."""

    predecessor = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="passed_to"
    )
    successor = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField(_("ngày"))
    kind = models.CharField(_("hình thức"), max_length=12)
    part = models.CharField(_("phần"), max_length=6)
    share_millionths = models.PositiveIntegerField(_("tỷ lệ (phần triệu)"), null=True)
    is_main = models.BooleanField(_("bên nhận chính"))
    source_document = models.CharField(_("văn bản"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("kế thừa")
        verbose_name_plural = _("kế thừa")
        ordering = ["on", "predecessor_id", "successor_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"], name="units_one_succession"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="units_not_own_successor"
            ),
            models.CheckConstraint(
                condition=Q(share_millionths__lte=MILLION), name="units_share_at_most_one"
            ),
        ]
        indexes = [models.Index(fields=["successor", "on"], name="units_succession_to")]

    @override
    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.on:%Y-%m-%d})"

    @property
    def share(self) -> Decimal | None:
        """Fraction of the predecessor, 0 to 1; None when no source gives it."""
        return None if self.share_millionths is None else Decimal(self.share_millionths) / MILLION


class AlternativeName(models.Model):
    """Another spelling of a unit found in official lists."""

    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, related_name="alternative_names"
    )
    name = models.CharField(_("tên khác"), max_length=80)
    search = models.CharField(max_length=80, editable=False)
    kind = models.CharField(_("nguồn gốc"), max_length=12)

    class Meta:
        verbose_name = _("tên khác")
        verbose_name_plural = _("tên khác")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="units_one_alternative_name")
        ]

    @override
    def __str__(self) -> str:
        return self.name


class UnitPoint(models.Model):
    """Where a unit lies (its middle, WGS 84) and, where a source states them, its area and people."""

    unit = models.OneToOneField("units.Unit", on_delete=models.PROTECT, related_name="point")
    lat_microdegrees = models.IntegerField(_("vĩ độ (phần triệu độ)"))
    lon_microdegrees = models.IntegerField(_("kinh độ (phần triệu độ)"))
    source = models.CharField(_("nguồn"), max_length=12)
    area_hectares = models.PositiveIntegerField(_("diện tích (ha)"), null=True)
    population = models.PositiveIntegerField(_("dân số"), null=True)

    class Meta:
        verbose_name = _("vị trí")
        verbose_name_plural = _("vị trí")

    @override
    def __str__(self) -> str:
        return f"{self.lat}, {self.lon}"

    @property
    def lat(self) -> Decimal:
        """Latitude in degrees north."""
        return Decimal(self.lat_microdegrees) / MILLION

    @property
    def lon(self) -> Decimal:
        """Longitude in degrees east."""
        return Decimal(self.lon_microdegrees) / MILLION

    @property
    def area_km2(self) -> Decimal | None:
        """Area in square kilometres; None when no source states it."""
        return None if self.area_hectares is None else Decimal(self.area_hectares) / 100


class ReformDecision(models.Model):
    """A decision behind changes of units; blank province = the whole country, blank document = not read."""

    in_force = models.DateField(_("ngày có hiệu lực"))
    province_code = models.CharField(_("mã tỉnh"), max_length=8, blank=True)
    document = models.CharField(_("văn bản"), max_length=60, blank=True)
    certainty = models.CharField(_("độ chắc chắn"), max_length=10)

    class Meta:
        verbose_name = _("quyết định sắp xếp")
        verbose_name_plural = _("quyết định sắp xếp")
        constraints = [
            models.UniqueConstraint(
                fields=["in_force", "province_code", "document"], name="units_one_decision"
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.document or self.province_code} ({self.in_force:%Y-%m-%d})"


class PoliceUnit(models.Model):
    """A police body hung on an administrative unit, with its own days: they do not always coincide."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Bộ Công an")
        PROVINCE = "province", _("Công an cấp tỉnh")
        DEPARTMENT = "department", _("Phòng nghiệp vụ")
        DISTRICT = "district", _("Công an cấp huyện")
        COMMUNE = "commune", _("Công an cấp xã")

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="police_units")
    kind = models.CharField(_("loại"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("tên"), max_length=120, blank=True)
    established_on = models.DateField(_("ngày thành lập"))
    abolished_on = models.DateField(_("ngày giải thể"), null=True)

    class Meta:
        verbose_name = _("đơn vị công an")
        verbose_name_plural = _("đơn vị công an")
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "name"], name="units_one_police_unit"),
            models.CheckConstraint(
                condition=Q(kind="department") & ~Q(name="") | ~Q(kind="department") & Q(name=""),
                name="units_only_departments_named",
            ),
            models.CheckConstraint(
                condition=Q(abolished_on=None) | Q(abolished_on__gt=F("established_on")),
                name="units_police_lives",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name or f"{self.kind} {self.unit_id}"


class UnitPath(models.Model):
    """Derived closure: `descendant` lay `depth` levels under `ancestor` in [valid_from, valid_to)."""

    ancestor = models.ForeignKey(
        "units.Unit", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    descendant = models.ForeignKey(
        "units.Unit", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    depth = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        verbose_name = _("đường cấp bậc")
        verbose_name_plural = _("đường cấp bậc")
        indexes = [
            models.Index(fields=["ancestor", "valid_from"], name="units_path_down"),
            models.Index(fields=["descendant"], name="units_path_up"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.ancestor_id} ⊃ {self.descendant_id}"


class StructureRevision(models.Model):
    """One row per change of units; the newest digest tells every process whether its memory is stale."""

    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("lần đổi cơ cấu")
        verbose_name_plural = _("lần đổi cơ cấu")

    @override
    def __str__(self) -> str:
        return self.digest[:12]
