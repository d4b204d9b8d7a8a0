"""What ends soon: terms of office and certificates."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from binhyen.engines.people.models import Assignment, Qualification
from binhyen.engines.people.queries.standing import in_force
from binhyen.engines.people.types import LapsingCertificate, LapsingTerm
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, visible
from binhyen.foundation.ui.api import in_english


def terms_until(
    actor: Actor, on: date, until: date, *, under_id: int | None = None
) -> list[LapsingTerm]:
    """Terms in force on `on` that end by `until` (inclusive; overdue ones too), soonest first.

    Only officers serving where the actor holds `people.view_personal`. `came_from` is the police unit of the row
    of service before this one. Cost: one statement and the remembered structure.
    """
    rows = visible(actor, in_force(on), on=on).filter(term_until__lte=until)
    if under_id is not None:
        rows = rows.filter(police_unit__unit_id__in=structure(on).subtree(under_id))
    before = Assignment.objects.filter(
        officer=OuterRef("officer"), valid_from__lt=OuterRef("valid_from")
    ).order_by("-valid_from")
    rows = rows.annotate(came_from=Subquery(before.values("police_unit_id")[:1]))
    found = rows.order_by("term_until", "officer__code").values_list(
        "officer_id",
        "officer__code",
        "officer__full_name",
        "police_unit_id",
        "police_unit__unit_id",
        "post__en" if in_english() else "post__vi",
        "post__role",
        "valid_from",
        "term_until",
        "came_from",
    )
    return [LapsingTerm(*row) for row in found]


def certificates_until(
    actor: Actor, on: date, until: date, *, under_id: int | None = None
) -> list[LapsingCertificate]:
    """Certificates valid on `on` that lapse by `until` and that no later one of their kind renews, soonest first.

    Only of officers in service on `on` where the actor holds `people.view_personal`. Cost: two statements.
    """
    rows = visible(actor, in_force(on), on=on)
    if under_id is not None:
        rows = rows.filter(police_unit__unit_id__in=structure(on).subtree(under_id))
    places = dict(rows.order_by().values_list("officer_id", "police_unit__unit_id"))
    renewed = Qualification.objects.filter(
        Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on")),
        officer=OuterRef("officer"),
        kind=OuterRef("kind"),
    )
    label = "kind__en" if in_english() else "kind__vi"
    lapsing = (
        Qualification.objects.filter(valid_from__lte=on, expires_on__gt=on, expires_on__lte=until)
        .filter(~Exists(renewed))
        .order_by("expires_on", "officer__code", "kind__code")
        .values_list(
            "officer_id", "officer__code", "officer__full_name", "kind__code", label, "expires_on"
        )
    )
    return [
        LapsingCertificate(officer, code, name, kind, called, expires_on, places[officer])
        for officer, code, name, kind, called, expires_on in lapsing
        if officer in places
    ]
