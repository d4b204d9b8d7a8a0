"""Papers by version, kept under their hash, and the receipt that somebody opened one."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from binhyen.engines.documents.api import keep_file
from binhyen.features.conference.commands.preparing import host_of, required
from binhyen.features.conference.models import Conference, Paper, PaperRead, PaperVersion
from binhyen.features.conference.queries.papers import paper_version
from binhyen.features.conference.queries.preparing import conference_of, defaults, seats_of
from binhyen.features.conference.rules.papers import media_type
from binhyen.features.conference.rules.preparing import NewPaper
from binhyen.features.conference.types import Stage
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound, RuleBroken


@command("conference.add_paper", "Nộp tài liệu hội nghị", needs="conference.prepare", scope=host_of)
def add_paper(actor: Actor, *, conference_id: int, paper: NewPaper) -> PaperVersion:
    """Keep a paper, or a further version of one; an older version stays as it was.

    Raises:
        NotFound: item, point or paper is not of this conference.
        Invalid: no title, an unreadable kind of file, too big, or the same file as the newest version.
        RuleBroken: the conference has closed.
    """
    conference = Conference.objects.select_for_update(of=("self",)).get(pk=conference_id)
    if conference.stage in (Stage.CLOSED, Stage.CONCLUDED):
        raise RuleBroken(N_("Hội nghị đã bế mạc nên không nộp thêm tài liệu."))
    name = required(paper.name.replace("\\", "/").rpartition("/")[2], 200, "tên tệp")
    kind = media_type(name, paper.content)
    most = defaults().paper_megabytes
    if len(paper.content) > most * 1_000_000:
        raise Invalid(N_("Tệp “{name}” lớn hơn {most} MB."), name=name, most=most)
    row = _paper(conference, paper)
    digest = keep_file(paper.content)
    if row.versions.order_by("-number").values_list("sha256", flat=True).first() == digest:
        raise Invalid(N_("Tệp này giống hệt phiên bản mới nhất."))
    made = PaperVersion.objects.create(
        paper=row,
        number=(row.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        name=name,
        sha256=digest,
        size=len(paper.content),
        media_type=kind,
        by=actor.name[:200],
        at=clock.now(),
    )
    facts = {"paper": row.pk, "number": made.number, "sha256": digest, "point": row.point_id}
    note("conference.PaperVersion", made.pk, after=facts)
    return made


@command("conference.open_paper", "Mở tài liệu hội nghị", needs="conference.view", scope=ANYWHERE)
def open_paper(
    actor: Actor, *, conference_id: int, paper_id: int, number: int | None = None
) -> PaperVersion:
    """Open a version and, for a delegate, leave the receipt once.

    Raises:
        NotFound: no such paper or version, or not for this actor.
    """
    conference = conference_of(actor, conference_id)
    version = paper_version(actor, conference, paper_id, number)
    for seat in seats_of(actor, conference.pk):
        _receipt(version, seat.pk)
    return version


def _receipt(version: PaperVersion, delegate_id: int) -> None:
    named: dict[str, Any] = {"version": version, "delegate_id": delegate_id}
    if PaperRead.objects.filter(**named).exists():
        return
    read = PaperRead.objects.create(**named, at=clock.now())
    note("conference.PaperRead", read.pk, after={"version": version.pk, "delegate": delegate_id})


def _paper(conference: Conference, paper: NewPaper) -> Paper:
    if paper.paper_id is not None:
        found = conference.papers.filter(pk=paper.paper_id).first()
        if found is None:
            raise NotFound(N_("Hội nghị không có tài liệu số {id}."), id=paper.paper_id)
        return found
    if paper.item_id and not conference.items.filter(pk=paper.item_id).exists():
        raise NotFound(N_("Chương trình không có mục số {id}."), id=paper.item_id)
    if paper.point_id and not conference.points.filter(pk=paper.point_id).exists():
        raise NotFound(N_("Hội nghị không có điểm cầu số {id}."), id=paper.point_id)
    return Paper.objects.create(
        conference=conference,
        item_id=paper.item_id,
        point_id=paper.point_id,
        title=required(paper.title, 400, "tên tài liệu"),
    )
