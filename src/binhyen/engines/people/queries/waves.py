"""What the waves brought, counted from the rows that name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Subquery

from binhyen.engines.people.models import Assignment, Wave
from binhyen.engines.people.queries.placing import Places
from binhyen.engines.people.queries.standing import in_force
from binhyen.engines.people.types import DonorShare, WaveTotal


@dataclass(frozen=True, slots=True)
class _Sent:
    """One officer sent in a wave."""

    wave: int
    unit: int
    donor: int | None
    role: str
    valid_from: date


def wave_totals(on: date, under_id: int | None = None) -> list[WaveTotal]:
    """The waves up to `on`, by number, as their rows tell them: people sent into the unit and below it.

    An officer who has moved on since still counts in the wave that sent them. Waves that sent nobody
    here are left out. Cost: two statements.
    """
    sent = defaultdict(list)
    for row in _sent(on, under_id):
        sent[row.wave].append(row)
    waves = Wave.objects.filter(id__in=sent).order_by("number", "province_id")
    return [_total(wave, sent[wave.pk]) for wave in waves]


def donor_shares(on: date, under_id: int | None = None) -> list[DonorShare]:
    """What each police unit gave to the waves up to `on`, largest first.

    `strength` is what it had on the day before the first of these rows. Cost: three statements.
    """
    sent = _sent(on, under_id)
    if not sent:
        return []
    given = Counter(row.donor for row in sent if row.donor is not None)
    before = min(row.valid_from for row in sent) - timedelta(days=1)
    shares = [_share(*row, given) for row in _strengths(before) if row[0] in given]
    return sorted(shares, key=lambda share: (-share.given, share.police_unit_id))


def _sent(on: date, under_id: int | None) -> list[_Sent]:
    before = Assignment.objects.filter(
        officer=OuterRef("officer"), valid_from__lt=OuterRef("valid_from")
    )
    rows = (
        Assignment.objects.filter(wave__isnull=False, police_unit__isnull=False, valid_from__lte=on)
        .order_by()
        .annotate(donor=Subquery(before.order_by("-valid_from").values("police_unit_id")[:1]))
        .values_list("wave_id", "police_unit__unit_id", "donor", "post__role", "valid_from")
    )
    places = Places(on, under_id)
    return [_Sent(wave, unit, *rest) for wave, unit, *rest in rows if places.of(unit) is not None]


def _total(wave: Wave, sent: Iterable[_Sent]) -> WaveTotal:
    rows = list(sent)
    return WaveTotal(
        number=wave.number,
        name=wave.name,
        officers=len(rows),
        units=len({row.unit for row in rows}),
        donors=len({row.donor for row in rows} - {None}),
        first_on=min(row.valid_from for row in rows),
        last_on=max(row.valid_from for row in rows),
        roles=dict(Counter(row.role for row in rows)),
        decision=wave.decision,
        synthetic=wave.synthetic,
    )


def _strengths(on: date) -> Iterable[tuple[int, int, str, str, int]]:
    columns = ("police_unit_id", "police_unit__unit_id", "police_unit__kind", "police_unit__name")
    rows = in_force(on).order_by().values(*columns).annotate(officers=Count("id"))
    return list(rows.values_list(*columns, "officers"))


def _share(
    body: int, unit: int, kind: str, name: str, strength: int, given: Mapping[int, int]
) -> DonorShare:
    return DonorShare(body, unit, kind, name, given[body], strength)
