"""The handover book: numbered lines, signed by both, never changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from binhyen.features.rosters import api
from binhyen.kernel.errors import Conflict, Invalid, Refused

TODAY = date(2022, 6, 10)


def write(station, text="Nhận tin báo mất xe máy, đã cử người", actor=None, **given):
    return api.write_line(
        actor or station.an, unit_id=station.unit_id, on=TODAY, text=text, **given
    )


def sign(station, side, who, actor=None):
    return api.sign(
        actor or station.binh,
        unit_id=station.unit_id,
        on=TODAY,
        side=side,
        officer_id=station.people[who].pk,
    )


def test_lines_are_numbered_by_day(station):
    assert [write(station).number, write(station).number] == [1, 2]
    assert [one.number for one in api.book(station.an, station.unit_id, TODAY, TODAY)] == [1, 2]


def test_both_sign_and_then_only_corrections_follow(station):
    line = write(station)
    own = sign(station, "handed_over", "an", station.an)
    paper = sign(station, "taken_over", "ba")
    assert (own.on_paper, paper.on_paper) == (False, True)
    with pytest.raises(Conflict):
        write(station)
    fixed = write(station, "Đúng ra là xe đạp điện", corrects_id=line.pk)
    assert (fixed.kind, fixed.corrects_id) == ("correction", line.pk)


def test_nobody_takes_over_what_was_not_handed_over(station):
    with pytest.raises(Conflict):
        sign(station, "taken_over", "ba")
    sign(station, "handed_over", "an")
    with pytest.raises(Conflict, match="khác người giao"):
        sign(station, "taken_over", "an")
    with pytest.raises(Conflict):
        sign(station, "handed_over", "an")


def test_nobody_signs_for_another(station):
    with pytest.raises(Refused):
        sign(station, "handed_over", "ba", station.an)


def test_a_line_cannot_be_changed_behind_our_back(station):
    line = write(station)
    for change in ({"text": "khác"}, {"number": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            api.BookLine.objects.filter(pk=line.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        line.delete()


@pytest.mark.parametrize("text", ["", "   ", "<b>x</b>", "x" * 4001])
def test_odd_texts_are_refused(station, text):
    with pytest.raises(Invalid):
        write(station, text)


def test_a_day_to_come_has_no_book(station):
    with pytest.raises(Invalid):
        api.write_line(station.an, unit_id=station.unit_id, on=date(2022, 6, 11), text="x")


def test_an_outsider_neither_reads_nor_writes(station):
    write(station)
    giang = station.world.giang()
    assert not api.book(giang, station.unit_id, TODAY, TODAY)
    with pytest.raises(Refused):
        write(station, actor=giang)
