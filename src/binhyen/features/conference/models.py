"""Tables of conferences: what was prepared, the log of each sitting, minutes by version, conclusions.

`SittingEvent`, `PaperVersion`, `PaperRead`, `MinutesVersion` and `RehearsalResult` can be added but neither changed nor
deleted (triggers). Persons appear by office.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from binhyen.features.conference.types import (
    EventKind,
    ItemKind,
    MinutesPhase,
    PointKind,
    Role,
    Sign,
    Stage,
)

STAGES = [
    (Stage.DRAFT, _("đang chuẩn bị")),
    (Stage.INVITED, _("đã mời")),
    (Stage.SITTING, _("đang họp")),
    (Stage.CLOSED, _("đã bế mạc")),
    (Stage.CONCLUDED, _("đã ra thông báo kết luận")),
]
POINTS = [(PointKind.MAIN, _("điểm cầu chính")), (PointKind.MEMBER, _("điểm cầu thành phần"))]
ROLES = [
    (Role.CHAIR, _("chủ trì")),
    (Role.SECRETARY, _("thư ký")),
    (Role.SPEAKER, _("báo cáo viên")),
    (Role.DELEGATE, _("đại biểu")),
    (Role.TECHNICIAN, _("kỹ thuật")),
]
ITEMS = [
    (ItemKind.OPENING, _("khai mạc")),
    (ItemKind.FOLLOW_UP, _("kết quả thực hiện kết luận trước")),
    (ItemKind.REPORT, _("báo cáo")),
    (ItemKind.PAPER, _("tham luận")),
    (ItemKind.DISCUSSION, _("thảo luận")),
    (ItemKind.VOTE, _("biểu quyết")),
    (ItemKind.AWARD, _("khen thưởng")),
    (ItemKind.CONCLUSION, _("kết luận")),
]
SIGNS = [(Sign.GOOD, _("tốt")), (Sign.POOR, _("kém")), (Sign.NONE, _("không có"))]
EVENTS = [(kind, kind.value) for kind in EventKind]
PHASES = [
    (MinutesPhase.DRAFT, _("dự thảo")),
    (MinutesPhase.PREPARED, _("đã chuẩn bị")),
    (MinutesPhase.AMENDED, _("đã góp ý")),
    (MinutesPhase.FINAL, _("chính thức")),
]


class Series(models.Model):
    """Conferences that follow one another, such as the yearly review of the programme."""

    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    code = models.CharField(_("mã"), max_length=60, unique=True)
    title = models.CharField(_("tên chuỗi hội nghị"), max_length=300)

    class Meta:
        verbose_name = _("chuỗi hội nghị")
        verbose_name_plural = _("chuỗi hội nghị")

    @override
    def __str__(self) -> str:
        return self.title


class Conference(models.Model):
    """One conference of a series; `unit` hosts it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="conferences")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    code = models.CharField(_("mã"), max_length=60, unique=True)
    title = models.CharField(_("tên hội nghị"), max_length=400)
    purpose = models.TextField(_("mục đích, yêu cầu"), blank=True)
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"))
    place = models.CharField(_("địa điểm"), max_length=300)
    stage = models.CharField(_("giai đoạn"), max_length=12, choices=STAGES, default=Stage.DRAFT)
    urgent = models.BooleanField(_("họp khẩn"), default=False)
    simulated = models.BooleanField(_("mô phỏng"), default=False)
    version = models.PositiveIntegerField(_("phiên bản"), default=0)

    class Meta:
        verbose_name = _("hội nghị")
        verbose_name_plural = _("hội nghị")
        ordering = ["-starts_at"]

    @override
    def __str__(self) -> str:
        return self.title


class Point(models.Model):
    """A bridge point: a unit's hall with its chair and technician, both by office."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="points")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(_("loại điểm cầu"), max_length=8, choices=POINTS)
    place_in_order = models.PositiveSmallIntegerField(_("thứ tự"))
    name = models.CharField(_("tên điểm cầu"), max_length=300)
    hall = models.CharField(_("phòng họp"), max_length=300, blank=True)
    contact = models.CharField(_("liên hệ kỹ thuật"), max_length=200, blank=True)
    line_kbits = models.PositiveIntegerField(_("đường truyền (kbit/s)"), null=True)

    class Meta:
        verbose_name = _("điểm cầu")
        verbose_name_plural = _("điểm cầu")
        ordering = ["place_in_order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit", "name"], name="conference_one_point"
            )
        ]

    @override
    def __str__(self) -> str:
        return self.name


class Delegate(models.Model):
    """Somebody at a point by body and title; `account` where they sign in, else they join by a link of their own."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="delegates")
    body = models.CharField(_("cơ quan"), max_length=300)
    office = models.CharField(_("chức danh"), max_length=300)
    role = models.CharField(_("vai trò"), max_length=12, choices=ROLES)
    votes = models.BooleanField(_("có quyền biểu quyết"), default=True)
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    stands_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="substitutes")
    place_in_order = models.PositiveSmallIntegerField(_("thứ tự"))
    ticket_digest = models.CharField(max_length=64, blank=True, db_index=True)
    ticket_revoked = models.BooleanField(_("đã thu hồi đường dẫn"), default=False)
    simulated = models.BooleanField(_("mô phỏng"), default=False)

    class Meta:
        verbose_name = _("đại biểu")
        verbose_name_plural = _("đại biểu")
        ordering = ["place_in_order", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.office}, {self.body}"


class AgendaItem(models.Model):
    """One item of the agenda; `matter_id` names the finding it came from."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items")
    place_in_order = models.PositiveSmallIntegerField(_("thứ tự"))
    kind = models.CharField(_("loại"), max_length=12, choices=ITEMS)
    title = models.CharField(_("nội dung"), max_length=400)
    minutes = models.PositiveSmallIntegerField(_("số phút"))
    speaker = models.ForeignKey(Delegate, models.SET_NULL, null=True, related_name="+")
    matter_id = models.PositiveBigIntegerField(_("vấn đề"), null=True, db_index=True)

    class Meta:
        verbose_name = _("mục chương trình")
        verbose_name_plural = _("chương trình")
        ordering = ["place_in_order", "id"]

    @override
    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A paper of the conference; `point` None is for everybody, else only that point and the desk may read it."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="papers")
    point = models.ForeignKey(Point, models.CASCADE, null=True, related_name="papers")
    title = models.CharField(_("tài liệu"), max_length=400)

    class Meta:
        verbose_name = _("tài liệu hội nghị")
        verbose_name_plural = _("tài liệu hội nghị")

    @override
    def __str__(self) -> str:
        return self.title


class PaperVersion(models.Model):
    """A version of a paper, kept under its hash."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("phiên bản"))
    name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveIntegerField(_("cỡ"))
    media_type = models.CharField(_("loại tệp"), max_length=100)
    by = models.CharField(_("ai"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("phiên bản tài liệu")
        verbose_name_plural = _("phiên bản tài liệu")
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="conference_one_version")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.paper_id} v{self.number}"


class PaperRead(models.Model):
    """That a delegate opened a version."""

    version = models.ForeignKey(PaperVersion, models.CASCADE, related_name="reads")
    delegate = models.ForeignKey(Delegate, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần đọc tài liệu")
        verbose_name_plural = _("lần đọc tài liệu")
        constraints = [
            models.UniqueConstraint(fields=["version", "delegate"], name="conference_one_read")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.version_id} {self.delegate_id}"


class Invitation(models.Model):
    """An invitation sent to a point; the issued document holds the text."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="invitations")
    point = models.ForeignKey(Point, models.CASCADE, related_name="invitations")
    document = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(_("gửi lúc"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answer = models.CharField(_("trả lời"), max_length=300, blank=True)
    reason = models.CharField(_("lý do họp khẩn"), max_length=300, blank=True, default="")
    remark = models.CharField(_("ý kiến"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("giấy mời")
        verbose_name_plural = _("giấy mời")

    @override
    def __str__(self) -> str:
        return f"{self.conference_id} {self.point_id}"


class RehearsalResult(models.Model):
    """What a test of a point gave; the newest row counts."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="rehearsals")
    sound = models.CharField(_("âm thanh"), max_length=5, choices=SIGNS)
    picture = models.CharField(_("hình ảnh"), max_length=5, choices=SIGNS)
    contact = models.CharField(_("liên lạc"), max_length=5, choices=SIGNS)
    fault = models.CharField(_("sự cố"), max_length=80, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    measured = models.JSONField(_("đo được"), default=dict)
    by = models.CharField(_("ai"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("kết quả thử điểm cầu")
        verbose_name_plural = _("kết quả thử điểm cầu")

    @override
    def __str__(self) -> str:
        return f"{self.point_id} {self.at}"


class Slide(models.Model):
    """What the hall sees: a text, a question asked as of now, or a figure frozen when it was made."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="slides")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="slides")
    place_in_order = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.CharField(_("tiêu đề"), max_length=300)
    body = models.TextField(_("chữ"), blank=True)
    question = models.JSONField(_("câu hỏi số liệu"), null=True)
    frozen = models.JSONField(_("số đã chốt"), null=True)

    class Meta:
        verbose_name = _("trang chiếu")
        verbose_name_plural = _("trang chiếu")
        ordering = ["place_in_order", "id"]

    @override
    def __str__(self) -> str:
        return self.title


class Sitting(models.Model):
    """One sitting of a conference; `seq` is the number of its newest event."""

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="sitting")
    room = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField(_("khai mạc lúc"), null=True)
    ended_at = models.DateTimeField(_("bế mạc lúc"), null=True)
    seq = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("phiên họp")
        verbose_name_plural = _("phiên họp")

    @override
    def __str__(self) -> str:
        return f"{self.conference_id}"


class SittingEvent(models.Model):
    """One thing that happened in a sitting, in order; the state is these read one after the other."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=EVENTS)
    delegate = models.ForeignKey(Delegate, models.PROTECT, null=True, related_name="+")
    point = models.ForeignKey(Point, models.PROTECT, null=True, related_name="+")
    payload = models.JSONField(default=dict)
    key = models.CharField(
        max_length=40, null=True, help_text=_("Khoá do máy gửi lập: gửi lại không ghi hai lần.")
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("diễn biến phiên họp")
        verbose_name_plural = _("diễn biến phiên họp")
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "seq"], name="conference_one_seq"),
            models.UniqueConstraint(fields=["sitting", "key"], name="conference_one_key"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.sitting_id} {self.seq} {self.kind}"


class MinutesVersion(models.Model):
    """A version of the minutes: sections by key; whoever saves names the version they began from."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField(_("phiên bản"))
    phase = models.CharField(_("giai đoạn"), max_length=10, choices=PHASES)
    sections = models.JSONField(_("nội dung"))
    base = models.PositiveIntegerField(_("bắt đầu từ phiên bản"), default=0)
    aside = models.BooleanField(
        _("để riêng"),
        default=False,
        help_text=_("Bản của người lưu sau hoặc người dự góp ý, chờ thư ký gộp."),
    )
    drafted = models.JSONField(
        _("bản dựng từ diễn biến"),
        default=dict,
        help_text=_("Bản máy dựng lúc lưu: biết câu nào người viết, câu nào mới thêm."),
    )
    document = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, related_name="+"
    )
    by = models.CharField(_("ai"), max_length=200)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("phiên bản biên bản")
        verbose_name_plural = _("phiên bản biên bản")
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="conference_one_minutes")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.conference_id} v{self.number}"


class Conclusion(models.Model):
    """What the chair concluded; `directive_id` once it became an order."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="conclusions")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="conclusions")
    place_in_order = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.TextField(_("kết luận"))
    what = models.CharField(_("việc"), max_length=600, blank=True)
    result = models.CharField(_("kết quả phải có"), max_length=600, blank=True)
    who = models.JSONField(_("ai làm"), default=dict)
    responsible = models.CharField(_("người chịu trách nhiệm"), max_length=200, blank=True)
    due_on = models.DateField(_("hạn"), null=True)
    target = models.CharField(_("đích đo được"), max_length=400, blank=True)
    measured_over = models.CharField(_("đo theo"), max_length=80, blank=True)
    matter_id = models.PositiveBigIntegerField(_("vấn đề"), null=True, db_index=True)
    directive_id = models.PositiveBigIntegerField(_("văn bản chỉ đạo"), null=True, db_index=True)
    order_id = models.PositiveBigIntegerField(_("việc giao"), null=True)
    source = models.JSONField(_("nguồn"), default=dict)

    class Meta:
        verbose_name = _("kết luận hội nghị")
        verbose_name_plural = _("kết luận hội nghị")
        ordering = ["place_in_order", "id"]

    @override
    def __str__(self) -> str:
        return self.text[:80]


class ConclusionNotice(models.Model):
    """The conclusion notice as issued."""

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="notice")
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, related_name="+")
    due_on = models.DateField(_("hạn ra thông báo"))
    issued_on = models.DateField(_("ngày ra thông báo"))

    class Meta:
        verbose_name = _("thông báo kết luận")
        verbose_name_plural = _("thông báo kết luận")

    @override
    def __str__(self) -> str:
        return f"{self.conference_id}"
