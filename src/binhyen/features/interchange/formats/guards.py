"""What every reader of foreign files keeps to: bounded sizes, UTF-8, no entities, plain refusals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

import numpy as np

from binhyen.kernel.errors import N_, Invalid, NotFound

GAP_LIMIT = 1 << 20
"""Bytes between one value and the next; a file that needs more is not a list of values."""

CHUNK = 1 << 16
TEXT_LIMIT = 2000
DEPTH_LIMIT = 32
NESTING_LIMIT = 1000
# [ and { differ by one bit only, and so do ] and }.
_OPENS, _CLOSES = ord("{"), ord("}")


class GuardedFile:
    """A binary file whose reader must come to the next value within `GAP_LIMIT` bytes."""

    def __init__(self, handle: BinaryIO, name: str) -> None:
        self._handle, self._name, self._since, self._depth = handle, name, 0, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, never more than a chunk.

        Raises:
            Invalid: too much was read since the last value.
        """
        chunk = self._handle.read(CHUNK if size < 0 else min(size, CHUNK))
        self._since += len(chunk)
        if self._since > GAP_LIMIT + CHUNK:
            raise Invalid(
                N_("Tệp {file} có một mục dài quá {limit} byte: không phải danh sách số liệu."),
                kind="too-nested",
                file=self._name,
                limit=GAP_LIMIT,
            )
        self._refuse_deep(chunk)
        return chunk

    def _refuse_deep(self, chunk: bytes) -> None:
        """Readers take time by the square of the depth; brackets within texts count too, and never come near."""
        if not chunk:
            return
        signs = np.frombuffer(chunk, dtype=np.uint8) | 0x20
        steps = (signs == _OPENS).astype(np.int32) - (signs == _CLOSES)
        heights = np.cumsum(steps)
        if self._depth + int(heights.max()) > NESTING_LIMIT:
            raise broken(self._name, "dữ liệu", "lồng quá sâu")
        self._depth = max(0, self._depth + int(heights[-1]))

    def met_value(self) -> None:
        """Tell that a value was read."""
        self._since = self._depth = 0


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file in bytes.

    Raises:
        NotFound: no such file.
    """
    if not path.is_file():
        raise NotFound(N_("Không có tệp {file}."), file=str(path))
    with path.open("rb") as handle:
        yield handle


def broken(name: str, where: str, reason: str) -> Invalid:
    """The refusal for a file whose form itself is wrong."""
    return Invalid(
        N_("Tệp {file} hỏng ở {where} ({reason}): hãy xuất lại từ nơi gửi, đừng sửa tay."),
        kind="broken-file",
        file=name,
        where=where,
        reason=reason[:200],
    )


def text_of(value: object) -> str:
    """What a JSON scalar says; lists and objects say nothing that fits a cell, true and false keep their words."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)[:TEXT_LIMIT]


def xml_parser(name: str) -> expat.XMLParserType:
    """A parser that refuses any document type: entity bombs and outside entities need one."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> int:
        raise Invalid(
            N_(
                "Tệp {file} khai báo DOCTYPE hoặc thực thể XML: bị từ chối vì an toàn; hãy bỏ phần đó."
            ),
            kind="xml-doctype",
            file=name,
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def xml_name(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]
