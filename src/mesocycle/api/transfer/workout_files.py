"""`/workout-files`: planned workouts as watches take them."""

from datetime import timedelta
from typing import Annotated

from msgspec import Meta, field

from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import LAST_DAY, day
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import NotFound, SessionRemoved
from mesocycle.domain.session.stored_log import LogNotReadable
from mesocycle.domain.watch.step import WorkoutFile
from mesocycle.formats.workouts.run_only import NotForThisFormat
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.people import users
from mesocycle.transfer.exports.workouts import WatchFile, WatchFormat, export_workout, export_workouts

routes = Routes("Workout files", described="Planned workouts for watches: FIT, and for runs TCX and ZWO.")

_MOST_DAYS = 31


class InFormat(OfUser, frozen=True, kw_only=True):
    """In which format."""

    format: Annotated[WatchFormat, Meta(description="FIT holds runs and strength, TCX and ZWO runs only.")] = (
        WatchFormat.FIT
    )


class OfDays(InFormat, frozen=True, kw_only=True):
    """Of which days, both included."""

    first: Annotated[Date, Meta(description="The first day.")] = field(name="from")
    last: Annotated[Date, Meta(description="The last day.")] = field(name="to")


@routes.get(
    "/workout-sessions/{sessionId}/workout-file",
    gives=WorkoutFile,
    query=InFormat,
    tagged=True,
    refusals=(NotForThisFormat, LogNotReadable, SessionRemoved),
)
def one(call: Call, session_id: Id) -> Answer:
    """Get a session's plan as a file for a watch, with loads and paces as they are for the athlete on its day.

    The same plan is the same bytes. What the format has no words for is listed in `leftOut`.
    """
    asked = call.asked(InFormat)
    with call.seeing() as (read, _):
        today = users.today(read, call.owner, call.now)
        file = export_workout(read, call.owner, session_id, asked.format, today, call.actor)
    return answers.tagged(_document(file))


@routes.get(
    "/workout-files", gives=list[WorkoutFile], query=OfDays, refusals=(NotForThisFormat, LogNotReadable, NotFound)
)
def of_days(call: Call) -> Answer:
    """List what is still to be done between two days as files for a watch, by day; a month at most."""
    asked = call.asked(OfDays)
    if not asked.first <= asked.last <= _month_from(asked.first):
        raise refusal([Fault("to", "is before `from`, or more than a month after it", "Ask for fewer days.")])
    with call.seeing() as (read, _):
        today = users.today(read, call.owner, call.now)
        found = export_workouts(read, call.owner, (asked.first, asked.last), asked.format, today, call.actor)
    return answers.document([_document(each) for each in found.files])


def _document(file: WatchFile) -> WorkoutFile:
    return WorkoutFile(name=file.name, content=file.body, left_out=file.left_out)


def _month_from(first: Date) -> Date:
    try:
        return (day(first) + timedelta(days=_MOST_DAYS)).isoformat()
    except OverflowError:
        return LAST_DAY
