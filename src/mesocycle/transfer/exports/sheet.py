"""Export what was done as flat rows, a row per set or per effort, for spreadsheets and notebooks."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import BinaryIO

import msgspec

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.sheet import EffortRow, SetRow, SheetRow, effort_rows, set_rows
from mesocycle.domain.instant import checked_day
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.formats.sheets.csv_sheet import write_csv
from mesocycle.formats.sheets.parquet_sheet import write_parquet
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import CalendarKey, Wanted, calendar_key
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings

_PAGE = 200
"""How many sessions are held at a time."""


class SheetFormat(StrEnum):
    """In which form the rows are written."""

    CSV = "csv"
    PARQUET = "parquet"


class SheetKind(StrEnum):
    """What there is a row of."""

    SETS = "sets"
    EFFORTS = "efforts"


class SheetRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which rows, of which days, in which form."""

    kind: SheetKind
    format: SheetFormat
    first: Date | None = None
    last: Date | None = None


def export_sheet(db: Database, user_id: Id, wish: SheetRequest, to: BinaryIO, actor: Actor) -> int:
    """Write the rows of a user's sessions by day and time, as far as the actor may see them; give their number."""
    _check_days(wish)
    with db.read() as read:
        scope = coachings.permit(read, actor, user_id, Deed.SEE)
        row_type, rows_of = _rows(read, user_id, wish.kind)
        pages = _sessions(read, user_id, Wanted(first=wish.first, last=wish.last), scope)
        batches = ([row for session in page for row in rows_of(session)] for page in pages)
        write = write_csv if wish.format is SheetFormat.CSV else write_parquet
        return write(to, row_type, batches)


def _check_days(wish: SheetRequest) -> None:
    first = None if wish.first is None else checked_day("from", wish.first)
    last = None if wish.last is None else checked_day("to", wish.last)
    if first is not None and last is not None and last < first:
        raise refusal([Fault("to", f"is before {first}, the first day", "Name the earlier day first.")])


def _rows(
    read: Read, user_id: Id, kind: SheetKind
) -> tuple[type[SheetRow], Callable[[WorkoutSession], Iterator[SheetRow]]]:
    if kind is SheetKind.EFFORTS:
        return EffortRow, effort_rows
    library = {each.exercise_variant_id: each for each in find_exercises_in(read, user_id).all()}
    return SetRow, lambda session: set_rows(session, library)


def _sessions(read: Read, user_id: Id, wanted: Wanted, scope: Scope) -> Iterator[Sequence[WorkoutSession]]:
    after: CalendarKey | None = None
    more = True
    while more:
        page, more = calendar_pages.whole(read, user_id, wanted, after, _PAGE, scope=scope)
        yield page
        after = calendar_key(page[-1]) if page else after
