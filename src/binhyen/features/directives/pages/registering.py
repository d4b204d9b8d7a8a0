"""Registering a directive on the screen: its head, its clauses, the file of its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from typing_extensions import override

from binhyen.engines.documents.api import document_kinds
from binhyen.engines.tasks import api
from binhyen.engines.tasks.api import NewClause, NewDirective, NewFile
from binhyen.engines.units.api import find
from binhyen.features.directives.pages.common import file_answer, viewer
from binhyen.foundation.access.api import allows_somewhere
from binhyen.foundation.ui.api import named, page, told
from binhyen.kernel.errors import N_, DomainError, Refused

FIRST_CLAUSES, MOST_CLAUSES = 2, 60
OPEN, OTHER = "open", "secret"


def _kinds() -> list[tuple[str, str]]:
    return [(one.code, str(named(one))) for one in document_kinds()]


class DirectiveForm(forms.Form):
    """The head of a text, as it stands on its first page."""

    unit = forms.CharField(
        label=gettext_lazy("Mã đơn vị ban hành"),
        max_length=20,
        help_text=gettext_lazy("Ví dụ 38 là Thanh Hóa; Bộ là VN."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), choices=_kinds)
    symbol = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"),
        max_length=120,
        help_text=gettext_lazy("Ví dụ 510/QĐ-BCA-V05, 56/KH-CAT, 22-NQ/TW."),
    )
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    issued_on = forms.DateField(
        label=gettext_lazy("Ngày ban hành"), widget=forms.DateInput(attrs={"type": "date"})
    )
    effective_from = forms.DateField(
        label=gettext_lazy("Có hiệu lực từ"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Để trống nếu có hiệu lực ngay ngày ban hành."),
    )
    parent = forms.CharField(
        label=gettext_lazy("Căn cứ (số, ký hiệu)"), max_length=120, required=False
    )
    replaces = forms.CharField(
        label=gettext_lazy("Thay thế (mỗi dòng một số, ký hiệu)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    secrecy = forms.ChoiceField(
        label=gettext_lazy("Độ mật"),
        choices=[
            (OPEN, gettext_lazy("không mật")),
            (OTHER, gettext_lazy("mật, tối mật, tuyệt mật")),
        ],
    )
    file = forms.FileField(label=gettext_lazy("Tệp văn bản (PDF, DOCX; đến 10 MB)"), required=False)

    @override
    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not found.get("effective_from"):
            found["effective_from"] = found.get("issued_on")
        return found


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The form; `more` gives another clause, anything else enters the text."""
    actor = viewer(request)
    if not allows_somewhere(actor, "directives.register"):
        raise Refused(N_("Tài khoản này không vào sổ văn bản chỉ đạo."))
    clauses = _clauses(request)
    form, status = DirectiveForm(), 200
    if request.method == "POST":
        form = DirectiveForm(request.POST, request.FILES)
        if "more" in request.POST:
            clauses = [*clauses, ("", "")][:MOST_CLAUSES]
            form = DirectiveForm(initial=request.POST.dict())
        elif form.is_valid():
            try:
                made = api.register_directive(actor, directive=_new(form.cleaned_data, clauses))
            except DomainError as refusal:
                messages.error(request, told(refusal))
                status = refusal.status
            else:
                messages.success(request, _("Đã vào sổ; hãy giao việc từ từng điều khoản."))
                return redirect("directives:directive", made.pk)
        else:
            status = 422
    return page(
        request,
        "directives/register.html",
        {"form": form, "clauses": clauses or [("", "")] * FIRST_CLAUSES},
        title=_("Vào sổ văn bản chỉ đạo"),
        crumbs=[(_("Văn bản chỉ đạo"), reverse("directives:list"))],
        status=status,
    )


@require_GET
def file(request: HttpRequest, directive_id: int) -> HttpResponse:
    """The file of a directive's text, to be saved."""
    viewer(request)
    found = api.directive_of(directive_id)
    return file_answer(found.file_name, api.directive_content(found))


def _clauses(request: HttpRequest) -> list[tuple[str, str]]:
    refs, texts = request.POST.getlist("ref"), request.POST.getlist("text")
    return list(zip(refs, texts, strict=False))[:MOST_CLAUSES]


def _new(given: dict[str, Any], clauses: list[tuple[str, str]]) -> NewDirective:
    upload = given["file"]
    content = upload.read(api.MOST_FILE_BYTES + 1) if upload else b""
    return NewDirective(
        unit_id=find(given["unit"].strip(), given["issued_on"]).id,
        kind=given["kind"],
        symbol=given["symbol"],
        issuer=given["issuer"],
        subject=given["subject"],
        issued_on=given["issued_on"],
        effective_from=given["effective_from"],
        clauses=tuple(NewClause(ref, text) for ref, text in clauses if ref.strip() or text.strip()),
        parent_symbol=given["parent"].strip(),
        replaces=tuple(one.strip() for one in given["replaces"].splitlines() if one.strip()),
        secrecy=given["secrecy"],
        file=NewFile(upload.name, content) if upload else None,
    )
