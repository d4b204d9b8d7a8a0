"""A played conference: the seed alone decides, nobody acts who is not there, and the minutes tell what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from typer.testing import CliRunner

from binhyen.engines.units.api import Level, structure
from binhyen.features.conference.api import EventKind, HeldConference, minutes_of, record_conference
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import mark_demo
from binhyen.kernel.clock import HANOI
from binhyen.kernel.errors import Invalid
from binhyen.project.commandline.conference import play, told
from binhyen.worlds.thanh_hoa.conference_live import play_live
from binhyen.worlds.thanh_hoa.conference_play import played
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON

STARTS = datetime(2022, 6, 3, 14, tzinfo=HANOI)


def course(seed: int = 1, points: int = 40) -> HeldConference:
    tree = structure(FOCUS_ON)
    host = tree.by_code("38", Level.PROVINCE)
    units = tree.at_level(Level.COMMUNE, host.id)[:points]
    return played(seed, host, units, code=f"phat-lai-{seed}", starts_at=STARTS)


@pytest.mark.django_db
def test_equal_seeds_give_equal_courses(country: None) -> None:
    assert course(3) == course(3)
    assert course(3).happenings != course(4).happenings


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_only_who_is_there_answers_speaks_and_votes_once(country: None, seed: int) -> None:
    happened = course(seed, 60).happenings
    joined = {one.seat for one in happened if one.kind is EventKind.JOINED}
    votes = [one.seat for one in happened if one.kind is EventKind.VOTED]
    assert len(votes) == len(set(votes))
    assert set(votes) <= joined
    given = [one.about for one in happened if one.kind is EventKind.SPEAKING]
    taken = [one.about for one in happened if one.kind is EventKind.SPOKEN]
    assert given == taken
    assert set(given) <= joined


@pytest.mark.django_db
def test_what_is_told_is_read_back_from_rows_and_minutes(country: None) -> None:
    held = course(7, 50)
    found = told(record_conference(Actor.operator(), held=held))
    votes = [one.payload["choice"] for one in held.happenings if one.kind is EventKind.VOTED]
    assert found["votes"] == {choice: votes.count(choice) for choice in sorted(set(votes))}
    assert len(found["speeches"]) == 8
    assert found["events"] == len(held.happenings) + 2
    assert f"{len(votes)} phiếu" in found["vote_told"]


@pytest.mark.django_db
def test_every_act_goes_through_the_sittings_own_door(country: None) -> None:
    held = course(5, 12)
    live = play_live(Actor.operator(), held)
    found = told(live)
    assert found["stage"] == "closed"
    for kind, name in ((EventKind.PRESENT, "present"), (EventKind.LEFT, "left")):
        seats = {one.seat for one in held.happenings if one.kind is kind}
        assert found[name] >= len(seats)
    votes = [one for one in held.happenings if one.kind is EventKind.VOTED]
    assert sum(found["votes"].values()) == len(votes)
    assert (
        found["speeches"] == told(record_conference(Actor.operator(), held=again(held)))["speeches"]
    )


def again(held: HeldConference) -> HeldConference:
    """The same course, entered afterwards."""
    return replace(held, code=f"{held.code}-ghi-lai")


@pytest.mark.django_db
def test_the_minutes_name_the_absent_points(country: None) -> None:
    held = course(7, 50)
    made = record_conference(Actor.operator(), held=held)
    present = {one.seat for one in held.happenings if one.kind is EventKind.PRESENT}
    attendance = minutes_of(Actor.operator(), made.pk).sections["attendance"]
    assert attendance.count("- Vắng:") == 52 - len(present)


@pytest.mark.django_db
def test_it_refuses_what_it_cannot_play(country: None) -> None:
    with pytest.raises(Invalid, match="xyz"):
        play("xyz")
    with pytest.raises(Invalid, match="load world"):
        play("thanh_hoa", points=3)
    mark_demo(world="thanh_hoa", focus_on=FOCUS_ON)
    for points in (0, 10_000):
        with pytest.raises(Invalid, match="điểm cầu"):
            play("thanh_hoa", points=points)


def test_the_command_explains_itself() -> None:
    from binhyen.project.commandline.conference import app

    assert "--seed" in CliRunner().invoke(app, ["play", "--help"]).stdout
