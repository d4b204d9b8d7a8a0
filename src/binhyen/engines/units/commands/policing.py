"""Police units follow their administrative units; departments are set up by hand."""

from __future__ import annotations

from binhyen.engines.units.models import PoliceUnit
from binhyen.engines.units.queries.programme import programme
from binhyen.engines.units.rules.policing import PoliceSpan, police_spans
from binhyen.engines.units.rules.records import Chains, end_of


def follow_units(all_chains: Chains, ids: dict[str, int]) -> None:
    """Set up, end or reopen the police unit of each unit as its dates require; identities are kept."""
    stored = {(row.unit_id, row.kind): row for row in PoliceUnit.objects.filter(name="")}
    new, changed = [], []
    for span in police_spans(all_chains, programme().ends):
        row = stored.get((ids[span.unit], span.kind))
        if row is None:
            new.append(_police_unit(span, ids))
        elif (row.established_on, row.abolished_on) != (span.established_on, span.abolished_on):
            row.established_on, row.abolished_on = span.established_on, span.abolished_on
            changed.append(row)
    _end_departments(all_chains, ids)
    PoliceUnit.objects.bulk_create(new)
    PoliceUnit.objects.bulk_update(changed, ["established_on", "abolished_on"], batch_size=200)


def _end_departments(all_chains: Chains, ids: dict[str, int]) -> None:
    """A department ends with its province at the latest."""
    ends = {ids[key]: end_of(chain) for key, chain in all_chains.items()}
    for row in PoliceUnit.objects.filter(kind=PoliceUnit.Kind.DEPARTMENT, abolished_on=None):
        if ends[row.unit_id] is not None:
            row.abolished_on = ends[row.unit_id]
            row.save(update_fields=["abolished_on"])


def _police_unit(span: PoliceSpan, ids: dict[str, int]) -> PoliceUnit:
    return PoliceUnit(
        unit_id=ids[span.unit],
        kind=span.kind,
        established_on=span.established_on,
        abolished_on=span.abolished_on,
    )
