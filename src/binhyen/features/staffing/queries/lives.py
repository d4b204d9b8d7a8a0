"""The life of postings: terms and certificates that end, vacancies and since when, what donors have left."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date

from binhyen.engines.norms.api import Finding, Verdict, check, rules_in_force
from binhyen.engines.people.api import (
    Assignment,
    certificates_until,
    donor_shares,
    force,
    terms_until,
)
from binhyen.engines.units.api import (
    Level,
    Structure,
    police_units,
    structure,
)
from binhyen.features.staffing.models import Absence
from binhyen.features.staffing.queries.absences import absences_on, planned_returns
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.types import (
    AbsentOfficer,
    DonorStrength,
    EndingTerm,
    ExpiringCertificate,
    VacancyAlarm,
)
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.memory import remembering


def ending_terms(
    actor: Actor, on: date, until: date | None = None, *, under_id: int | None = None
) -> list[EndingTerm]:
    """Terms in force that end by a day (after the catalogue's months of warning by default), overdue ones first.

    Only officers the actor may see by name. The police unit they came from is the first choice for the way back;
    `return_on` tells what is planned. Cost: three statements and the remembered structure.
    """
    with remembering():
        rows = terms_until(actor, on, until or warned_until(on), under_id=under_id)
        tree, returns = structure(on), planned_returns()
        names = {body.id: body.name for body in police_units(on, _province(under_id, tree))}
    found = []
    for row in rows:
        back = returns.get(row.officer_id)
        found.append(
            EndingTerm(
                officer_id=row.officer_id,
                officer_code=row.code,
                full_name=row.full_name,
                unit_id=row.unit_id,
                unit=tree.get(row.unit_id).full_name,
                post=row.post_label,
                role=row.role,
                since=row.since,
                term_until=row.term_until,
                came_from_id=row.came_from,
                came_from=names.get(row.came_from or 0, ""),
                return_on=back.on if back else None,
                return_to=names.get(back.police_unit_id, "") if back else "",
            )
        )
    return found


def expiring_certificates(
    actor: Actor, on: date, until: date | None = None, *, under_id: int | None = None
) -> list[ExpiringCertificate]:
    """Certificates that lapse by a day and are not renewed, soonest first; the day as in `ending_terms`.

    Only of officers the actor may see by name. Cost: two statements and the remembered structure.
    """
    tree = structure(on)
    return [
        ExpiringCertificate(
            row.officer_id,
            row.code,
            row.full_name,
            row.unit_id,
            tree.get(row.unit_id).full_name,
            row.kind,
            row.label,
            row.expires_on,
        )
        for row in certificates_until(actor, on, until or warned_until(on), under_id=under_id)
    ]


def vacancy_alarms(actor: Actor, under_id: int, on: date) -> list[VacancyAlarm]:
    """Units short by a norm of staffing, the longest standing first; those of unknown age last.

    Needs `norms.view`. Statements do not grow with units.

    Raises:
        Refused: the actor may not see norms there.
    """
    watched = set(defaults().staffing_norms)
    codes = [rule.code for rule in rules_in_force(on) if rule.code in watched]
    tree = structure(on)
    findings = check(actor, under_id, on, codes) if codes else ()
    short = [_alarm(one, tree, on) for one in findings if one.verdict is Verdict.SHORT]
    return sorted(short, key=lambda one: (one.since is None, one.since or on, one.unit_code))


def donor_strengths(actor: Actor, under_id: int, on: date) -> list[DonorStrength]:
    """What each donor had, gave and has on the day, those that gave the largest share first; counts only.

    Cost: a fixed number of statements.

    Raises:
        Refused: the actor may not see assignments there.
    """
    require(actor, "people.view", under_id, on=on)
    bodies = [body for body in police_units(on, under_id) if body.kind in defaults().donor_kinds]
    shares = {share.police_unit_id: share for share in donor_shares(on, under_id)}
    people = force(Actor.system(), on, under_id=under_id)
    now = Counter(one.police_unit_id for one in people)
    away = {officer for officer, row in absences_on(on).items() if row.valid_from <= on}
    absent = Counter(one.police_unit_id for one in people if one.officer_id in away)
    found = []
    for body in bodies:
        share = shares.get(body.id)
        found.append(
            DonorStrength(
                police_unit_id=body.id,
                unit_id=body.unit_id,
                name=body.name,
                kind=body.kind,
                before=share.strength if share else now[body.id],
                given=share.given if share else 0,
                now=now[body.id],
                absent=absent[body.id],
            )
        )
    return sorted(found, key=lambda one: (-(one.given_permille or 0), one.name))


def absences(actor: Actor, on: date, *, under_id: int | None = None) -> list[AbsentOfficer]:
    """Officers who cannot be sent on the day or later, whom the actor may see by name. Four statements."""
    rows = absences_on(on)
    serving = {one.officer_id: one for one in force(actor, on, under_id=under_id)}
    names = dict(
        Assignment.objects.filter(officer_id__in=[one for one in rows if one in serving])
        .values_list("officer_id", "officer__full_name")
        .distinct()
    )
    tree = structure(on)
    found = [
        _absent(
            row, serving[officer].code, names[officer], tree.get(serving[officer].unit_id).full_name
        )
        for officer, row in rows.items()
        if officer in serving
    ]
    return sorted(found, key=lambda one: (one.valid_from, one.officer_code))


def warned_until(on: date) -> date:
    """As many months later as the catalogue warns ahead, on the same day or the month's last."""
    ahead = on.month - 1 + defaults().warn_months
    year, month = on.year + ahead // 12, ahead % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def _province(unit_id: int | None, tree: Structure) -> int | None:
    """Officers come from anywhere in the province, whichever part of it is asked about."""
    if unit_id is None:
        return None
    levels = {one.level: one.id for one in (tree.get(unit_id), *tree.ancestors(unit_id))}
    return levels.get(Level.PROVINCE)


def _alarm(one: Finding, tree: Structure, on: date) -> VacancyAlarm:
    above = tree.ancestors(one.unit_id)[0]
    return VacancyAlarm(
        unit_id=one.unit_id,
        unit_code=one.unit_code,
        unit=one.unit_name,
        district=above.full_name if above.level == Level.DISTRICT else "",
        norm=one.norm,
        label=one.label,
        short_by=int(one.by or 0),
        since=one.since,
        days=(on - one.since).days if one.since else None,
        due_on=one.due_on,
        note=one.since_note,
    )


def _absent(row: Absence, code: str, name: str, unit: str) -> AbsentOfficer:
    return AbsentOfficer(
        row.officer_id, code, name, unit, str(row.get_kind_display()), row.valid_from, row.valid_to
    )
