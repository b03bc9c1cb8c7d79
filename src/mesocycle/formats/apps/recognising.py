"""Whose export a file is, by what it holds: nobody should have to know the name of their file's format."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.apps import garmin_columns, strava_columns, strong_columns
from mesocycle.formats.documents import archive
from mesocycle.formats.text.tables import Table, read_table

_BEGINNING = 200_000
"""So much of a table is looked at: some hundred rows say in which language and of which program it is."""
_ZIP, _GZIP, _FIT = b"PK\x03\x04", b"\x1f\x8b", b".FIT"
_SHEET = "[Content_Types].xml"
_JEFIT = b"### "
_FEWEST = 7
"""Columns of any list of activities."""
_RECORDED = (b"<gpx", b"<TrainingCenterDatabase")


def recognise(file: BinaryIO) -> ImportSource | None:
    """Say which program a file comes from, None where nothing tells; leaves the file at its beginning."""
    file.seek(0)
    beginning = file.read(_BEGINNING + 1)
    file.seek(0)
    if beginning.startswith(_ZIP):
        return _zipped(file)
    if beginning.startswith(_GZIP) or beginning[8:12] == _FIT or any(root in beginning[:4096] for root in _RECORDED):
        return ImportSource.ACTIVITY
    begins = beginning[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins.startswith((b"{", b"[")):
        return ImportSource.SESSIONS
    if begins.startswith(_JEFIT):
        return ImportSource.JEFIT
    if len(beginning) > _BEGINNING:  # up to the last whole row
        beginning = beginning[: beginning.rfind(b"\n") + 1] or beginning
    table = read_table(beginning)
    return None if isinstance(table, Reject) else next(_told(table), None)


def _zipped(file: BinaryIO) -> ImportSource | None:
    try:
        with zipfile.ZipFile(file) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ImportSource.ACTIVITY  # its reader says what is wrong with it
    finally:
        file.seek(0)
    if archive.MANIFEST in names:
        return ImportSource.ARCHIVE
    return None if _SHEET in names else ImportSource.ACTIVITY


def _told(table: Table) -> Iterator[ImportSource]:
    columns = {name.casefold() for name in table.header}
    if {"exercise_title", "set_index", "start_time"} <= columns:
        yield ImportSource.HEVY
    in_english = {name.casefold() for name in strong_columns.in_english(table).header}
    if {"exercise name", "set order", "workout name"} <= in_english:
        yield ImportSource.STRONG
    if {"exercise", "reps"} <= columns and columns & {"date", "starttime"}:
        yield ImportSource.FITNOTES
    if {"activity id", "activity date", "activity type"} <= columns:
        yield ImportSource.STRAVA
    if len(table.header) < _FEWEST:
        return
    if garmin_columns.find_garmin_columns(table) is not None:
        yield ImportSource.GARMIN
    if strava_columns.find_strava_columns(table) is not None:
        yield ImportSource.STRAVA
