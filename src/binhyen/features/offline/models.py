"""Rows of offline work: entries by the key their device made, devices with their public keys, parcels by sequence.

An entry's row is written in the transaction of its effect, so either both are there or neither is.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.offline.types import Fate

FATES = [
    (Fate.STORED, _("đã ghi")),
    (Fate.HELD, _("chờ bản trước")),
    (Fate.CONFLICT, _("có ô khác nhau")),
    (Fate.REFUSED, _("không nhận")),
]


class Device(models.Model):
    """A browser on a machine, enrolled by one account while online; its public key proves its parcels."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    name = models.CharField(_("tên máy"), max_length=80)
    public_key = models.JSONField(_("khóa công khai"))
    enrolled_at = models.DateTimeField(_("đăng ký lúc"))
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    revoked_by = models.CharField(_("người thu hồi"), max_length=200, blank=True)
    revoke_reason = models.CharField(_("lý do thu hồi"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("máy làm việc không có mạng")
        verbose_name_plural = _("máy làm việc không có mạng")

    @override
    def __str__(self) -> str:
        return self.name


class Parcel(models.Model):
    """A signed file of entries that came in by hand; one row a device and sequence number."""

    id = models.UUIDField(primary_key=True)
    device = models.ForeignKey("offline.Device", models.PROTECT, related_name="parcels")
    sequence = models.PositiveIntegerField(_("số thứ tự"))
    digest = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField(_("lập lúc, theo máy"), null=True)
    imported_by = models.CharField(_("người nhận"), max_length=200)
    imported_at = models.DateTimeField(_("nhận lúc"))
    entry_count = models.PositiveIntegerField(_("số bản nhập"))

    class Meta:
        verbose_name = _("gói báo cáo")
        verbose_name_plural = _("gói báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["device", "sequence"], name="offline_one_parcel")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.device_id} #{self.sequence}"


class Lane(models.Model):
    """One row a report, held while an entry is settled: entries of one report stand in line."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    definition = models.CharField(_("mẫu báo cáo"), max_length=80)
    period = models.CharField(_("kỳ"), max_length=60)

    class Meta:
        verbose_name = _("hàng chờ của báo cáo")
        verbose_name_plural = _("hàng chờ của báo cáo")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "definition", "period"], name="offline_one_lane"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.unit_id} {self.definition} {self.period}"


class Entry(models.Model):
    """What one device asked for, and the answer it gets as often as it asks."""

    key = models.UUIDField(primary_key=True)
    lane = models.ForeignKey("offline.Lane", models.PROTECT, related_name="entries")
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    device = models.ForeignKey("offline.Device", models.PROTECT, null=True, related_name="entries")
    parcel = models.ForeignKey("offline.Parcel", models.PROTECT, null=True, related_name="entries")
    after = models.UUIDField(_("dựng trên"), null=True)
    settles = models.UUIDField(_("giải quyết"), null=True)
    base_version = models.PositiveIntegerField(_("phiên bản gốc"))
    body = models.JSONField(_("nội dung"))
    digest = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField(_("giờ của máy"), null=True)
    received_at = models.DateTimeField(_("giờ của máy chủ"))
    settled_at = models.DateTimeField(_("xong lúc"), null=True)
    fate = models.CharField(_("kết quả"), max_length=10, choices=FATES)
    answer = models.JSONField(_("trả lời"), default=dict)

    class Meta:
        verbose_name = _("bản nhập khi không có mạng")
        verbose_name_plural = _("bản nhập khi không có mạng")
        indexes = [
            models.Index(fields=["lane", "fate"], name="offline_waiting"),
            models.Index(fields=["after"], name="offline_built_on"),
        ]

    @override
    def __str__(self) -> str:
        return str(self.key)
