"""Loading the world Thanh Hóa: real units, synthetic people and figures; the installation is marked as a demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from binhyen.engines.indicators.api import catalogue, load_catalogue
from binhyen.engines.people.api import Officer, PostKind, import_people, load_posts
from binhyen.engines.units.api import PoliceUnit, load_units
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel.errors import N_, Conflict
from binhyen.worlds.thanh_hoa.departments import set_up_departments
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON
from binhyen.worlds.thanh_hoa.figures import load_figures
from binhyen.worlds.thanh_hoa.force import build_force
from binhyen.worlds.thanh_hoa.places import province, read_ground

NAME = "thanh_hoa"
Progress = Callable[[str], None]


@transaction.atomic
def load(
    actor: Actor, progress: Progress, *, prepare: Callable[[Actor], None] | None = None
) -> dict[str, int]:
    """Load the world into an installation without officers, all or nothing; answers what was brought in.

    `prepare` brings catalogue and units where they are missing; by default what the world itself needs.

    Raises:
        Conflict: there are officers already.
    """
    if Officer.objects.exists():
        raise Conflict(
            N_("Đã có cán bộ trong hệ thống; chỉ nạp thế giới mô phỏng vào nơi còn trống.")
        )
    progress("Danh mục và đơn vị hành chính")
    (prepare or prepare_ground)(actor)
    progress("Cán bộ, chức danh, các đợt điều động")
    counts = load_people(actor)
    counts |= load_figures(actor, progress)
    mark_demo(world=NAME, focus_on=FOCUS_ON)
    return counts


def load_people(actor: Actor) -> dict[str, int]:
    """Departments and the whole force, without figures."""
    top = province()
    set_up_departments(actor, top.id)
    force = build_force(read_ground())
    return import_people(
        actor,
        province_id=top.id,
        waves=force.waves,
        officers=force.officers,
        assignments=force.assignments,
        ranks=force.ranks,
        qualifications=force.qualifications,
    )


def prepare_ground(actor: Actor) -> None:
    """Bring units, posts and the catalogue of figures where they are missing."""
    if not PoliceUnit.objects.exists():
        load_units(actor)
    if not PostKind.objects.exists():
        load_posts(actor, folder=Path(settings.BINHYEN_CATALOGUE))
    if not catalogue().elements:
        load_catalogue(actor, folder=Path(settings.BINHYEN_CATALOGUE))
