"""Write a view of the roster as CSV: whom the page shows, in its order."""

from typing import BinaryIO

from msgspec import Struct

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.roster_choices import Show, Sort
from mesocycle.domain.people.roster_view import RosterRow, roster_row, rows_of
from mesocycle.formats.sheets.csv_sheet import write_csv
from mesocycle.reports.show_roster import show_roster
from mesocycle.storage.engine.database import Database


class AskedView(Struct, frozen=True, kw_only=True):
    """Which athletes, in which order: what stands behind the `?` of the page."""

    show: Show = "all"
    sort: Sort = "name"
    down: bool = False
    search: str = ""
    group: Id | None = None


def write_roster(db: Database, view: AskedView, to: BinaryIO, act: Act) -> int:
    """Write a row for each athlete of a view of the acting user's roster, and give their number."""
    athletes = show_roster(db, act).athletes
    found = rows_of(athletes, show=view.show, sort=view.sort, down=view.down, search=view.search, group=view.group)
    return write_csv(to, RosterRow, [[roster_row(one) for one in found]])
