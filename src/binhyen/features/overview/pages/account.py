"""One's own account: roles with their scopes, and tokens for programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from binhyen.engines.units.api import structure
from binhyen.features.overview.api import tokens_of
from binhyen.features.overview.pages import asking
from binhyen.foundation.access.api import Actor, Grant, allows_somewhere, roles
from binhyen.foundation.accounts.api import create_token, revoke_token
from binhyen.foundation.ui.api import named, page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do, for how long."""

    name = forms.CharField(label=gettext_lazy("Dùng cho việc gì"), max_length=80)
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("Quyền"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày còn hiệu lực"), min_value=1, max_value=366, initial=90
    )

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        held = sorted({one for grant in actor.grants for one in grant.permissions})
        self.fields["permissions"].choices = [(one, one) for one in held]  # type: ignore[attr-defined]  # a choice field


def show_account(request: HttpRequest) -> HttpResponse:
    """The reader's own roles and tokens; a POST makes a token and shows its secret this once."""
    actor = asking.actor_of(request)
    form, secret = TokenForm(actor, request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        secret = _made(actor, form)
        form = TokenForm(actor) if secret else form
    context = {
        "grants": [_grant(grant) for grant in actor.grants],
        "tokens": [(token, token.expires_at <= clock.now()) for token in tokens_of(actor)],
        "may_use_api": allows_somewhere(actor, "api.use"),
        "form": form,
        "secret": secret,
    }
    status = 422 if form.errors else 200
    response = page(
        request,
        "overview/account.html",
        context,
        title=_("Tài khoản của tôi"),
        over=actor.name,
        status=status,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
def end_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Stop one of the reader's own tokens at once."""
    revoke_token(asking.actor_of(request), token_id=token_id)
    messages.success(request, _("Đã thu hồi mã truy cập."))
    return redirect("overview:account")


def _made(actor: Actor, form: TokenForm) -> str:
    chosen = form.cleaned_data
    try:
        _token, secret = create_token(
            actor,
            account_id=actor.id or 0,
            name=chosen["name"],
            permissions=chosen["permissions"],
            days=chosen["days"],
        )
    except DomainError as fault:
        form.add_error(None, told(fault))
        return ""
    return secret


def _grant(grant: Grant) -> tuple[str, str, str]:
    role = roles().get(grant.role)
    name = named(role) if role else grant.role
    return str(name), _scope(grant.scope_id), role.explain if role else ""


def _scope(scope_id: int | None) -> str:
    if scope_id is None:
        return _("toàn hệ thống")
    for day in (clock.today(), asking.default_day()):
        tree = structure(day)
        if scope_id in tree:
            return tree.get(scope_id).full_name
    return _("đơn vị số {id}").format(id=scope_id)
