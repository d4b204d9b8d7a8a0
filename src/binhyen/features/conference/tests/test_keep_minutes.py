"""Keeping minutes: versions, two secretaries at once, texts kept aside, phases, the issued document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, transaction

from binhyen.engines.documents.api import issued_content
from binhyen.features.conference import api
from binhyen.features.conference.models import MinutesVersion
from binhyen.features.conference.tests.minuting import NOW, Held, hold
from binhyen.features.conference.types import EventKind, MinutesPhase
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken


@pytest.fixture
def held(world, settings, tmp_path) -> Iterator[Held]:
    settings.BINHYEN_HOME = tmp_path
    with clock.frozen(NOW):
        yield hold(world)


def save(actor: Actor, held: Held, base: int = 0, **changed: object) -> MinutesVersion:
    now = api.minutes_of(actor, held.conference.pk)
    sections = now.sections | {key: str(text) for key, text in changed.items() if key != "phase"}
    phase = changed.get("phase")
    return api.save_minutes(
        actor,
        conference_id=held.conference.pk,
        base=base,
        sections=sections,
        upto=now.upto,
        phase=MinutesPhase(str(phase)) if phase else None,
    )


def test_the_first_draft_is_what_happened(held: Held, world) -> None:
    found = api.minutes_of(world.chi(), held.conference.pk)
    assert (found.number, found.phase, found.upto) == (0, MinutesPhase.DRAFT, 3)
    assert "Báo cáo sơ kết." in found.sections["proceedings"]
    assert not MinutesVersion.objects.exists()


def test_what_happens_after_a_save_is_taken_in_beside_what_was_written(held: Held, world) -> None:
    chi = world.chi()
    save(chi, held, proceedings="Thư ký viết lại.")
    held.happens(EventKind.OPINION, 9, held.guest, text="Đề nghị thêm biên chế")
    held.happens(EventKind.ITEM, 10, held.chair, item=held.item.pk)
    found = api.minutes_of(chi, held.conference.pk)
    assert found.sections["opinions"].endswith("Đề nghị thêm biên chế")
    first, second = found.sections["proceedings"].splitlines()
    assert first == "Thư ký viết lại."
    assert second.startswith("14 giờ 10")
    assert found.fresh == {"opinions", "proceedings"}


def test_the_second_of_two_secretaries_is_told_and_nothing_is_lost(held: Held, world) -> None:
    chi, dung = world.chi(), world.dung()
    save(chi, held)
    save(chi, held, 1, opinions="Chi ghi", votes="Chi ghi phiếu")
    mine = api.minutes_version(dung, held.conference.pk, 1).sections | {
        "opinions": "Dũng ghi",
        "closing": "Dũng ghi bế mạc",
    }
    with pytest.raises(Conflict):
        api.save_minutes(dung, conference_id=held.conference.pk, base=1, sections=mine, upto=3)
    kept = api.keep_minutes_aside(
        dung, conference_id=held.conference.pk, base=1, sections=mine, upto=3
    )
    parts = {one.key: one for one in api.minutes_merge(dung, held.conference.pk, kept.number)}
    assert parts["opinions"].clash
    assert (parts["opinions"].mine, parts["opinions"].theirs) == ("Dũng ghi", "Chi ghi")
    assert parts["votes"].text == "Chi ghi phiếu"
    assert parts["closing"].text == "Dũng ghi bế mạc"
    assert [one.number for one in api.minutes_of(chi, held.conference.pk).waiting] == [kept.number]
    whole = api.save_minutes(
        dung,
        conference_id=held.conference.pk,
        base=2,
        sections={key: one.text for key, one in parts.items()},
        upto=3,
        merged=[kept.number],
    )
    assert whole.sections["opinions"] == "Chi ghi\nDũng ghi"
    assert api.minutes_of(chi, held.conference.pk).waiting == ()
    assert [one.number for one in api.minutes_versions(chi, held.conference.pk)] == [4, 3, 2, 1]


def test_a_version_is_never_changed(held: Held, world) -> None:
    version = save(world.chi(), held)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        MinutesVersion.objects.filter(pk=version.pk).update(phase=MinutesPhase.FINAL)


def test_phases_go_one_after_the_other_and_end_in_a_document(held: Held, world) -> None:
    chi = world.chi()
    save(chi, held)
    with pytest.raises(RuleBroken):
        save(chi, held, 1, phase="amended")
    save(chi, held, 1, phase="prepared")
    save(chi, held, 2, phase="amended")
    with pytest.raises(RuleBroken):
        save(chi, held, 3, phase="final")
    with pytest.raises(RuleBroken, match="bế mạc"):
        api.finish_minutes(chi, conference_id=held.conference.pk, base=3)
    held.closes()
    final = api.finish_minutes(chi, conference_id=held.conference.pk, base=3)
    assert final.document is not None
    assert final.document.symbol == "01/BB-CAT"
    for kind in ("docx", "pdf"):
        assert len(issued_content(chi, final.document.pk, kind)) > 1000
    with pytest.raises(RuleBroken):
        save(chi, held, 4)


def test_the_difference_names_the_sections_that_changed(held: Held, world) -> None:
    chi = world.chi()
    save(chi, held)
    save(chi, held, 1, votes="Nhất trí.")
    [(title, lines)] = api.minutes_difference(chi, held.conference.pk, 1, 2)
    assert title.startswith("VI.")
    assert [(one.kind, one.text) for one in lines] == [("added", "Nhất trí.")]


@pytest.mark.parametrize(
    "sections", [{"other": "x"}, {"votes": "<b>x</b>"}, {"votes": "x" * 60_001}]
)
def test_what_may_not_be_stored_is_refused(held: Held, world, sections: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        api.save_minutes(
            world.chi(), conference_id=held.conference.pk, base=0, sections=sections, upto=3
        )


def test_strangers_see_and_write_nothing(held: Held, world) -> None:
    giang = world.giang()
    with pytest.raises(NotFound):
        api.minutes_of(giang, held.conference.pk)
    with pytest.raises(Refused):
        save_as(giang, held)
    with pytest.raises(NotFound):
        api.keep_minutes_aside(giang, conference_id=held.conference.pk, base=0, sections={}, upto=0)


def test_who_was_present_may_amend_but_not_save(held: Held, world) -> None:
    giang = world.giang()
    held.guest.account_id = giang.id
    held.guest.save()
    kept = api.keep_minutes_aside(
        giang,
        conference_id=held.conference.pk,
        base=0,
        sections={"opinions": "Tôi nói khác."},
        upto=3,
    )
    assert kept.aside
    with pytest.raises(Refused):
        save_as(giang, held)


def save_as(actor: Actor, held: Held) -> None:
    api.save_minutes(actor, conference_id=held.conference.pk, base=0, sections={}, upto=0)
