"""`/exports`: what a user takes out of here, as files."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, BinaryIO, Literal, cast

from msgspec import Meta, field

from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.roster_choices import Show, Sort
from mesocycle.domain.refusal import NotPermitted
from mesocycle.formats.documents.sessions import SessionForm
from mesocycle.formats.sheets.paper import PAPER_POLICY
from mesocycle.formats.sheets.parquet_sheet import ExtraNotInstalled
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, Query
from mesocycle.http.receiving import no_room
from mesocycle.http.route import Routes
from mesocycle.reports.write_roster import AskedView, write_roster
from mesocycle.transfer.archive.export_archive import export_archive
from mesocycle.transfer.documents.export_sessions import export_sessions
from mesocycle.transfer.exports.calendar import calendar_of
from mesocycle.transfer.exports.paper import export_paper, export_routine_paper
from mesocycle.transfer.exports.sheet import SheetFormat, SheetKind, SheetRequest, export_sheet

routes = Routes("Exports", described="Training taken out of here, as files: everything, or rows for spreadsheets.")

_IN_MEMORY = 1_000_000
"""Longer files wait on disk until they are sent."""
_CSV = "text/csv"
_PARQUET = "application/vnd.apache.parquet"


class Days(OfUser, frozen=True, kw_only=True):
    """Of which days; absent: all."""

    first: Annotated[Date | None, Meta(description="The first day.")] = field(name="from", default=None)
    last: Annotated[Date | None, Meta(description="The last day.")] = field(name="to", default=None)


class InForm(OfUser, frozen=True, kw_only=True):
    """In which form."""

    format: Annotated[
        Literal["ndjson", "extended-json", "relaxed-extended-json"],
        Meta(description="Plain JSON, or Extended JSON as MongoDB's tools read it."),
    ] = "ndjson"


@routes.get("/exports/archive", gives=bytes, media_type="application/zip", query=OfUser, refusals=(NotPermitted,))
def archive(call: Call) -> Answer:
    """Get everything of one user as one archive: a zip of NDJSON files and a manifest with their hashes.

    It is for the users themselves. `mesocycle verify-archive` checks it without a server, and any server takes it in.
    """
    return _file(call, "archive.zip", lambda to: export_archive(call.db, call.owner, to, call.act))


@routes.get("/exports/sets.csv", gives=str, media_type=_CSV, query=Days)
def sets_csv(call: Call) -> Answer:
    """Get what was done as CSV: one row per performed set, by day and time."""
    return _sheet(call, SheetKind.SETS, SheetFormat.CSV)


@routes.get("/exports/efforts.csv", gives=str, media_type=_CSV, query=Days)
def efforts_csv(call: Call) -> Answer:
    """Get what was run as CSV: one row per effort (a run, a lap, a recovery), by day and time."""
    return _sheet(call, SheetKind.EFFORTS, SheetFormat.CSV)


@routes.get("/exports/sets.parquet", gives=bytes, media_type=_PARQUET, query=Days, refusals=(ExtraNotInstalled,))
def sets_parquet(call: Call) -> Answer:
    """Get the same rows as `sets.csv` as Parquet, where the server has the extra `parquet`."""
    return _sheet(call, SheetKind.SETS, SheetFormat.PARQUET)


@routes.get("/exports/efforts.parquet", gives=bytes, media_type=_PARQUET, query=Days, refusals=(ExtraNotInstalled,))
def efforts_parquet(call: Call) -> Answer:
    """Get the same rows as `efforts.csv` as Parquet, where the server has the extra `parquet`."""
    return _sheet(call, SheetKind.EFFORTS, SheetFormat.PARQUET)


class AskedRoster(Query, frozen=True, kw_only=True):
    """Whom of the roster, in which order."""

    show: Annotated[Show, Meta(description="Only those whom it is so of.")] = "all"
    sort: Annotated[Sort, Meta(description="By what they are sorted.")] = "name"
    down: Annotated[bool, Meta(description="The other way round.")] = False
    search: Annotated[str, Meta(description="Only those with it in their name, address or plan.")] = ""
    group: Annotated[Id | None, Meta(description="Only those in this group of yours.")] = None


@routes.get("/exports/roster.csv", gives=str, media_type=_CSV, query=AskedRoster)
def roster_csv(call: Call) -> Answer:
    """Get your roster as CSV: one row per athlete whom you coach, filtered and sorted as the page is."""
    asked = call.asked(AskedRoster)
    view = AskedView(show=asked.show, sort=asked.sort, down=asked.down, search=asked.search, group=asked.group)
    return _file(call, "roster.csv", lambda to: write_roster(call.db, view, to, call.act))


@routes.get("/exports/sessions", gives=bytes, media_type="application/x-ndjson", query=InForm, refusals=(NotPermitted,))
def sessions(call: Call) -> Answer:
    """Get all sessions as documents, one per line; those taken over from elsewhere as they came.

    It is for the users themselves.
    """
    form = SessionForm(call.asked(InForm).format)
    return _file(call, "sessions.ndjson", lambda to: export_sessions(call.db, call.owner, form, to, call.actor))


@routes.get("/exports/calendar.ics", gives=str, media_type="text/calendar", query=OfUser)
def calendar(call: Call) -> Answer:
    """Get the calendar as it stands now as iCalendar; to subscribe to it, issue a calendar address."""
    body = calendar_of(call.db, call.owner, call.act)
    return Answer(200, _headers(call, "calendar.ics"), body)


@routes.get("/exports/paper", gives=str, media_type="text/html", query=Days)
def paper(call: Call) -> Answer:
    """Get what is planned as a page for paper, with a box for every set and loads as they are for the athlete.

    It is a week from today on, or the days that `from` and `to` say; any browser prints it or keeps it as PDF.
    """
    asked = call.asked(Days)
    return Answer(
        200,
        _headers(call, "plan.html"),
        export_paper(call.db, call.owner, call.act, first=asked.first, last=asked.last),
    )


@routes.get("/routines/versions/{routineVersionId}/paper", gives=str, media_type="text/html")
def routine_paper(call: Call, routine_version_id: Id) -> Answer:
    """Get a routine as a page for paper: every workout for the weeks in which it is the same, with room to write.

    Sets stand as they are prescribed, percentages included; a week of an athlete has the loads worked out.
    """
    return Answer(200, _headers(call, "routine.html"), export_routine_paper(call.db, routine_version_id, call.act))


def _sheet(call: Call, kind: SheetKind, form: SheetFormat) -> Answer:
    asked = call.asked(Days)
    wish = SheetRequest(kind=kind, format=form, first=asked.first, last=asked.last)
    return _file(call, f"{kind}.{form}", lambda to: export_sheet(call.db, call.owner, wish, to, call.actor))


def _file(call: Call, name: str, write: Callable[[BinaryIO], object]) -> Answer:
    """Answer with a file; it is written first, so that a slow client holds no look at the database."""
    file = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115  # closed once sent
    try:
        write(file)
        file.flush()
    except OSError as error:
        with suppress(OSError):  # what it holds still can't be written
            file.close()
        raise no_room(error) from error
    except BaseException:
        file.close()
        raise
    return Answer(200, _headers(call, name), None, file)


def _headers(call: Call, name: str) -> dict[str, str]:
    headers = {
        "content-type": call.route.media_type,
        "content-disposition": f'attachment; filename="mesocycle-{name}"',
    }
    if call.route.media_type == "text/html":
        headers |= {"content-security-policy": PAPER_POLICY, "x-content-type-options": "nosniff"}
    return headers
