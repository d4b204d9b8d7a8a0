"""Rows by which the server's processes see each other: events for some minutes, living processes, and who listens to what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override


class LiveEvent(models.Model):
    """One event on its way; removed after some minutes. Ids are given in the order of commits."""

    topic = models.CharField(_("kênh"), max_length=200)
    kind = models.CharField(_("loại sự kiện"), max_length=40)
    payload = models.TextField(_("nội dung"))
    seq = models.BigIntegerField(null=True)
    told_at = models.DateTimeField(_("báo lúc"), db_index=True)

    class Meta:
        verbose_name = _("sự kiện trực tiếp")
        verbose_name_plural = _("sự kiện trực tiếp")
        indexes: ClassVar = [models.Index(fields=["topic", "id"], name="realtime_topic")]

    @override
    def __str__(self) -> str:
        return f"{self.pk} {self.topic} {self.kind}"


class LiveProcess(models.Model):
    """A process of the server that has listeners; taken for dead once its lease has run out."""

    key = models.CharField(max_length=36, primary_key=True)
    leased_until = models.DateTimeField(_("sống đến"))

    class Meta:
        verbose_name = _("tiến trình máy chủ")
        verbose_name_plural = _("tiến trình máy chủ")

    @override
    def __str__(self) -> str:
        return self.key


class Listener(models.Model):
    """Somebody with at least one open line to a topic at one process."""

    process = models.ForeignKey(LiveProcess, models.CASCADE, related_name="listeners")
    topic = models.CharField(_("kênh"), max_length=200)
    who = models.CharField(_("ai"), max_length=120)
    since = models.DateTimeField(_("từ lúc"))

    class Meta:
        verbose_name = _("người đang nghe")
        verbose_name_plural = _("người đang nghe")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["process", "topic", "who"], name="realtime_one_listener"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["topic", "who"], name="realtime_presence")]

    @override
    def __str__(self) -> str:
        return f"{self.topic} {self.who}"
