"""Loading the world Thanh Hóa: real units, synthetic people and figures; the installation is marked as a demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from binhyen.engines.indicators.api import catalogue, load_catalogue
from binhyen.engines.norms.api import load_norms, rules
from binhyen.engines.people.api import (
    NewAssignment,
    Officer,
    PostKind,
    assign_many,
    force,
    import_people,
    load_posts,
)
from binhyen.engines.units.api import PoliceUnit, load_units
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel.errors import N_, Conflict
from binhyen.kernel.memory import uncollected
from binhyen.worlds.thanh_hoa.conference_after import load_conference
from binhyen.worlds.thanh_hoa.departments import set_up_departments
from binhyen.worlds.thanh_hoa.deploying import deploy
from binhyen.worlds.thanh_hoa.examples import leave_examples
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON
from binhyen.worlds.thanh_hoa.figures import load_figures
from binhyen.worlds.thanh_hoa.force import Force, build_force, build_recruits
from binhyen.worlds.thanh_hoa.moves import moves
from binhyen.worlds.thanh_hoa.places import Ground, province, read_ground
from binhyen.worlds.thanh_hoa.rosters import load_rosters

NAME = "thanh_hoa"
Progress = Callable[[str], None]


@uncollected()
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
    counts = load_people(actor, progress)
    counts |= load_figures(actor, progress)
    counts |= leave_examples(read_ground(), progress)
    counts |= load_rosters(actor, progress)
    counts |= load_conference(actor, progress)
    mark_demo(world=NAME, focus_on=FOCUS_ON)
    return counts


def load_people(actor: Actor, progress: Progress) -> dict[str, int]:
    """Departments, the force, its waves through the planner, and what happened besides; no figures."""
    top = province()
    set_up_departments(actor, top.id)
    ground = read_ground()
    progress("Cán bộ, chức danh trước các đợt điều động")
    counts = _bring_in(actor, ground, build_force(ground))
    counts |= deploy(actor, ground, progress)
    progress("Nghỉ hưu, tuyển mới, luân chuyển đến ngày sơ kết")
    for name, count in _bring_in(actor, ground, build_recruits(ground)).items():
        counts[name] += count
    assign_many(actor, assignments=_moves(actor, ground), province_id=top.id)
    return counts


def prepare_ground(actor: Actor) -> None:
    """Bring units, posts, the catalogue of figures and the norms where they are missing."""
    if not PoliceUnit.objects.exists():
        load_units(actor)
    if not PostKind.objects.exists():
        load_posts(actor, folder=Path(settings.BINHYEN_CATALOGUE))
    if not catalogue().elements:
        load_catalogue(actor, folder=Path(settings.BINHYEN_CATALOGUE))
    if not rules():
        load_norms(actor, folder=Path(settings.BINHYEN_CATALOGUE))


def _bring_in(actor: Actor, ground: Ground, people: Force) -> dict[str, int]:
    return import_people(
        actor,
        province_id=ground.province.id,
        officers=people.officers,
        assignments=people.assignments,
        ranks=people.ranks,
        qualifications=people.qualifications,
    )


def _moves(actor: Actor, ground: Ground) -> list[NewAssignment]:
    serving = force(actor, FOCUS_ON, under_id=ground.province.id)
    posts = {(post.serves_in, post.role): post.code for post in PostKind.objects.all()}
    return moves(ground, serving, posts)
