"""What the pages share: who asks, the day, the words of states and steps."""

from __future__ import annotations

import mimetypes
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from binhyen.engines.tasks.api import Cause, State, StepKind
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, Refused
from binhyen.kernel.text import fold

STATES: dict[State, Promise] = {
    State.IN_TIME: _("Trong hạn"),
    State.NEAR_DUE: _("Sắp đến hạn"),
    State.OVERDUE: _("Quá hạn"),
    State.DONE_IN_TIME: _("Xong đúng hạn"),
    State.DONE_LATE: _("Xong quá hạn"),
    State.WITHDRAWN: _("Đã rút"),
}
CAUSES: dict[Cause, Promise] = {
    Cause.AWAITING: _("đã báo xong, chờ cấp trên công nhận"),
    Cause.ASKING: _("đã xin gia hạn, chưa được trả lời"),
    Cause.UNACKNOWLEDGED: _("chưa tiếp nhận"),
    Cause.WORKING: _("đã tiếp nhận, đang làm"),
}
STEPS: dict[StepKind, Promise] = {
    StepKind.GIVEN: _("Giao việc"),
    StepKind.ACKNOWLEDGED: _("Tiếp nhận"),
    StepKind.NOTED: _("Báo tiến độ"),
    StepKind.EXTENSION_ASKED: _("Xin gia hạn"),
    StepKind.EXTENDED: _("Được gia hạn"),
    StepKind.EXTENSION_REFUSED: _("Không được gia hạn"),
    StepKind.REPORTED: _("Báo hoàn thành"),
    StepKind.RETURNED: _("Bị trả lại"),
    StepKind.ACCEPTED: _("Được công nhận hoàn thành"),
    StepKind.REOPENED: _("Mở lại"),
    StepKind.MOVED: _("Chuyển sang đơn vị kế thừa"),
    StepKind.ESCALATED: _("Báo cấp trên"),
    StepKind.WITHDRAWN: _("Rút"),
}


def file_answer(name: str, content: bytes, media_type: str = "") -> HttpResponse:
    """A kept file, to be saved and never shown inside the site; its name in plain letters."""
    kind = media_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    stem, _dot, ending = name.rpartition(".")
    plain = slugify(fold(stem or ending)) or "van-ban"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{plain}.{slugify(ending)[:8]}"'
    return answer


def viewer(request: HttpRequest) -> Actor:
    """Who asks, if they may see directives anywhere.

    Raises:
        Refused: they may not.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not allows_somewhere(actor, "directives.view"):
        raise Refused(
            N_("{name} không có quyền “{permission}”; hãy đề nghị quản trị cấp quyền."),
            name=actor.name,
            permission="directives.view",
        )
    return actor


def day_of(request: HttpRequest) -> date:
    """The day a page is asked for; today without one.

    Raises:
        Invalid: not a date.
    """
    text = request.GET.get("on", "")
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text[:20])
    except ValueError:
        raise Invalid(N_("Ngày “{text}” không đọc được."), text=text[:20]) from None


def number_of(request: HttpRequest, name: str) -> int | None:
    """A number of the address; None without one.

    Raises:
        Invalid: not a number.
    """
    text = request.GET.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 12:
        raise Invalid(N_("“{value}” không phải số."), value=text[:40])
    return int(text)
