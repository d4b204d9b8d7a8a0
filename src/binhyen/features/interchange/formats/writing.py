"""Blocks of values as text of each format, piece by piece; nothing here grows with what is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from binhyen.features.interchange.formats.dhis2_csv import ALL as DHIS2_COLUMNS
from binhyen.features.interchange.formats.dhis2_json import FOLLOW_UP
from binhyen.features.interchange.formats.tabular import COLUMNS
from binhyen.features.interchange.formats.xml_values import ADX_NAMESPACE
from binhyen.features.interchange.queries.exporting import Block, Column
from binhyen.features.interchange.rules.numbers import from_stored
from binhyen.features.interchange.rules.periods import to_adx, to_dhis2
from binhyen.foundation.exchange.writing import FORMULA_STARTS
from binhyen.kernel import clock

PIECE = 1 << 16
_QUOTED = re.compile(r'[,"\n\r;\t]')
Columns = Mapping[str, Column]


def gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """Small texts as pieces worth sending."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(waiting).encode()
            waiting.clear()
            size = 0
    if waiting:
        yield "".join(waiting).encode()


def table_text(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Our own table as CSV."""
    yield ",".join(COLUMNS) + "\n"
    for unit, period, element, option, value, note in rows:
        said = _cell(note) if note else ""
        yield f"{_cell(unit)},{period},{_cell(element)},{_cell(option)},{value},{said}\n"


def dhis2_json(
    blocks: Iterable[Block], columns: Columns, report_id: str, attribute: str
) -> Iterator[str]:
    """A dataValueSets document; the data set is told once, everything else with each value."""
    yield f'{{"dataSet":{json.dumps(report_id, ensure_ascii=False)},"dataValues":['
    heads = {
        key: "".join(
            (
                '{"dataElement":',
                json.dumps(one.element_id, ensure_ascii=False),
                ',"categoryOptionCombo":',
                json.dumps(one.option_id, ensure_ascii=False),
                f',"attributeOptionCombo":"{attribute}","value":"',
            )
        )
        for key, one in columns.items()
    }
    comma = ""
    for block in blocks:
        report = block.report
        facts = {
            "period": to_dhis2(block.period),
            "orgUnit": block.unit_id,
            "storedBy": report.submitted_by or report.approved_by,
            "lastUpdated": _instant(report.approved_at or report.submitted_at),
        }
        tail = '",' + json.dumps(facts, ensure_ascii=False, separators=(",", ":"))[1:-1]
        for key, stored in report.values.items():
            head = heads.get(key)
            if head is not None:
                decimals = columns[key].decimals
                value = from_stored(stored, decimals) if decimals else stored
                yield f"{comma}{head}{value}{tail}{_json_note(block.notes, key)}}}"
                comma = ","
    yield "]}\n"


def dhis2_csv(blocks: Iterable[Block], columns: Columns, attribute: str) -> Iterator[str]:
    """A dataValueSets table."""
    yield ",".join(DHIS2_COLUMNS) + "\n"
    heads = {key: _cell(one.element_id) for key, one in columns.items()}
    combos = {key: f"{_cell(one.option_id)},{attribute}" for key, one in columns.items()}
    for block in blocks:
        report = block.report
        middle = f"{to_dhis2(block.period)},{_cell(block.unit_id)}"
        stored_by = _cell(report.submitted_by or report.approved_by)
        tail = f"{stored_by},{_instant(report.approved_at or report.submitted_at)}"
        for key, stored in report.values.items():
            if key in heads:
                note, follow_up = split_follow_up(block.notes.get(key, ""))
                value = from_stored(stored, columns[key].decimals)
                yield (
                    f"{heads[key]},{middle},{combos[key]},{value},{tail},{_cell(note)},"
                    f"{'true' if follow_up else 'false'}\n"
                )


def adx_xml(blocks: Iterable[Block], columns: Columns, report_id: str) -> Iterator[str]:
    """An ADX message: a group a report, breakdowns as attributes, notes as annotations."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<adx xmlns="{ADX_NAMESPACE}" exported="{_instant(clock.now())}">\n'
    heads = {key: _adx_head(one) for key, one in columns.items()}
    data_set = quoteattr(report_id)
    for block in blocks:
        completed = block.report.submitted_at or block.report.approved_at
        complete = f' completeDate="{completed:%Y-%m-%d}"' if completed else ""
        yield (
            f"<group dataSet={data_set} orgUnit={quoteattr(block.unit_id)} "
            f'period="{to_adx(block.period)}"{complete}>\n'
        )
        for key, stored in block.report.values.items():
            if key in heads:
                value = from_stored(stored, columns[key].decimals)
                yield f'{heads[key]} value="{value}"{_adx_note(block.notes, key)}\n'
        yield "</group>\n"
    yield "</adx>\n"


def split_follow_up(note: str) -> tuple[str, bool]:
    """A note without the mark of follow-up, and whether it had one."""
    if note.startswith(FOLLOW_UP):
        return note.removeprefix(FOLLOW_UP).strip(), True
    return note, False


def _adx_head(column: Column) -> str:
    dimension = column.element.entry.breakdown
    split = "" if column.option is None else f" {dimension}={quoteattr(column.option)}"
    return f"<dataValue dataElement={quoteattr(column.element_id)}{split}"


def _adx_note(notes: Mapping[str, str], key: str) -> str:
    if not notes or key not in notes:
        return "/>"
    text = notes[key].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"><annotation>{text}</annotation></dataValue>"


def _json_note(notes: Mapping[str, str], key: str) -> str:
    if not notes or key not in notes:
        return ""
    note, follow_up = split_follow_up(notes[key])
    facts = {"comment": note, "followup": follow_up}
    return "," + json.dumps(facts, ensure_ascii=False, separators=(",", ":"))[1:-1]


@lru_cache(maxsize=4096)
def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    if text.startswith(FORMULA_STARTS):
        text = f"'{text}"
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _instant(at: datetime | None) -> str:
    return "" if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")
