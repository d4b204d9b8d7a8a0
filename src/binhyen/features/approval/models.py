"""Rows of approval: reminders and questions; each is made once, and an answer is written once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.approval.rules.detecting.marks import MarkKind
from binhyen.features.approval.types import AnswerKind, ReminderKind

REMINDERS = [
    (ReminderKind.BEFORE, _("sắp đến hạn")),
    (ReminderKind.AFTER, _("đã quá hạn")),
    (ReminderKind.ESCALATED, _("báo cấp trên")),
]
MARKS = [
    (MarkKind.COPIED_MONTH, _("trùng kỳ trước")),
    (MarkKind.COPIED_UNIT, _("trùng đơn vị khác")),
    (MarkKind.ROUNDED, _("nhiều số tròn")),
    (MarkKind.OUTLIER, _("số khác thường")),
    (MarkKind.NEAT, _("đều đặn khác thường")),
]
ANSWERS = [
    (AnswerKind.CONFIRM, _("số đúng")),
    (AnswerKind.CORRECT, _("sẽ sửa")),
]


class Reminder(models.Model):
    """One reminder to a unit about one report; `recipient` differs from `unit` when the level above is told."""

    recipient = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    definition = models.CharField(_("mẫu báo cáo"), max_length=80)
    period = models.CharField(_("kỳ"), max_length=80, help_text=_("Có tên lịch đứng trước."))
    kind = models.CharField(_("loại"), max_length=10, choices=REMINDERS)
    days = models.PositiveSmallIntegerField(
        _("số ngày"), help_text=_("Trước hoặc sau hạn mấy ngày.")
    )
    due_at = models.DateTimeField(_("hạn"))
    at = models.DateTimeField(_("nhắc lúc"))

    class Meta:
        verbose_name = _("lần nhắc hạn")
        verbose_name_plural = _("lần nhắc hạn")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "unit", "definition", "period", "kind", "days"],
                name="approval_one_reminder",
            )
        ]
        indexes = [models.Index(fields=["recipient", "at"], name="approval_reminder_of_unit")]

    @override
    def __str__(self) -> str:
        return f"{self.recipient_id} {self.definition} {self.period} {self.kind}"


class Question(models.Model):
    """What the detector asks about one version of a report; refs are cells, facts the numbers the words are made of."""

    report = models.ForeignKey("indicators.Report", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    definition = models.CharField(_("mẫu báo cáo"), max_length=80)
    period = models.CharField(_("kỳ"), max_length=80)
    version = models.PositiveIntegerField(_("phiên bản"))
    digest = models.CharField(
        max_length=16, help_text=_("Vết của các số được hỏi: số không đổi thì không hỏi lại.")
    )
    kind = models.CharField(_("điều hỏi"), max_length=14, choices=MARKS)
    refs = models.JSONField(_("các ô"))
    facts = models.JSONField(_("con số"))
    at = models.DateTimeField(_("hỏi lúc"))

    class Meta:
        verbose_name = _("câu hỏi rà soát")
        verbose_name_plural = _("câu hỏi rà soát")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "digest", "kind"], name="approval_one_question"
            )
        ]
        indexes = [
            models.Index(fields=["unit", "at"], name="approval_question_of_unit"),
            models.Index(fields=["definition", "period"], name="approval_question_of_period"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.report_id} v{self.version} {self.kind}"


class Answer(models.Model):
    """What the unit answered; written once."""

    question = models.OneToOneField("approval.Question", models.PROTECT, related_name="answer")
    kind = models.CharField(_("trả lời"), max_length=8, choices=ANSWERS)
    text = models.CharField(_("nội dung"), max_length=500)
    author_kind = models.CharField(max_length=12)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(_("người trả lời"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("trả lời câu hỏi rà soát")
        verbose_name_plural = _("trả lời câu hỏi rà soát")

    @override
    def __str__(self) -> str:
        return f"{self.question_id} {self.kind}"
