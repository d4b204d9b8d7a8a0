"""Read a YAML file into plain values and the line of every key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from binhyen.kernel.errors import N_, Invalid, RowProblem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"|~|null"), lambda _: None),
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"-?(0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}"), Decimal),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)
"""What an unquoted scalar can mean besides text."""


@dataclass(slots=True)
class Document:
    """The content of a file and the line (from 1) of each key or item, by its path."""

    content: Any = None
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)

    def at(self, place: tuple[str | int, ...]) -> Any:
        """The value a path leads to."""
        value = self.content
        for part in place:
            value = value[part]
        return value


def read_document(path: Path, name: str) -> Document:
    """Read a file.

    Args:
        path: the file.
        name: how faults call it.

    Raises:
        Invalid: not UTF-8, not NFC, larger than 1 MB, not YAML of our dialect, or a key twice.
    """
    text = _read_text(path, name)
    try:
        _refuse_bombs(text, name)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise _fault(name, line, "không đọc được YAML: hãy kiểm tra thụt dòng và dấu") from error
    if root is None:
        raise _fault(name, 1, "tệp rỗng")
    document = Document()
    document.lines[()] = root.start_mark.line + 1
    document.content = _value(root, (), document.lines, name)
    return document


def _read_text(path: Path, name: str) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise _fault(name, None, "tệp lớn hơn 1 MB: hãy tách nhỏ")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _fault(name, line, "không phải mã UTF-8: hãy lưu lại bằng UTF-8") from error
    for number, line_text in enumerate(text.splitlines(), start=1):
        if not unicodedata.is_normalized("NFC", line_text):
            message = "chữ có dấu ở dạng tổ hợp rời: hãy lưu lại ở dạng dựng sẵn (NFC)"
            raise _fault(name, number, message)
    return text


def _refuse_bombs(text: str, name: str) -> None:
    """Refuse what can unfold into far more than was read, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _fault(name, line, "không dùng neo & và tham chiếu *: hãy viết đủ")
        if getattr(event, "tag", None):
            raise _fault(name, line, "không dùng thẻ kiểu !")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _fault(name, line, f"lồng nhau quá {MAX_DEPTH} tầng")


def _value(
    node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], name: str
) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, name)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for position, child in enumerate(node.value):
            lines[*path, position] = child.start_mark.line + 1
            items.append(_value(child, (*path, position), lines, name))
        return items
    return _scalar(node, name)


def _mapping(
    node: yaml.MappingNode,
    path: tuple[str | int, ...],
    lines: dict[tuple[str | int, ...], int],
    name: str,
) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key_node, child in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _fault(name, line, "khóa phải là chữ")
        key = key_node.value
        if key in content:
            raise _fault(name, line, "khóa bị lặp lại: hãy bỏ một dòng", column=key)
        lines[*path, key] = line
        content[key] = _value(child, (*path, key), lines, name)
    return content


def _scalar(node: yaml.Node, name: str) -> Any:
    # The two loaders mark an unquoted scalar by None and by an empty text.
    if getattr(node, "style", None):
        return node.value
    for shape, read in _PLAIN:
        if shape.fullmatch(node.value):
            try:
                return read(node.value)
            except ValueError as error:
                line = node.start_mark.line + 1
                message = "ngày không có trong lịch"
                raise _fault(name, line, message, value=node.value) from error
    return node.value


def _fault(
    file: str, line: int | None, message: str, *, column: str | None = None, value: str = ""
) -> Invalid:
    row = RowProblem(line, column, value, message, file)
    return Invalid(
        N_("Tệp danh mục có lỗi: {first}"), kind="invalid-file", rows=[row], first=str(row)
    )
