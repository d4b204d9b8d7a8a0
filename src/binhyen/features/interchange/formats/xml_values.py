"""DHIS2 dataValueSets as XML and ADX messages, value by value through expat; any DOCTYPE is refused."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from binhyen.features.interchange.formats.guards import (
    CHUNK,
    DEPTH_LIMIT,
    GAP_LIMIT,
    TEXT_LIMIT,
    broken,
    opened,
    xml_name,
    xml_parser,
)
from binhyen.features.interchange.types import DELETED, Completion, RawValue
from binhyen.kernel.errors import N_, Invalid

ADX_NAMESPACE = "urn:ihe:qrph:adx:2015"
_ADX_OWN = {"dataElement", "value"}
Attributes = dict[str, str]


class _Reader:
    """Gathers the values met since it was last emptied; `groups` are the ADX groups with a completeDate."""

    def __init__(self, path: Path, *, adx: bool) -> None:
        self.name, self.adx = path.name, adx
        self.met: deque[RawValue] = deque()
        self.groups: list[Completion] = []
        self.parser = xml_parser(path.name)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._depth, self._header = 0, Attributes()
        self._value: Attributes | None = None
        self._line, self._note = 0, ""

    def _start(self, full_name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise broken(self.name, f"dòng {self.parser.CurrentLineNumber}", "lồng quá sâu")
        name = xml_name(full_name)
        if self._depth == 1:
            self._refuse_root(name)
        if name in {"group", "dataValueSet"}:
            self._open_group(attributes)
        elif name == "dataValue":
            self._value, self._note = attributes, ""
            self._line = self.parser.CurrentLineNumber

    def _end(self, full_name: str) -> None:
        self._depth -= 1
        if xml_name(full_name) == "dataValue" and self._value is not None:
            self.met.append((_adx_value if self.adx else _dhis2_value)(self, self._value))
            self._value = None

    def _text(self, text: str) -> None:
        if self._value is not None and len(self._note) < TEXT_LIMIT:
            self._note += text

    def _refuse_root(self, name: str) -> None:
        wanted = "adx" if self.adx else "dataValueSet"
        if name != wanted:
            raise Invalid(
                N_("Tệp {file} bắt đầu bằng <{found}>, cần <{wanted}>: chọn đúng định dạng."),
                kind="wrong-root",
                file=self.name,
                found=name[:40],
                wanted=wanted,
            )

    def _open_group(self, attributes: Attributes) -> None:
        self._header = attributes
        if attributes.get("completeDate"):
            get = attributes.get
            self.groups.append(
                Completion(
                    self.parser.CurrentLineNumber,
                    get("dataSet", ""),
                    get("period", ""),
                    get("orgUnit", ""),
                    date=get("completeDate", ""),
                )
            )

    @property
    def header(self) -> Attributes:
        return self._header

    @property
    def line(self) -> int:
        return self._line

    @property
    def note(self) -> str:
        return self._note.strip()


def read_adx(
    path: Path, completed: Callable[[Completion], None] | None = None
) -> Iterator[RawValue]:
    """The values of an ADX message; further attributes of a value are its breakdown, as `dimension=option`.

    Raises:
        Invalid: not XML, cut short, a DOCTYPE, another root, nested too deep.
    """
    yield from _read(path, adx=True, completed=completed)


def read_dhis2_xml(
    path: Path, completed: Callable[[Completion], None] | None = None
) -> Iterator[RawValue]:
    """The values of a dataValueSet in XML.

    Raises:
        Invalid: as `read_adx`.
    """
    yield from _read(path, adx=False, completed=completed)


def _read(
    path: Path, *, adx: bool, completed: Callable[[Completion], None] | None
) -> Iterator[RawValue]:
    reader, since = _Reader(path, adx=adx), 0
    with opened(path) as handle:
        while chunk := handle.read(CHUNK):
            since += len(chunk)
            _parse(reader, chunk)
            if reader.met:
                since = 0
            elif since > GAP_LIMIT:
                raise broken(
                    reader.name, f"dòng {reader.parser.CurrentLineNumber}", "không có dataValue"
                )
            while reader.met:
                yield reader.met.popleft()
            _tell(reader, completed)
    _parse(reader, b"", final=True)
    yield from reader.met
    _tell(reader, completed)


def _tell(reader: _Reader, completed: Callable[[Completion], None] | None) -> None:
    for group in reader.groups:
        if completed is not None:
            completed(group)
    reader.groups.clear()


def _parse(reader: _Reader, chunk: bytes, *, final: bool = False) -> None:
    try:
        reader.parser.Parse(chunk, final)
    except expat.ExpatError as fault:
        raise broken(reader.name, f"dòng {fault.lineno}", str(fault)) from fault
    except (UnicodeDecodeError, ValueError, LookupError) as fault:
        raise broken(reader.name, f"dòng {reader.parser.CurrentLineNumber}", str(fault)) from fault


def _adx_value(reader: _Reader, value: Attributes) -> RawValue:
    split = [f"{xml_name(name)}={text}" for name, text in value.items() if name not in _ADX_OWN]
    group = reader.header
    return RawValue(
        reader.line,
        value.get("dataElement", ""),
        ";".join(split),
        group.get("period", ""),
        group.get("orgUnit", ""),
        value.get("value", ""),
        reader.note,
        group.get("attributeOptionCombo", ""),
        group.get("dataSet", ""),
    )


def _dhis2_value(reader: _Reader, value: Attributes) -> RawValue:
    group, get = reader.header, value.get
    return RawValue(
        reader.line,
        get("dataElement", ""),
        get("categoryOptionCombo", ""),
        get("period") or group.get("period", ""),
        get("orgUnit") or group.get("orgUnit", ""),
        DELETED if get("deleted") == "true" else get("value", ""),
        get("comment", ""),
        get("attributeOptionCombo") or group.get("attributeOptionCombo", ""),
        group.get("dataSet", ""),
    )
