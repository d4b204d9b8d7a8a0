"""Lists that show people by name; every one is narrowed to what the actor may see."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from binhyen.engines.people.models import Assignment, RankGrant
from binhyen.engines.people.queries.standing import in_force
from binhyen.engines.people.types import Service, Tenure
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, visible
from binhyen.foundation.ui.api import named
from binhyen.kernel.text import fold


def officers(
    actor: Actor,
    on: date,
    *,
    under_id: int | None = None,
    text: str = "",
    post: str | None = None,
    role: str | None = None,
    kind: str | None = None,
) -> QuerySet[Assignment]:
    """Officers in service on `on` whom the actor may see, as their rows of service, in the order of names.

    Args:
        actor: needs `people.view_personal` where the officer serves.
        on: the day (inclusive).
        under_id: only in this unit and below it.
        text: parts of the name without marks, in any order, or of the number.
        post: a post code.
        role: chief, deputy or officer.
        kind: the kind of police unit.

    Shape: a lazy queryset with officer, post and police unit joined; slice it for a page.
    """
    rows = visible(actor, in_force(on), on=on).select_related("officer", "post", "police_unit")
    if under_id is not None:
        rows = rows.filter(police_unit__unit_id__in=structure(on).subtree(under_id))
    for word in fold(text).split():
        rows = rows.filter(Q(officer__search__contains=word) | Q(officer__code__icontains=word))
    exact = {"post__code": post, "post__role": role, "police_unit__kind": kind}
    rows = rows.filter(**{field: value for field, value in exact.items() if value is not None})
    return rows.order_by("officer__sort_key", "officer__code")


def service_of(actor: Actor, unit_id: int, on: date) -> list[Service]:
    """Who serves in a unit's own police units on `on`, by precedence of post, then rank, then name.

    Shape: empty when the actor may not see them. One statement.
    """
    rows = (
        visible(actor, in_force(on), on=on)
        .filter(police_unit__unit_id=unit_id)
        .select_related("officer", "post")
        .annotate(rank=_rank_on(on))
    )
    return sorted((_service(row, on) for row in rows), key=_precedence)


def history_of_posts(actor: Actor, unit_id: int) -> list[Tenure]:
    """Everyone who served in a unit's police units that the actor may see today, newest first.

    Shape: one row per officer and row of service. One statement.
    """
    following = Assignment.objects.filter(
        officer=OuterRef("officer"), valid_from__gt=OuterRef("valid_from")
    )
    rows = (
        visible(actor, Assignment.objects.all())
        .filter(police_unit__unit_id=unit_id)
        .select_related("officer", "post")
        .annotate(valid_to=Subquery(following.order_by("valid_from").values("valid_from")[:1]))
        .order_by("-valid_from", "post__order", "officer__sort_key")
    )
    return [_tenure(row) for row in rows]


def _rank_on(on: date) -> Subquery:
    ranks = RankGrant.objects.filter(officer=OuterRef("officer"), valid_from__lte=on).order_by(
        "-valid_from"
    )
    return Subquery(ranks.values("rank__order")[:1])


def _service(row: Assignment, on: date) -> Service:
    officer, post = row.officer, row.post
    official = officer.party_official_on
    return Service(
        officer_id=officer.pk,
        code=officer.code,
        full_name=officer.full_name,
        synthetic=officer.synthetic,
        post=post.code if post else "",
        post_label=named(post) if post else "",
        role=post.role if post else "",
        post_order=post.order if post else 0,
        rank=getattr(row, "rank"),  # noqa: B009 - an annotation, unknown to the type checker
        since=row.valid_from,
        term_until=row.term_until,
        party_official=official is not None and official <= on,
        name_order=officer.sort_key,
    )


def _precedence(service: Service) -> tuple[int, int, str]:
    return service.post_order, -(service.rank or 0), service.name_order


def _tenure(row: Assignment) -> Tenure:
    return Tenure(
        officer_id=row.officer_id,
        full_name=row.officer.full_name,
        post_label=named(row.post) if row.post else "",
        role=row.post.role if row.post else "",
        kind=row.get_kind_display(),
        decision_number=row.decision_number,
        valid_from=row.valid_from,
        valid_to=getattr(row, "valid_to"),  # noqa: B009 - an annotation, unknown to the type checker
    )
