"""Bringing in a whole force at once: everything is judged first, then all of it is stored or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from django.db.models import Model

from binhyen.engines.people.commands.checks import Ground, assignment_problems, ground_for
from binhyen.engines.people.commands.rows import assignment_row, officer_row
from binhyen.engines.people.models import (
    Assignment,
    Officer,
    Qualification,
    QualificationKind,
    RankGrant,
    RankKind,
    Wave,
)
from binhyen.engines.people.rules import officer_problems
from binhyen.engines.people.types import (
    NewAssignment,
    NewOfficer,
    NewQualification,
    NewRank,
    NewWave,
)
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note, refresh_statistics
from binhyen.kernel.errors import N_, Invalid, RowProblem

M = TypeVar("M", bound=Model)
_BATCH = 2000
_SHOWN = 200


@command("people.import_people", "Nhập hồ sơ lực lượng", needs="people.manage")
def import_people(
    actor: Actor,
    *,
    province_id: int,
    waves: Sequence[NewWave] = (),
    officers: Sequence[NewOfficer] = (),
    assignments: Sequence[NewAssignment] = (),
    ranks: Sequence[NewRank] = (),
    qualifications: Sequence[NewQualification] = (),
) -> dict[str, int]:
    """Add a province's officers with their service, ranks and certificates; answers the counts.

    Rows continue what is stored. One journal entry holds the counts.

    Raises:
        Invalid: `rows` name the faults (the first 200), and nothing was stored.
    """
    codes = set(Officer.objects.values_list("code", flat=True))
    ground = ground_for(assignments, codes | {officer.code for officer in officers})
    names = _Names(ranks=_ids(RankKind), qualifications=_ids(QualificationKind))
    _refuse([*_officer_problems(officers, codes), *assignment_problems(assignments, ground)])
    _refuse(list(_record_problems(ranks, qualifications, ground, names)))
    _store([Wave(province_id=province_id, **asdict(wave)) for wave in waves])
    _store([officer_row(officer) for officer in officers])
    ids = dict(Officer.objects.values_list("code", "pk"))
    _store_service(province_id, assignments, ground, ids)
    _store(
        [
            RankGrant(
                officer_id=ids[r.officer], rank_id=names.ranks[r.rank], valid_from=r.valid_from
            )
            for r in ranks
        ]
    )
    _store([_qualification(new, ids, names) for new in qualifications])
    counts = _counts(
        waves=waves,
        officers=officers,
        assignments=assignments,
        ranks=ranks,
        qualifications=qualifications,
    )
    refresh_statistics(Officer, Assignment, RankGrant, Qualification)
    note("people.import", province_id, after=counts)
    return counts


@dataclass(frozen=True, slots=True)
class _Names:
    """Codes of the catalogue with their ids."""

    ranks: Mapping[str, int]
    qualifications: Mapping[str, int]


def _ids(model: type[RankKind | QualificationKind]) -> dict[str, int]:
    return dict(model._default_manager.values_list("code", "pk"))  # noqa: SLF001 - Django's own way to a manager


def _officer_problems(officers: Sequence[NewOfficer], taken: set[str]) -> Iterator[RowProblem]:
    seen = set(taken)
    for row, officer in enumerate(officers, 1):
        if officer.code in seen:
            yield RowProblem(row, "code", officer.code, N_("số hiệu đã có người mang"))
        seen.add(officer.code)
        yield from officer_problems(officer, row)


def _record_problems(
    ranks: Sequence[NewRank],
    qualifications: Sequence[NewQualification],
    ground: Ground,
    names: _Names,
) -> Iterator[RowProblem]:
    for row, rank in enumerate(ranks, 1):
        if rank.officer not in ground.officers or rank.rank not in names.ranks:
            yield RowProblem(
                row, "rank", f"{rank.officer} {rank.rank}", N_("không có cán bộ hoặc cấp bậc này")
            )
    for row, new in enumerate(qualifications, 1):
        if new.officer not in ground.officers or new.kind not in names.qualifications:
            yield RowProblem(
                row,
                "kind",
                f"{new.officer} {new.kind}",
                N_("không có cán bộ hoặc loại chuyên môn này"),
            )


def _refuse(faults: Sequence[RowProblem]) -> None:
    if faults:
        raise Invalid(
            N_("Có {count} lỗi trong dữ liệu nhập; chưa ghi dòng nào. Hãy sửa rồi nhập lại."),
            rows=faults[:_SHOWN],
            count=len(faults),
        )


def _store_service(
    province_id: int,
    assignments: Sequence[NewAssignment],
    ground: Ground,
    officers: Mapping[str, int],
) -> None:
    posts = {code: post.pk for code, post in ground.posts.items()}
    waves = dict(Wave.objects.filter(province_id=province_id).values_list("number", "pk"))
    unknown = {new.wave for new in assignments if new.wave is not None} - waves.keys()
    _refuse(
        [
            RowProblem(None, "wave", str(number), N_("tỉnh chưa có đợt này"))
            for number in sorted(unknown)
        ]
    )
    _store([assignment_row(new, officers, posts, waves) for new in assignments])


def _qualification(
    new: NewQualification, officers: Mapping[str, int], names: _Names
) -> Qualification:
    return Qualification(
        officer_id=officers[new.officer],
        kind_id=names.qualifications[new.kind],
        certificate=new.certificate,
        valid_from=new.valid_from,
        expires_on=new.expires_on,
    )


def _store(rows: Sequence[M]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)  # noqa: SLF001


def _counts(**lists: Sequence[object]) -> dict[str, int]:
    return {name: len(rows) for name, rows in lists.items()}
