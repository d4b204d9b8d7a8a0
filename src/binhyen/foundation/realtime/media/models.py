"""Rooms that are open and the seats people were given in them; a seat's `key` is the id everybody in the room sees."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class MediaRoom(models.Model):
    """A place for sound and picture; it may be opened again after it was closed."""

    name = models.CharField(_("phòng"), max_length=80, unique=True)
    opened_at = models.DateTimeField(_("mở lúc"))
    closed_at = models.DateTimeField(_("đóng lúc"), null=True)
    recording = models.BooleanField(_("đang ghi"), default=False)

    class Meta:
        verbose_name = _("phòng họp trực tuyến")
        verbose_name_plural = _("phòng họp trực tuyến")

    @override
    def __str__(self) -> str:
        return self.name


class MediaSeat(models.Model):
    """One person's place in one room: the same unguessable key however often they connect."""

    room = models.ForeignKey(MediaRoom, models.CASCADE, related_name="seats")
    who = models.CharField(_("ai"), max_length=120)
    key = models.CharField(max_length=40, unique=True)
    may_publish = models.BooleanField(_("được phát"), default=False)
    moderates = models.BooleanField(_("được điều khiển"), default=False)
    muted = models.BooleanField(_("bị tắt tiếng"), default=False)
    barred = models.BooleanField(_("bị mời ra"), default=False)
    minted_at = models.DateTimeField(_("cấp lúc"))
    joined_at = models.DateTimeField(_("vào lúc"), null=True)
    publishing = models.BooleanField(_("đang phát"), default=False)
    heard_at = models.DateTimeField(_("tín hiệu cuối"), null=True)

    class Meta:
        verbose_name = _("chỗ trong phòng trực tuyến")
        verbose_name_plural = _("chỗ trong phòng trực tuyến")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "who"], name="media_one_seat")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.room_id} {self.who}"
