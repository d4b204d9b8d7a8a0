"""Reviewed data in YAML: read strictly, validated by a pydantic model, every fault with file and line.

The dialect is smaller than YAML: no anchors, aliases or tags; `true` and `false` are the only truth
values; a number with a point is a Decimal; `038`, `on` and `1:30` stay the texts they look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError
from pydantic_core import PydanticCustomError

from binhyen.kernel.errors import N_, DomainError, Invalid, RowProblem
from binhyen.kernel.yaml_faults import fault_message, shown
from binhyen.kernel.yaml_nodes import Document, read_document

Entry = TypeVar("Entry", bound=BaseModel)
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Located(Generic[Entry]):
    """An entry with the place it was read from, for faults found after reading it.

    `file` is relative to the folder asked for; `lines` holds the line of each key by its path.
    """

    entry: Entry
    file: str
    line: int
    lines: dict[tuple[str | int, ...], int]

    def problem(self, message: str, *path: str | int, value: object = "") -> RowProblem:
        """A fault of this entry, at the line of the key `path` leads to."""
        line = _nearest_line(self.lines, path, self.line)
        return RowProblem(line, _dotted(path), str(value), message, self.file)


def load_entry(path: Path, model: type[Entry]) -> Entry:
    """Read one file holding one entry.

    Raises:
        Invalid: each fault is a row naming the file, the line and the key.
    """
    document = read_document(path, path.name)
    return _validate(document, (), model, path.name).entry


def load_entries(folder: Path, model: type[Entry]) -> list[Entry]:
    """Read all entries below a folder; see `load_located`."""
    return [located.entry for located in load_located(folder, model)]


def load_located(source: Path, model: type[Entry]) -> list[Located[Entry]]:
    """Read all entries of a file, or of the `*.yaml` files below a folder, with their places.

    A file holds one entry, or a list of entries: bare, or under a single top-level key that is
    not a field of the model.

    Shape: by file name, then in the order written.

    Raises:
        Invalid: no such file or folder; or the faults of all files together.
    """
    located: list[Located[Entry]] = []
    problems: list[RowProblem] = []
    for path in _files(source):
        name = path.name if path == source else path.relative_to(source).as_posix()
        try:
            document = read_document(path, name)
        except Invalid as refusal:
            problems.extend(refusal.rows)
            continue
        for place in _entry_places(document, model):
            try:
                located.append(_validate(document, place, model, name))
            except Invalid as refusal:
                problems.extend(refusal.rows)
    if problems:
        raise invalid_file(problems)
    return located


def parsed_by(parse: Callable[[str], Parsed]) -> BeforeValidator:
    """Let a kernel parser fill a model's field: `Annotated[Period, parsed_by(read_period)]`.

    What the parser refuses becomes a fault at the line of the field.
    """

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse(value)
        except DomainError as error:
            # The text goes in as a value: braces in it must not be taken for places.
            raise PydanticCustomError("refused", "{reason}", {"reason": str(error)}) from error

    return BeforeValidator(validate)


def invalid_file(problems: list[RowProblem]) -> Invalid:
    """The refusal of files with faults; its text is the first fault, its rows are all of them."""
    return Invalid(
        N_("{count} lỗi trong danh mục; lỗi đầu tiên: {first}"),
        kind="invalid-file",
        rows=problems,
        count=len(problems),
        first=str(problems[0]),
    )


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise Invalid(N_("Không có thư mục hoặc tệp “{name}”."), name=source.name)
    return sorted(source.rglob("*.yaml"))


def _entry_places(document: Document, model: type[BaseModel]) -> Iterator[tuple[str | int, ...]]:
    content, prefix = document.content, ()
    place: tuple[str | int, ...] = prefix
    if isinstance(content, dict) and len(content) == 1:
        key, inner = next(iter(content.items()))
        if isinstance(inner, list) and key not in model.model_fields:
            content, place = inner, (key,)
    if isinstance(content, list):
        yield from ((*place, position) for position in range(len(content)))
    else:
        yield place


def _validate(
    document: Document, place: tuple[str | int, ...], model: type[Entry], file: str
) -> Located[Entry]:
    content = document.at(place)
    lines = {
        path[len(place) :]: line
        for path, line in document.lines.items()
        if path[: len(place)] == place
    }
    try:
        entry = model.model_validate(content)
    except ValidationError as error:
        raise invalid_file(list(_problems(error, lines, file))) from error
    except DomainError as error:
        raise invalid_file([RowProblem(lines[()], None, "", str(error), file)]) from error
    return Located(entry, file, lines[()], lines)


def _problems(
    error: ValidationError, lines: dict[tuple[str | int, ...], int], file: str
) -> Iterator[RowProblem]:
    for fault in error.errors(include_url=False):
        path = fault["loc"]
        line = _nearest_line(lines, path, lines[()])
        value = "" if fault["type"] == "missing" else shown(fault["input"])
        yield RowProblem(line, _dotted(path), value, fault_message(fault), file)


def _nearest_line(
    lines: dict[tuple[str | int, ...], int], path: tuple[str | int, ...], default: int
) -> int:
    # A missing key, or a union's branch, is in the path but not in the file.
    known = [path[:length] for length in range(len(path), -1, -1) if path[:length] in lines]
    return lines[known[0]] if known else default


def _dotted(path: tuple[str | int, ...]) -> str | None:
    return ".".join(str(part) for part in path) or None
