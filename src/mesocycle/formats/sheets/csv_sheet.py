"""Flat rows as CSV: UTF-8, commas, a header of plain names, the same on every machine."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from msgspec import Struct

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(to: IO[bytes], kind: type[Struct], batches: Iterable[Sequence[Struct]]) -> int:
    """Write a line per row, a batch at a time, and give their number.

    Text that a spreadsheet would run as a formula gets an apostrophe before it: a plan may come from anybody.
    """
    names = kind.__struct_fields__
    written = 0
    for lines in (iter([[names]]), ([_cells(row, names) for row in batch] for batch in batches)):
        for chunk in lines:
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator="\r\n").writerows(chunk)
            to.write(text.getvalue().encode())
            written += len(chunk)
    return written - 1


def _cells(row: Struct, names: Sequence[str]) -> list[object]:
    return [_cell(getattr(row, name)) for name in names]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
