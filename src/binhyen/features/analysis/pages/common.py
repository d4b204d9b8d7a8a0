"""What the smaller pages of analysis share."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from binhyen.features.analysis import api
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import told
from binhyen.foundation.ui.page import Crumb
from binhyen.kernel.errors import DomainError

TARGETS = "figures.targets"


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way down from the page of analysis."""
    return [(_("Phân tích số liệu"), reverse("analysis:pivot")), *more]


def may_set(actor: Actor) -> bool:
    """Whether the reader sets targets and thresholds anywhere."""
    return allows_somewhere(actor, TARGETS)


def home_code(actor: Actor) -> str:
    """The code of the unit a form starts with."""
    found = api.homes(actor, api.today(), TARGETS)
    return found[0].code if found else ""


def refused(request: HttpRequest, fault: DomainError) -> None:
    """Say a refusal above the page."""
    messages.error(request, told(fault))


def add_fault(form: Form, fault: DomainError) -> None:
    """Say a refusal in the form it is about."""
    form.add_error(None, told(fault))
