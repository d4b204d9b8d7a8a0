"""From a staged file to checked cells: joins over mapping tables, values read once, faults counted, memory flat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from binhyen.engines.indicators.commands.staged.resolving import RawRow, Resolver, Slot
from binhyen.engines.indicators.commands.staged.workspace import Work
from binhyen.engines.indicators.import_types import STAGED_COLUMNS
from binhyen.engines.indicators.models import ReportingPeriod
from binhyen.engines.indicators.queries.locks import locks_of
from binhyen.engines.indicators.rules.catalogue import DefinitionInfo
from binhyen.engines.indicators.rules.values import scaled
from binhyen.kernel.errors import N_, DomainError, Invalid
from binhyen.kernel.periods import Period
from binhyen.kernel.text import clean_text

PERIOD_TEXTS = 5000
"""Different (report, period text) pairs one import may have: a century of months for four reports."""
CHUNK = 10_000
REMARK = 500

UNSOUND, LOCKED, REPEATED, COMMENT, EMPTY = 1, 2, 3, 4, 5
"""Why a row is refused: its own words, a lock, the same cell twice, its comment, no value where one is needed."""

# Texts that can be read only one way, whatever the element: all others go through the kernel's reader.
_WHOLE = "[0-9]{1,12}"
_DOTTED = r"[1-9][0-9]{0,2}([.][0-9]{3}){1,3}"
_PART = r"[0-9]{1,8}[.,][0-9]{1,2}"
_DOTTED_PART = r"[1-9][0-9]{0,2}([.][0-9]{3}){1,2},[0-9]{1,2}"
_READ = f"""
CASE
    WHEN regexp_full_match(r.value, '{_WHOLE}') AND length(r.value) + s.decimals <= 12
        THEN CAST(r.value AS BIGINT) * s.scale
    WHEN s.decimals = 0 AND regexp_full_match(r.value, '{_DOTTED}')
        THEN CAST(replace(r.value, '.', '') AS BIGINT)
    WHEN s.decimals >= 2 AND s.decimals <= 4 AND regexp_full_match(r.value, '{_PART}')
        THEN CAST(CAST(replace(r.value, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT) * (s.scale // 100)
    WHEN s.decimals >= 2 AND s.decimals <= 4 AND regexp_full_match(r.value, '{_DOTTED_PART}')
        THEN CAST(CAST(replace(replace(r.value, '.', ''), ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT)
            * (s.scale // 100)
END
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A report definition and period that stands in the file; `number` is its place in the list."""

    number: int
    form: DefinitionInfo
    period: Period
    row_id: int | None
    """The stored period; None when it is new."""
    acts: int
    """The newest act of locking seen, so that a later one is noticed."""


@dataclass(slots=True)
class Checked:
    """The rows of a file, checked: cells in the table `checked`, those with `fault` NULL are sound."""

    work: Work
    resolver: Resolver
    slots: list[Slot] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    count: int = 0
    refused: int = 0
    has_comments: bool = False


def check_staged(
    work: Work,
    staged: Path,
    resolver: Resolver,
    *,
    columns: Sequence[str] = STAGED_COLUMNS,
    separator: str = ",",
    empty_takes_away: bool = True,
) -> Checked:
    """Read and check a staged file; `columns` are those it has, in its own order.

    Raises:
        Invalid: not a staged file at all.
    """
    _load(work, staged, columns, separator)
    checked = Checked(work, resolver, list(resolver.slots()))
    checked.count = _number(work, "SELECT count(*) FROM raw")
    _map_slots(checked)
    _map_periods(checked, _period_texts(checked))
    _read_odd_values(checked)
    _join(work)
    _refuse_comments(checked)
    if not empty_takes_away:
        work.execute(f"UPDATE checked SET fault = {EMPTY} WHERE taken AND fault IS NULL")  # noqa: S608 - a constant
    refuse_locked_and_repeated(checked)
    return checked


def refuse_locked_and_repeated(checked: Checked) -> None:
    """Mark what no single row shows: cells under a lock, and cells that stand in the file twice."""
    for place in checked.places:
        _refuse_locked(checked, place)
        _refuse_repeated(checked, place)
    checked.refused = _number(checked.work, "SELECT count(*) FROM checked WHERE fault IS NOT NULL")


def faulty_rows(checked: Checked, limit: int) -> Iterator[tuple[int, RawRow, int | None]]:
    """(why, row, line where the cell stood first) of the first refused rows, by line."""
    rows = checked.work.execute(
        "SELECT c.fault, r.line, r.unit, r.period, r.element, r.option, r.value, r.comment, first.line "  # noqa: S608 - our own text
        "FROM checked c JOIN raw r ON r.rowid = c.rid LEFT JOIN raw first ON first.rowid = c.other "
        "WHERE c.fault IS NOT NULL "
        f"ORDER BY r.line, c.rid LIMIT {int(limit)}"
    ).fetchall()
    for fault, line, unit, period, element, option, value, comment, other in rows:
        yield fault, RawRow(line, unit, period, element, option, value, comment), other


def _load(work: Work, staged: Path, columns: Sequence[str], separator: str) -> None:
    """The file as it is, in columns of text; what it does not have reads as empty."""
    fields = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    kept = ", ".join(
        f"trim(coalesce({name}, ''), ' \t') AS {name}" if name in columns else f"'' AS {name}"
        for name in STAGED_COLUMNS[1:]
    )
    try:
        work.execute(
            f"CREATE TABLE raw AS SELECT coalesce(CAST(line AS BIGINT), 0) AS line, {kept} "  # noqa: S608 - our own names
            "FROM read_csv($path, header = true, delim = $separator, quote = '\"', escape = '\"', "
            f"auto_detect = false, columns = {{{fields}}}, max_line_size = 1048576, strict_mode = true)",
            {"path": str(staged), "separator": separator},
        )
    except (duckdb.InvalidInputException, duckdb.DataError, duckdb.NotSupportedError) as error:
        raise Invalid(
            N_("Tệp trung gian {file} hỏng: {reason}"),
            kind="staged",
            file=staged.name,
            reason=str(error).splitlines()[0][:200],
        ) from error


def _map_slots(checked: Checked) -> None:
    forms = {slot.form.code: number for number, slot in enumerate(checked.slots)}
    make_table(
        checked.work,
        "slot",
        {
            "slot": ("SMALLINT", list(range(len(checked.slots)))),
            "element": ("VARCHAR", [slot.element.code for slot in checked.slots]),
            "option": ("VARCHAR", [slot.option for slot in checked.slots]),
            "key": ("VARCHAR", [slot.key for slot in checked.slots]),
            "form": ("INTEGER", [forms[slot.form.code] for slot in checked.slots]),
            "decimals": ("INTEGER", [slot.element.entry.decimals for slot in checked.slots]),
            "scale": ("BIGINT", [10**slot.element.entry.decimals for slot in checked.slots]),
            "negative": ("BOOLEAN", [slot.element.entry.negative for slot in checked.slots]),
        },
    )


def _period_texts(checked: Checked) -> list[tuple[int, str]]:
    """The different (form number, period text) pairs of the file."""
    rows = checked.work.execute(
        "SELECT DISTINCT s.form, r.period FROM raw r JOIN slot s USING (element, option) "  # noqa: S608 - our own text
        f"ORDER BY ALL LIMIT {PERIOD_TEXTS}"
    ).fetchall()
    return [(form, text) for form, text in rows]


def _map_periods(checked: Checked, texts: Sequence[tuple[int, str]]) -> None:
    """Tables from period texts to places, and from unit codes on a place's map to units."""
    places: dict[tuple[str, str], Place] = {}
    maps: dict[tuple[int, int, int], int] = {}
    rows: list[tuple[int, str, int, int]] = []
    checked.work.execute("CREATE TABLE unit_map (map INTEGER, code VARCHAR, unit INTEGER)")
    for form_number, text in texts:
        form = checked.slots[form_number].form
        try:
            period = checked.resolver.period(form, text)
            tree = (form_number, *checked.resolver.trees(period))
        except DomainError:
            continue
        if tree not in maps:
            maps[tree] = len(maps)
            _add_units(checked.work, maps[tree], checked.resolver.units(form, period))
        place = places.setdefault((form.code, period.code), place_of(len(places), form, period))
        rows.append((form_number, text, place.number, maps[tree]))
    checked.places = list(places.values())
    make_table(
        checked.work,
        "period_map",
        {
            "form": ("INTEGER", [row[0] for row in rows]),
            "period": ("VARCHAR", [row[1] for row in rows]),
            "place": ("SMALLINT", [row[2] for row in rows]),
            "map": ("INTEGER", [row[3] for row in rows]),
        },
    )


def place_of(number: int, form: DefinitionInfo, period: Period) -> Place:
    """A place with what is stored of it now."""
    row = ReportingPeriod.objects.filter(definition_id=form.id, code=period.code).first()
    if row is None:
        return Place(number, form, period, None, 0)
    newest = row.locks.order_by("-id").values_list("id", flat=True).first()
    return Place(number, form, period, row.pk, newest or 0)


def _add_units(work: Work, number: int, units: dict[str, int]) -> None:
    work.execute(
        "INSERT INTO unit_map SELECT $number, unnest($codes::VARCHAR[]), unnest($ids::INTEGER[])",
        {"number": number, "codes": list(units), "ids": list(units.values())},
    )


def _read_odd_values(checked: Checked) -> None:
    """Values that can be read more than one way or not at all go through the kernel's reader, each text once."""
    work = checked.work
    work.execute(
        "CREATE TABLE odd (decimals INTEGER, negative BOOLEAN, value VARCHAR, stored BIGINT)"
    )
    reader = work.cursor().execute(
        "SELECT DISTINCT s.decimals, s.negative, r.value, min(s.slot) "  # noqa: S608 - our own text
        "FROM raw r JOIN slot s USING (element, option) "
        f"WHERE r.value <> '' AND ({_READ}) IS NULL GROUP BY ALL"
    )
    while rows := reader.fetchmany(CHUNK):
        read = [(*row[:3], _stored(checked.slots[row[3]], row[2])) for row in rows]
        decimals, negative, texts, values = zip(*read, strict=True)
        work.execute(
            "INSERT INTO odd SELECT unnest($d::INTEGER[]), unnest($n::BOOLEAN[]), "
            "unnest($t::VARCHAR[]), unnest($v::BIGINT[])",
            {"d": list(decimals), "n": list(negative), "t": list(texts), "v": list(values)},
        )


def _stored(slot: Slot, text: str) -> int | None:
    try:
        return scaled(slot.element, text)
    except DomainError:
        return None


def _join(work: Work) -> None:
    work.execute(
        f"""
        CREATE TABLE checked AS
        SELECT r.rowid AS rid, CAST(p.place AS SMALLINT) AS place, u.unit, s.slot, r.value = '' AS taken,
            coalesce({_READ}, o.stored) AS value, r.comment <> '' AS noted, NULL::BIGINT AS other,
            CASE WHEN s.slot IS NULL OR p.place IS NULL OR u.unit IS NULL
                OR (r.value <> '' AND coalesce({_READ}, o.stored) IS NULL)
                THEN {UNSOUND} END::UTINYINT AS fault
        FROM raw r
        LEFT JOIN slot s ON s.element = r.element AND s.option = r.option
        LEFT JOIN period_map p ON p.form = s.form AND p.period = r.period
        LEFT JOIN unit_map u ON u.map = p.map AND u.code = r.unit
        LEFT JOIN odd o ON o.decimals = s.decimals AND o.negative = s.negative AND o.value = r.value
        """  # noqa: S608 - our own text
    )


def _refuse_comments(checked: Checked) -> None:
    """Comments are cleaned once a text; what cannot be kept refuses its row."""
    work = checked.work
    checked.has_comments = bool(_number(work, "SELECT count(*) FROM checked WHERE noted"))
    if not checked.has_comments:
        return
    work.execute("CREATE TABLE bad_comment (comment VARCHAR)")
    reader = work.cursor().execute("SELECT DISTINCT comment FROM raw WHERE comment <> ''")
    while rows := reader.fetchmany(CHUNK):
        bad = [text for (text,) in rows if comment_fault(text)]
        work.execute("INSERT INTO bad_comment SELECT unnest($bad::VARCHAR[])", {"bad": bad})
    work.execute(
        f"UPDATE checked SET fault = {COMMENT} FROM raw r WHERE r.rowid = checked.rid AND checked.noted "  # noqa: S608 - a constant
        "AND checked.fault IS NULL AND r.comment IN (SELECT comment FROM bad_comment)"
    )


def comment_fault(text: str) -> str:
    """Why a comment cannot be kept; empty when it can."""
    try:
        clean_text(text, REMARK, multiline=True)
    except DomainError as refusal:
        return str(refusal)
    return ""


def _refuse_locked(checked: Checked, place: Place) -> None:
    if place.row_id is None or not place.acts:
        return
    row = ReportingPeriod.objects.get(pk=place.row_id)
    units = checked.work.execute(
        "SELECT DISTINCT unit FROM checked WHERE place = $place AND fault IS NULL",
        {"place": place.number},
    ).fetchall()
    shut = locks_of(row).among(unit for (unit,) in units)
    if shut:
        checked.work.execute(
            f"UPDATE checked SET fault = {LOCKED} WHERE place = $place AND fault IS NULL "  # noqa: S608 - a constant
            "AND unit IN (SELECT unnest($shut::INTEGER[]))",
            {"place": place.number, "shut": sorted(shut)},
        )


def _refuse_repeated(checked: Checked, place: Place) -> None:
    """A cell given twice alike stands once; given differently nobody knows which is meant, so none stands."""
    work, given = checked.work, {"place": place.number}
    sound = "place = $place AND fault IS NULL"
    cells, different = work.execute(
        "SELECT count(*), count(DISTINCT unit::BIGINT * 100000 + slot) FROM checked WHERE " + sound,  # noqa: S608 - our own text
        given,
    ).fetchall()[0]
    if cells == different:
        return
    work.execute(
        "CREATE OR REPLACE TEMP TABLE repeated AS SELECT unit, slot, min(rid) AS first, "  # noqa: S608 - our own text
        "max(rid) AS last, min(value) IS NOT DISTINCT FROM max(value) AND count(DISTINCT taken) = 1 "
        f"AS alike FROM checked WHERE {sound} GROUP BY unit, slot HAVING count(*) > 1",
        given,
    )
    work.execute(
        f"UPDATE checked SET fault = {REPEATED}, other = CASE WHEN rid = d.first THEN d.last ELSE d.first END "  # noqa: S608 - our own text
        f"FROM repeated d WHERE {sound} AND checked.unit = d.unit AND checked.slot = d.slot "
        "AND (NOT d.alike OR rid > d.first)",
        given,
    )


def make_table(work: Work, name: str, columns: Mapping[str, tuple[str, Sequence[object]]]) -> None:
    """A small table from lists."""
    fields = ", ".join(f"{column} {kind}" for column, (kind, _) in columns.items())
    work.execute(f"CREATE TABLE {name} ({fields})")
    given = {column: list(values) for column, (_, values) in columns.items()}
    parts = ", ".join(f"unnest(${column}::{kind}[])" for column, (kind, _) in columns.items())
    work.execute(f"INSERT INTO {name} SELECT {parts}", given)


def _number(work: Work, question: str) -> int:
    (found,) = work.execute(question).fetchall()[0]
    return int(found)
