"""The shape of `catalogue/conference.yaml`: days of notice, phases, faults, seats and templates of agendas."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from binhyen.features.conference.types import ItemKind, PointKind, Role
from binhyen.kernel.entries import Entry, Labelled, Text


class Phase(Labelled):
    """A step of preparing and how many working days before the conference it must be done."""

    working_days: Annotated[int, Field(ge=0, le=60, description="Ngày làm việc trước ngày họp")]


class Fault(Labelled):
    """What can be wrong with a point at a rehearsal."""


class Seat(Entry):
    """Somebody every point of a kind has, by office."""

    role: Role
    office: Text


class TemplateItem(Entry):
    """An item a new agenda begins with."""

    kind: ItemKind
    title: Text
    minutes: Annotated[int, Field(ge=1, le=480)]


class Template(Labelled):
    """An agenda to begin with."""

    items: Annotated[tuple[TemplateItem, ...], Field(min_length=1)]


class ConferenceDefaults(Labelled):
    """The numbers and lists of preparing."""

    invitation_working_days: Annotated[int, Field(ge=0, le=30)]
    link_hours_after: Annotated[int, Field(ge=0, le=240)]
    paper_megabytes: Annotated[int, Field(ge=1, le=20)]
    phases: tuple[Phase, ...]
    faults: Annotated[tuple[Fault, ...], Field(min_length=1)]
    seats: dict[PointKind, tuple[Seat, ...]]
    templates: Annotated[tuple[Template, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _codes_are_unique(self) -> ConferenceDefaults:
        for group in (self.phases, self.faults, self.templates):
            codes = [one.code for one in group]
            if len(set(codes)) != len(codes):
                raise ValueError("một mã ghi hai lần")
        return self
