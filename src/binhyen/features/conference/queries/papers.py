"""Papers a reader may see, their files, and who has read which version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from binhyen.engines.documents.api import kept_file
from binhyen.features.conference.models import (
    Conference,
    Delegate,
    Paper,
    PaperRead,
    PaperVersion,
)
from binhyen.features.conference.queries.preparing import at_desk, own_points
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, NotFound


@dataclass(frozen=True, slots=True)
class Receipts:
    """Who of those who may read a paper opened its newest version, by point; times of opening."""

    read: tuple[tuple[Delegate, datetime], ...]
    unread: tuple[Delegate, ...]


def papers_of(actor: Actor, conference: Conference) -> QuerySet[Paper]:
    """The papers the actor may read: the desk all, others those for everybody and of their own points."""
    rows = Paper.objects.filter(conference=conference).select_related("item", "point")
    if not at_desk(actor, conference):
        rows = rows.filter(Q(point=None) | Q(point_id__in=own_points(actor, conference)))
    newest_first = PaperVersion.objects.order_by("-number")
    return rows.prefetch_related(Prefetch("versions", newest_first)).order_by(
        "item__place_in_order", "pk"
    )


def paper_of(actor: Actor, conference: Conference, paper_id: int) -> Paper:
    """One paper; another point's is as if it were not there.

    Raises:
        NotFound: no such paper, or not for this actor.
    """
    found = papers_of(actor, conference).filter(pk=paper_id).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có tài liệu số {id}."), id=paper_id)
    return found


def paper_version(
    actor: Actor, conference: Conference, paper_id: int, number: int | None = None
) -> PaperVersion:
    """A version of a paper; None is the newest.

    Raises:
        NotFound: no such paper or version, or not for this actor.
    """
    versions = paper_of(actor, conference, paper_id).versions.order_by("-number")
    found = versions.filter(number=number).first() if number else versions.first()
    if found is None:
        raise NotFound(N_("Tài liệu không có phiên bản {number}."), number=number or 1)
    return found


def paper_content(version: PaperVersion) -> bytes:
    """The file of a version, checked against its hash.

    Raises:
        NotFound, Conflict: gone, or altered since it was kept.
    """
    return kept_file(version.sha256)


def receipts_of(conference: Conference) -> dict[int, Receipts]:
    """By paper id: who opened its newest version and who has not; three statements for all papers."""
    delegates = list(
        Delegate.objects.filter(point__conference=conference)
        .select_related("point")
        .order_by("point__place_in_order", "place_in_order", "pk")
    )
    versions = PaperVersion.objects.filter(paper__conference=conference).order_by("number")
    # In order of number, so the newest stays.
    newest = dict(versions.values_list("paper_id", "pk"))
    opened: dict[int, dict[int, datetime]] = {}
    reads = PaperRead.objects.filter(version_id__in=newest.values())
    for version_id, delegate_id, at in reads.values_list("version_id", "delegate_id", "at"):
        opened.setdefault(version_id, {})[delegate_id] = at
    points = dict(Paper.objects.filter(conference=conference).values_list("pk", "point_id"))
    return {
        paper_id: _receipts(delegates, points[paper_id], opened.get(version_id, {}))
        for paper_id, version_id in newest.items()
    }


def _receipts(
    delegates: list[Delegate], point_id: int | None, opened: dict[int, datetime]
) -> Receipts:
    readers = [one for one in delegates if point_id in (None, one.point_id)]
    replaced = {one.stands_for_id for one in readers}
    return Receipts(
        tuple((one, opened[one.pk]) for one in readers if one.pk in opened),
        tuple(one for one in readers if one.pk not in opened and one.pk not in replaced),
    )
