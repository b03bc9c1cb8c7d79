"""`/sessions/{id}/watch` and `/watch`: planned workouts as files that a watch takes."""

from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from mesocycle.domain.document import Id
from mesocycle.domain.refusal import NotFound, SessionRemoved
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.formats.workouts.run_only import NotForThisFormat
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.people import users
from mesocycle.transfer.exports.workouts import WatchFormat, export_workout, export_workouts, packed
from mesocycle.web.frame.queries import PageQuery

routes = Routes("Pages: watch files", described="Planned workouts for watches.")

_DAYS = 14


class WatchQuery(PageQuery, frozen=True, kw_only=True):
    """In which format."""

    format: Annotated[WatchFormat, Meta(description="FIT holds runs and strength, TCX and ZWO runs only.")] = (
        WatchFormat.FIT
    )


@routes.get(
    "/sessions/{sessionId}/watch",
    query=WatchQuery,
    gives=bytes,
    media_type="application/octet-stream",
    refusals=(NotFound, SessionRemoved, NotForThisFormat, LogNotReadable),
)
def one(call: Call, session_id: Id) -> Answer:
    """Give one session as a file for a watch."""
    wanted = call.asked(WatchQuery).format
    with call.db.read() as read:
        today = users.today(read, call.actor.id, call.now)
        file = export_workout(read, call.actor.id, session_id, wanted, today, call.actor)
    return _file(file.name, file.body)


@routes.get(
    "/watch",
    query=WatchQuery,
    gives=bytes,
    media_type="application/zip",
    refusals=(NotFound, NotForThisFormat, LogNotReadable),
)
def coming(call: Call) -> Answer:
    """Give what is still to be done in the next two weeks, as files for a watch in a zip."""
    wanted = call.asked(WatchQuery).format
    with call.db.read() as read:
        today = users.today(read, call.actor.id, call.now)
        last = (date.fromisoformat(today) + timedelta(days=_DAYS - 1)).isoformat()
        found = export_workouts(read, call.actor.id, (today, last), wanted, today, call.actor)
    return _file(f"mesocycle-{today}-{wanted}.zip", packed(found.files))


def _file(name: str, body: bytes) -> Answer:
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in name)
    kind = "application/zip" if name.endswith(".zip") else "application/octet-stream"
    headers = {
        "content-type": kind,
        "content-disposition": f'attachment; filename="{plain}"',
        "cache-control": "no-store",
    }
    return Answer(200, headers, body)
