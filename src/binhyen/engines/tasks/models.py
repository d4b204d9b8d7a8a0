"""Tables of directives and tasks: what was ordered, of whom, by when, and everything that happened to it.

Rows of `TaskStep`, `TaskFile`, `MatterLink` and `Measurement` can be added but neither changed nor deleted (triggers). A
`Task` keeps beside its steps the dates that its state is told from, so that a board reads one table.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.engines.tasks.types import LinkKind, MatterSource, Secrecy, StepKind

SECRECIES = [(Secrecy.OPEN, _("không mật"))]
STEPS = [
    (StepKind.GIVEN, _("giao")),
    (StepKind.ACKNOWLEDGED, _("tiếp nhận")),
    (StepKind.NOTED, _("báo tiến độ")),
    (StepKind.EXTENSION_ASKED, _("xin gia hạn")),
    (StepKind.EXTENDED, _("gia hạn")),
    (StepKind.EXTENSION_REFUSED, _("không gia hạn")),
    (StepKind.REPORTED, _("báo hoàn thành")),
    (StepKind.RETURNED, _("trả lại")),
    (StepKind.ACCEPTED, _("công nhận hoàn thành")),
    (StepKind.REOPENED, _("mở lại")),
    (StepKind.MOVED, _("chuyển theo đơn vị kế thừa")),
    (StepKind.ESCALATED, _("báo cấp trên")),
    (StepKind.WITHDRAWN, _("rút")),
]
SOURCES = [
    (MatterSource.NORM, _("vi phạm định mức")),
    (MatterSource.INDICATOR, _("chỉ số vượt ngưỡng")),
    (MatterSource.PERSON, _("đề xuất")),
]
LINKS = [
    (LinkKind.AGENDA, _("vào chương trình")),
    (LinkKind.CONCLUSION, _("kết luận")),
    (LinkKind.DIRECTIVE, _("văn bản chỉ đạo")),
    (LinkKind.EVIDENCE, _("minh chứng")),
    (LinkKind.MEASURED, _("đo lại")),
    (LinkKind.CLOSED, _("khép lại")),
]


class Matter(models.Model):
    """Something that wants a decision: a breach of a norm, an indicator beyond its threshold, or somebody's proposal."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    title = models.CharField(_("vấn đề"), max_length=400)
    source = models.CharField(_("nguồn"), max_length=12, choices=SOURCES)
    norm = models.CharField(_("định mức"), max_length=80, blank=True)
    measure = models.CharField(
        _("số đo"),
        max_length=400,
        blank=True,
        help_text=_("Biểu thức của số phải thay đổi; hỏi lại lần sau bằng đúng biểu thức này."),
    )
    period = models.CharField(_("kỳ"), max_length=80, blank=True)
    found_on = models.DateField(_("ngày phát hiện"))
    found = models.JSONField(_("số khi phát hiện"), default=dict)
    raised_by = models.CharField(_("người nêu"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("vấn đề cần xử lý")
        verbose_name_plural = _("vấn đề cần xử lý")
        ordering = ["-found_on", "-id"]
        indexes = [models.Index(fields=["unit", "found_on"], name="tasks_matter_of_unit")]

    @override
    def __str__(self) -> str:
        return self.title


class MatterLink(models.Model):
    """One station of a matter; `url` leads there, `facts` holds what is shown without asking other modules."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="links")
    kind = models.CharField(_("khâu"), max_length=12, choices=LINKS)
    ref = models.CharField(_("dẫn chiếu"), max_length=80)
    title = models.CharField(_("tên"), max_length=400)
    url = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    facts = models.JSONField(_("dữ kiện"), default=dict)
    by = models.CharField(_("ai"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("khâu của vấn đề")
        verbose_name_plural = _("khâu của vấn đề")
        ordering = ["at", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind} {self.ref}"


class Directive(models.Model):
    """A text that orders work, as registered: ours or one received from above."""

    unit = models.ForeignKey(
        "units.Unit", models.PROTECT, related_name="+", help_text=_("Đơn vị ban hành.")
    )
    kind = models.CharField(_("loại văn bản"), max_length=60)
    symbol = models.CharField(_("số, ký hiệu"), max_length=120)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    subject = models.CharField(_("trích yếu"), max_length=600)
    issued_on = models.DateField(_("ngày ban hành"))
    year = models.PositiveSmallIntegerField(_("năm"))
    effective_from = models.DateField(_("có hiệu lực từ"))
    effective_to = models.DateField(_("hết hiệu lực từ"), null=True)
    secrecy = models.CharField(_("độ mật"), max_length=8, choices=SECRECIES, default=Secrecy.OPEN)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    parent_symbol = models.CharField(_("căn cứ"), max_length=120, blank=True)
    replaces = models.JSONField(_("thay thế"), default=list)
    conclusion_ref = models.CharField(
        _("kết luận"), max_length=80, blank=True, help_text=_("Kết luận hội nghị đã giao ra.")
    )
    file_name = models.CharField(_("tệp"), max_length=200, blank=True)
    file_sha256 = models.CharField(_("SHA-256 của tệp"), max_length=64, blank=True)
    recipients = models.JSONField(
        _("nơi nhận"), default=list, help_text=_("Quy tắc: loại đơn vị, địa bàn, chức danh.")
    )
    source = models.JSONField(_("nguồn"), default=dict)
    search = models.TextField(editable=False)
    registered_by = models.CharField(_("người vào sổ"), max_length=200)
    registered_at = models.DateTimeField(_("vào sổ lúc"))

    class Meta:
        verbose_name = _("văn bản chỉ đạo")
        verbose_name_plural = _("văn bản chỉ đạo")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "symbol", "year"], name="tasks_one_directive_number"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.symbol


class DirectiveClause(models.Model):
    """A clause of a directive in its own words; tasks and dissemination cite it."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="clauses")
    place = models.PositiveSmallIntegerField(_("thứ tự"))
    ref = models.CharField(_("điều, khoản, điểm"), max_length=120)
    text = models.TextField(_("nội dung"))

    class Meta:
        verbose_name = _("điều khoản chỉ đạo")
        verbose_name_plural = _("điều khoản chỉ đạo")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "ref"], name="tasks_one_clause")
        ]

    @override
    def __str__(self) -> str:
        return self.ref


class TaskOrder(models.Model):
    """What a clause asks of many units at once, with the five clears: who, what, by when, what result, who answers."""

    clause = models.ForeignKey(DirectiveClause, models.PROTECT, related_name="orders")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="orders")
    code = models.CharField(_("mã"), max_length=60, unique=True)
    what = models.CharField(_("việc"), max_length=600)
    result = models.CharField(_("kết quả phải có"), max_length=600)
    who = models.JSONField(_("ai làm"), help_text=_("Loại đơn vị, địa bàn (mã), cấp."))
    responsible = models.CharField(_("người chịu trách nhiệm"), max_length=200)
    coordinating = models.JSONField(_("đơn vị phối hợp"), default=list)
    given_on = models.DateField(_("ngày giao"))
    due_on = models.DateField(_("hạn cuối cùng"))
    cascade = models.BooleanField(_("giao qua từng cấp"), default=False)
    target = models.CharField(
        _("đích đo được"),
        max_length=400,
        blank=True,
        help_text=_("Biểu thức điều kiện; đúng là xong."),
    )
    measured_over = models.CharField(_("đo theo"), max_length=80, blank=True)
    needs_evidence = models.BooleanField(_("phải có minh chứng"), default=True)
    given_by = models.CharField(_("người giao"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("việc giao")
        verbose_name_plural = _("việc giao")
        ordering = ["due_on", "id"]

    @override
    def __str__(self) -> str:
        return self.code


class Task(models.Model):
    """One unit's task. `due_on` is this unit's own deadline; the closing dates are what its state is told from.

    `unit` is who carries it today; when units merge, the task follows and a step names both.
    """

    order = models.ForeignKey(TaskOrder, models.PROTECT, related_name="tasks")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    first_unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = models.PositiveSmallIntegerField(_("cấp"))
    given_on = models.DateField(_("ngày giao"))
    first_due_on = models.DateField(_("hạn lúc giao"))
    due_on = models.DateField(_("hạn"))
    acknowledged_on = models.DateField(_("ngày tiếp nhận"), null=True)
    reported_on = models.DateField(_("ngày báo xong"), null=True)
    done_on = models.DateField(_("ngày xong"), null=True)
    withdrawn_on = models.DateField(_("ngày rút"), null=True)
    version = models.PositiveIntegerField(_("phiên bản"), default=0)

    class Meta:
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "first_unit"], name="tasks_one_per_unit"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("given_on")), name="tasks_due_after_given"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "done_on", "due_on"], name="tasks_of_unit"),
            models.Index(fields=["done_on", "due_on"], name="tasks_by_due"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.order_id} {self.unit_id}"


class TaskStep(models.Model):
    """One thing that happened to a task: who, when, why; never changed."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="steps")
    kind = models.CharField(_("bước"), max_length=20, choices=STEPS)
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(_("lúc"))
    by = models.CharField(_("ai"), max_length=200)
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("lý do, nội dung"), blank=True)
    facts = models.JSONField(
        _("dữ kiện"), default=dict, help_text=_("Hạn cũ và mới, đơn vị cũ và mới, số đo được.")
    )

    class Meta:
        verbose_name = _("bước của nhiệm vụ")
        verbose_name_plural = _("bước của nhiệm vụ")
        ordering = ["id"]
        indexes = [models.Index(fields=["task", "kind"], name="tasks_steps_of_task")]

    @override
    def __str__(self) -> str:
        return f"{self.task_id} {self.kind} {self.on}"


class TaskFile(models.Model):
    """A file of evidence, kept under its hash."""

    step = models.ForeignKey(TaskStep, models.PROTECT, related_name="files")
    name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("cỡ"))
    media_type = models.CharField(_("loại tệp"), max_length=100)

    class Meta:
        verbose_name = _("tệp minh chứng")
        verbose_name_plural = _("tệp minh chứng")

    @override
    def __str__(self) -> str:
        return self.name


class Measurement(models.Model):
    """What an order's target gave for its units on a day; `misses` names the units short, with their values."""

    order = models.ForeignKey(TaskOrder, models.PROTECT, related_name="measurements")
    on = models.DateField(_("ngày"))
    met = models.PositiveIntegerField(_("đạt"))
    missed = models.PositiveIntegerField(_("chưa đạt"))
    unknown = models.PositiveIntegerField(_("chưa đo được"))
    misses = models.JSONField(_("chưa đạt ở"), default=list)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần đo")
        verbose_name_plural = _("lần đo")
        ordering = ["on", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.order_id} {self.on}"


class Notice(models.Model):
    """One line of a digest: told once to one unit about one task; digests bundle them by recipient."""

    recipient = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, related_name="notices")
    kind = models.CharField(_("loại"), max_length=20)
    days = models.SmallIntegerField(_("số ngày"), default=0)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lời nhắc nhiệm vụ")
        verbose_name_plural = _("lời nhắc nhiệm vụ")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "task", "kind", "days"], name="tasks_one_notice"
            )
        ]
        indexes = [models.Index(fields=["recipient", "at"], name="tasks_notices_of_unit")]

    @override
    def __str__(self) -> str:
        return f"{self.recipient_id} {self.task_id} {self.kind}"


class CalendarFeed(models.Model):
    """A person's iCal address: only the digest of its secret is kept, and it can be revoked."""

    account = models.ForeignKey("access.Account", models.CASCADE, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("lập lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        verbose_name = _("địa chỉ lịch")
        verbose_name_plural = _("địa chỉ lịch")

    @override
    def __str__(self) -> str:
        return f"{self.account_id} {self.unit_id}"
