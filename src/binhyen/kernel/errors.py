"""The family of refusals: each names the offending value and says what to do, in Vietnamese.

Messages are templates with named places, so that they can be translated at the border and filled in afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from typing_extensions import override


def N_(message: str) -> str:  # noqa: N802 - the customary mark for texts to translate
    """Mark a Vietnamese message for translation without translating it here."""
    return message


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One fault in a file: where it stands, what was found, what to do."""

    row: int | None
    column: str | None
    value: str
    message: str
    file: str | None = None

    @override
    def __str__(self) -> str:
        places = [
            self.file,
            None if self.row is None else f"dòng {self.row}",
            None if self.column is None else f"cột {self.column}",
        ]
        where = ", ".join(place for place in places if place)
        return f"{where}: {self.message}" if where else self.message


class DomainError(Exception):
    """A refusal the user can understand; `status` is its HTTP status."""

    status = 400
    code = "error"

    def __init__(
        self,
        message: str,
        *,
        kind: str | None = None,
        rows: Iterable[RowProblem] = (),
        **details: Any,
    ) -> None:
        super().__init__(message)
        self.template = message
        self.code = kind or type(self).code
        self.rows = tuple(rows)
        self.details = details

    def fill(self, template: str) -> str:
        """The message in another language, filled with this error's details."""
        return template.format(**self.details)

    @override
    def __str__(self) -> str:
        return self.fill(self.template)


class Refused(DomainError):
    """The actor may not do this here on this date."""

    status = 403
    code = "refused"


class NotFound(DomainError):
    """Nothing of that name or code exists on the date asked, or not for this actor."""

    status = 404
    code = "not-found"


class Conflict(DomainError):
    """Someone changed it meanwhile, or it exists already."""

    status = 409
    code = "conflict"


class Invalid(DomainError):
    """The input cannot be understood; `rows` name each fault."""

    status = 422
    code = "invalid"


class RuleBroken(DomainError):
    """The input is understood and breaks a rule of the domain."""

    status = 422
    code = "rule-broken"
