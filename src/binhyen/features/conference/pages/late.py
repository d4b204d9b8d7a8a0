"""What stands on the pages of units until the conclusion notice is out."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binhyen.features.conference import api
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import HomeNotice, show_day


def on_unit_page(actor: Actor, unit_code: str) -> HomeNotice | None:
    """The most pressing conclusion notice of whoever has to issue it; others are counted."""
    del unit_code
    if not allows_somewhere(actor, "conference.conclude"):
        return None
    waiting = api.waiting_notices(actor)
    if not waiting:
        return None
    first = waiting[0]
    named = {"title": first.conference.title, "day": show_day(first.due_on)}
    if first.is_late:
        text = _("Thông báo kết luận “%(title)s” đã quá hạn %(day)s.") % named
    else:
        text = _("Thông báo kết luận “%(title)s” phải ra trước hết ngày %(day)s.") % named
    if len(waiting) > 1:
        more = len(waiting) - 1
        text += " " + ngettext("Còn %(n)s hội nghị nữa.", "Còn %(n)s hội nghị nữa.", more) % {
            "n": more
        }
    url = reverse("conference:conclusions", args=[first.conference.pk])
    return HomeNotice(text, url, "error" if first.is_late else "warning")
