"""Tables as text (CSV): encoding, delimiter and header found out, each row with the line it begins on."""

import csv
import io
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from mesocycle.domain.reading.reject import Reject

_DELIMITERS = (",", ";", "\t")
_BLANKS = "\ufeff "
"""What may stand before a header and is no damage: byte order marks, also where two programs wrote one each."""
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"))
MOST_CELL = 100_000
"""Characters of one cell: longer ones are a quote that was never closed."""


MOST_BYTES = 16_000_000
"""Of a file: about a hundred thousand sets. What is longer is no export of one person's training."""
_CONTAINERS = ((b"PK\x03\x04", "a zip archive or a workbook"), (b"\x1f\x8b", "a gzip archive"))
_UNPACK = "Unpack it and give the CSV file in it; a workbook, save it as CSV first."
NO_COLUMN = "\0"
"""The name of a column that no table has: no text with a zero byte is read."""


Mend = Callable[[tuple[str, ...], tuple[str, ...]], tuple[str, ...] | None]
"""Gives a row that has more cells than the header as it was meant, or None where that can't be told."""


class TableRow(NamedTuple):
    """One record and the line it begins on."""

    line: int
    cells: tuple[str, ...]


class Table:
    """A table with a header; columns are found by their names, whatever case and order they have."""

    def __init__(
        self, header: Sequence[str], rows: list[int], cells: list[tuple[str, ...]], broken: list[Reject]
    ) -> None:
        """Know the columns, the lines and cells of the rows that fit them, and what is wrong with the others."""
        self.header = tuple(name.strip() for name in header)
        self.broken = broken
        self._lines = rows
        self._cells = cells  # bare tuples of texts: Python's search for garbage passes them over
        self._places: dict[str, list[int]] = {}
        for place, name in enumerate(self.header):
            self._places.setdefault(name.casefold(), []).append(place)

    def renamed(self, header: Sequence[str]) -> "Table":
        """Give the same table with other names of its columns."""
        return Table(header, self._lines, self._cells, self.broken)

    @property
    def rows(self) -> list[TableRow]:
        """The rows that fit the header."""
        return list(map(TableRow, self._lines, self._cells))

    def find(self, *names: str) -> int | None:
        """Give the place of the first of the names that is a column, None where none is."""
        for name in names:
            places = self._places.get(name)
            if places:
                return places[0]
        return None

    def text(self, row: TableRow, name: str) -> str:
        """Give a row's cell in the column of a name, empty where there is none."""
        places = self._places.get(name)
        return row.cells[places[0]] if places else ""

    def every(self, *names: str) -> Iterator[str]:
        """Give all cells of the columns that are there."""
        for name in names:
            for place in self._places.get(name, ()):
                for cells in self._cells:
                    yield cells[place]

    def column(self, place: int, most: int | None = None) -> Iterator[str]:
        """Give the cells of the column at a place, of the first rows only where `most` says how many."""
        return map(itemgetter(place), self._cells[:most])

    def picked(self, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Go through the rows, each as its line and the cells of the columns named; of no column they are empty."""
        places = [self._places.get(name, [len(self.header)])[0] for name in names]
        pick = itemgetter(*places)
        for line, cells in zip(self._lines, self._cells, strict=True):
            yield line, pick((*cells, ""))

    def row_after(self, line: int) -> int | None:
        """Give the line of the first row after a line that fits the header, None where none does."""
        place = bisect_right(self._lines, line)
        return self._lines[place] if place < len(self._lines) else None

    def places(self, name: str) -> list[int]:
        """Give all places of a name: some exports have one twice."""
        return self._places.get(name, [])

    def lacks(self, program: str, *names: str | tuple[str, ...]) -> Reject | None:
        """Say which columns are missing for this to be the export of a program; None where all are there.

        Of names in a tuple one is enough.
        """
        wanted = [(each,) if isinstance(each, str) else each for each in names]
        missing = [each[0] for each in wanted if not any(name in self._places for name in each)]
        if not missing:
            return None
        return Reject(
            1,
            f"this is no export of {program}: it has no column {', '.join(map(repr, missing[:3]))}",
            f"Export from {program} again, and give that file unchanged.",
        )


def read_table(body: bytes, mend: Mend | None = None) -> Table | Reject:
    """Read a table; rows that do not fit the header are in `broken`, what is no table at all is a `Reject`."""
    text = read_text(body)
    return text if isinstance(text, Reject) else table_of(text, 1, mend)


def read_text(body: bytes) -> str | Reject:
    """Decode a text file by its byte order mark, else as UTF-8."""
    for mark, name in _CONTAINERS:
        if body.startswith(mark):
            return Reject(1, f"this is {name}, and no table", _UNPACK)
    if len(body) > MOST_BYTES:
        reason = f"the file has {len(body) // 1_000_000} MB, and {MOST_BYTES // 1_000_000} MB are the most"
        return Reject(1, reason, "Export less at a time, or part the file by its rows.")
    encoding = next(name for mark, name in _MARKS if body.startswith(mark))
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as no:
        return Reject(body.count(b"\n", 0, no.start) + 1, "this is not UTF-8 text", "Save the file as UTF-8.")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Reject(line, "there is a zero byte, which no text has", "Give the file as it was exported.")
    return text


def table_of(text: str, first_line: int, mend: Mend | None = None) -> Table | Reject:
    """Read a table out of a text that begins on `first_line` of its file."""
    lines = list(io.StringIO(text, newline=""))  # `splitlines` would break rows at form feeds and the like, too
    start = 0
    while start < len(lines):
        lines[start] = lines[start].lstrip(_BLANKS)
        if lines[start].strip() and not lines[start].casefold().startswith("sep="):
            break
        start += 1
    if start == len(lines):
        return Reject(first_line, "the file is empty", "Give the file as it was exported.")
    records = _records(lines[start:], _delimiter(lines[start]), first_line + start)
    header = next(records)
    if isinstance(header, Reject):
        return header
    rows: list[int] = []
    cells: list[tuple[str, ...]] = []
    broken: list[Reject] = []
    width = len(header.cells)
    for record in records:
        if isinstance(record, Reject):
            broken.append(record)
        elif len(record.cells) == width:
            rows.append(record.line)
            cells.append(record.cells)
        elif mend is not None and len(record.cells) > width and (mended := mend(header.cells, record.cells)):
            rows.append(record.line)
            cells.append(mended)
        elif any(record.cells):
            broken.append(_misfit(record, width))
    return Table(header.cells, rows, cells, broken)


def _records(lines: list[str], delimiter: str, first_line: int) -> Iterator[TableRow | Reject]:
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    while True:
        line = first_line + reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as no:
            yield Reject(line, f"from here on the file is no table: {no}", "Mend the file, or export it again.")
            return
        yield TableRow(line, tuple(cells))


def _misfit(row: TableRow, width: int) -> Reject:
    return Reject(
        row.line,
        f"the row has {len(row.cells)} cells where the header has {width}",
        "Mend the row (a missing quote, a file that was cut off), or export the file again.",
    )


def _delimiter(header: str) -> str:
    """Give the delimiter that parts the header into most names."""
    return max(_DELIMITERS, key=lambda each: len(next(csv.reader([header], delimiter=each), ())))
