"""What a user takes along, as files: the archive, tables, session documents, calendar, paper, workouts for a watch."""

from pathlib import Path
from typing import BinaryIO, Literal

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.roster_choices import Show, Sort
from mesocycle.domain.watch.step import WorkoutFile

TableForm = Literal["csv", "parquet"]
DocumentForm = Literal["ndjson", "extended-json", "relaxed-extended-json"]
WatchForm = Literal["fit", "tcx", "zwo"]


class Exports:
    """The exports of one user; each is written to a file (or a stream that can go back), a piece at a time.

    A file is there whole or not at all; the number of bytes is given.
    """

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def archive(self, to: Path | BinaryIO) -> int:
        """Write everything of the user as one archive; it is for the users themselves."""
        return self._at.download("/exports/archive", to, self._whose)

    def sets(
        self, to: Path | BinaryIO, first: Date | None = None, last: Date | None = None, *, form: TableForm = "csv"
    ) -> int:
        """Write a row for every performed set."""
        return self._at.download(f"/exports/sets.{form}", to, self._between(first, last))

    def efforts(
        self, to: Path | BinaryIO, first: Date | None = None, last: Date | None = None, *, form: TableForm = "csv"
    ) -> int:
        """Write a row for every effort: a run, a lap, a recovery."""
        return self._at.download(f"/exports/efforts.{form}", to, self._between(first, last))

    def roster(
        self,
        to: Path | BinaryIO,
        *,
        show: Show = "all",
        sort: Sort = "name",
        down: bool = False,
        search: str = "",
        group: Id | None = None,
    ) -> int:
        """Write a row for everybody whom the caller coaches, filtered and sorted as the roster's page is."""
        asked = {"show": show, "sort": sort, "down": down, "search": search, "group": group}
        return self._at.download("/exports/roster.csv", to, asked)

    def sessions(self, to: Path | BinaryIO, *, form: DocumentForm = "ndjson") -> int:
        """Write all sessions as documents, one per line; it is for the users themselves."""
        return self._at.download("/exports/sessions", to, {**self._whose, "format": form})

    def calendar(self, to: Path | BinaryIO) -> int:
        """Write the calendar as it stands now as iCalendar."""
        return self._at.download("/exports/calendar.ics", to, self._whose)

    def paper(self, to: Path | BinaryIO, first: Date | None = None, last: Date | None = None) -> int:
        """Write what is planned as a page to print; without days, a week from today on."""
        return self._at.download("/exports/paper", to, self._between(first, last))

    def routine_paper(self, version_id: Id, to: Path | BinaryIO) -> int:
        """Write a routine as a page to print."""
        return self._at.download(f"/routines/versions/{version_id}/paper", to)

    def workout_file(self, session_id: Id, *, form: WatchForm = "fit") -> WorkoutFile:
        """Give the plan of one session as a watch takes it."""
        asked = {**self._whose, "format": form}
        return self._at.get(f"/workout-sessions/{session_id}/workout-file", WorkoutFile, asked)

    def workout_files(self, first: Date, last: Date, *, form: WatchForm = "fit") -> list[WorkoutFile]:
        """Give what is still to be done between two days as a watch takes it; a month at most."""
        asked = {**self._between(first, last), "format": form}
        return self._at.get("/workout-files", list[WorkoutFile], asked)

    def _between(self, first: Date | None, last: Date | None) -> QueryValues:
        return {**self._whose, "from": first, "to": last}
