"""Beginning a conference on the screen: in a series that is there or a new one, from a template."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from binhyen.engines.units.api import find
from binhyen.features.conference import api
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import named, page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Refused

NEW_SERIES = "+"


class HanoiTime(forms.DateTimeField):
    """A day and an hour as a browser's field gives them, meant in Vietnam."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    @override
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"], **kwargs)

    @override
    def clean(self, value: Any) -> Any:
        found: datetime | None = super().clean(value)
        return None if found is None else found.replace(tzinfo=clock.HANOI)


class ConferenceForm(forms.Form):
    """What a conference begins with; the rest is prepared on its pages."""

    series = forms.ChoiceField(label=gettext_lazy("Chuỗi hội nghị"))
    series_code = forms.SlugField(
        label=gettext_lazy("Mã chuỗi mới"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Chữ không dấu, số, gạch nối; chỉ ghi khi lập chuỗi mới."),
    )
    series_title = forms.CharField(
        label=gettext_lazy("Tên chuỗi mới"), max_length=300, required=False
    )
    unit = forms.CharField(label=gettext_lazy("Mã đơn vị chủ trì"), max_length=20)
    code = forms.SlugField(
        label=gettext_lazy("Mã hội nghị"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, gạch nối, ví dụ so-ket-2026."),
    )
    title = forms.CharField(label=gettext_lazy("Tên hội nghị"), max_length=400)
    purpose = forms.CharField(
        label=gettext_lazy("Mục đích, yêu cầu"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    starts_at = HanoiTime(label=gettext_lazy("Bắt đầu (giờ Việt Nam)"))
    ends_at = HanoiTime(label=gettext_lazy("Kết thúc (giờ Việt Nam)"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=300)
    template = forms.ChoiceField(label=gettext_lazy("Chương trình theo mẫu"), required=False)

    @override
    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.title) for one in api.series_of(actor)]
        templates = [(one.code, named(one)) for one in api.conference_defaults().templates]
        new = (NEW_SERIES, _("Lập chuỗi mới"))
        self.fields["series"].choices = [*known, new]  # type: ignore[attr-defined]
        blank = ("", _("Để trống chương trình"))
        self.fields["template"].choices = [*templates, blank]  # type: ignore[attr-defined]

    @override
    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("series") == NEW_SERIES:
            for name in ("series_code", "series_title"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Bắt buộc khi lập chuỗi mới."))
        return found


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """The form; a POST makes the conference, and its series when that is new, or neither."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not allows_somewhere(actor, "conference.prepare"):
        raise Refused(N_("Tài khoản này không chuẩn bị hội nghị."))
    form = ConferenceForm(actor, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = _made(actor, form.cleaned_data)
            except DomainError as refusal:
                messages.error(request, told(refusal))
                status = refusal.status
            else:
                messages.success(request, _("Đã lập hội nghị; hãy xếp điểm cầu và chương trình."))
                return redirect("conference:overview", made.pk)
    return page(
        request,
        "conference/preparing/begin.html",
        {"form": form},
        title=_("Lập hội nghị"),
        crumbs=[(_("Hội nghị"), reverse("conference:list"))],
        status=status,
    )


def _made(actor: Actor, given: dict[str, Any]) -> api.Conference:
    unit_id = find(given["unit"].strip(), given["starts_at"].date()).id
    series = given["series"]
    with transaction.atomic():
        if series == NEW_SERIES:
            code, title = given["series_code"], given["series_title"]
            series = api.new_series(actor, unit_id=unit_id, code=code, title=title).code
        new = api.NewConference(
            unit_id=unit_id,
            series_code=series,
            code=given["code"],
            title=given["title"],
            purpose=given["purpose"],
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
            place=given["place"],
            template=given["template"],
        )
        return api.new_conference(actor, new=new)
