"""Reading and proving the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from binhyen.foundation.audit import anchor, chain
from binhyen.foundation.audit.models import JournalEntry
from binhyen.foundation.audit.types import Verification
from binhyen.kernel.errors import N_


def entries(
    *, action: str = "", object_type: str = "", object_id: str = "", actor_id: int | None = None
) -> QuerySet[JournalEntry]:
    """Journal rows, newest first, narrowed by what is given."""
    wanted = {
        "action__startswith": action,
        "object_type": object_type,
        "object_id": object_id,
        "actor_id": actor_id,
    }
    return JournalEntry.objects.filter(
        **{name: value for name, value in wanted.items() if value not in ("", None)}
    )


def verify() -> Verification:
    """Walk the whole chain; the first row that does not fit is named.

    Cost: linear in the journal, memory flat.
    """
    checked, previous = 0, chain.GENESIS
    known = anchor.read()
    for row in JournalEntry.objects.order_by("seq").iterator(chunk_size=2000):
        if row.seq != checked + 1:
            return _broken(checked, previous, checked + 1, N_("thiếu dòng nhật ký"))
        if row.previous_hash != previous:
            return _broken(checked, previous, row.seq, N_("không nối với dòng trước"))
        if row.hash != chain.row_hash(row):
            return _broken(checked, previous, row.seq, N_("nội dung đã bị thay đổi"))
        if known and known[0] == row.seq and known[1] != row.hash:
            return _broken(checked, previous, row.seq, N_("khác với mốc ghi ngoài cơ sở dữ liệu"))
        checked, previous = row.seq, row.hash
    if known and known[0] > checked:
        return _broken(checked, previous, checked + 1, N_("đoạn cuối nhật ký đã bị cắt"))
    return Verification(intact=True, checked=checked, head=previous)


def _broken(checked: int, head: str, seq: int, reason: str) -> Verification:
    return Verification(intact=False, checked=checked, head=head, broken_at=seq, reason=reason)
