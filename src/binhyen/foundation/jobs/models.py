"""A job: work asked for once, done in the background, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext, gettext_lazy
from typing_extensions import override


class Job(models.Model):
    """One piece of background work. Only its worker moves it from running to an end."""

    class State(models.TextChoices):
        """Where a job stands; the last three are ends."""

        QUEUED = "queued", gettext_lazy("Đang chờ")
        RUNNING = "running", gettext_lazy("Đang chạy")
        DONE = "done", gettext_lazy("Xong")
        FAILED = "failed", gettext_lazy("Không xong")
        STOPPED = "stopped", gettext_lazy("Đã dừng")

    ENDS: ClassVar = (State.DONE, State.FAILED, State.STOPPED)

    code = models.CharField(max_length=80)
    label = models.CharField(gettext_lazy("việc"), max_length=200)
    arguments = models.JSONField(default=dict)
    # Who asked; `grants` is the most a token's job may do, whatever its account holds.
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    grants = models.JSONField(default=list)
    asked_at = models.DateTimeField(gettext_lazy("yêu cầu lúc"))

    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=36, blank=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "id"], name="job_queue"),
            models.Index(fields=["actor_kind", "actor_id"], name="job_owner"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.pk} {self.code}"

    @property
    def is_ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in self.ENDS

    @property
    def shown_label(self) -> str:
        """What it does, in the reader's language."""
        return gettext(self.label)

    @property
    def shown_stage(self) -> str:
        """What is going on, in the reader's language where that is known."""
        return gettext(self.stage) if self.stage else ""

    @property
    def tone(self) -> str:
        """The style of its state; the word beside it says the same."""
        tones = {"done": "tag-good", "failed": "tag-bad", "running": "tag-info"}
        return tones.get(self.state, "")

    @property
    def url(self) -> str:
        """Where the result is shown on this site; empty while there is none."""
        address = (self.result or {}).get("url", "")
        return address if isinstance(address, str) and address.startswith("/") else ""


class Schedule(models.Model):
    """When a daily kind of work is due next: the row outlives restarts, and whoever moves it starts the work."""

    code = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField(gettext_lazy("đến giờ lúc"))
    started_at = models.DateTimeField(gettext_lazy("lần trước lúc"), null=True)

    class Meta:
        ordering: ClassVar = ["code"]

    @override
    def __str__(self) -> str:
        return f"{self.code} {self.due_at}"
