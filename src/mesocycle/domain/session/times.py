"""When a session was done: start, end, duration and the civil day it counts on."""

from datetime import datetime, timedelta

from mesocycle.domain.document import Date, Document, Instant
from mesocycle.domain.instant import civil_day, day, instant, moment, zone
from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.domain.session.session import WorkoutSession

CLOCK_SKEW = timedelta(minutes=5)
"""How far a device's clock may run ahead."""
FINISH_FORGOTTEN = timedelta(hours=2)
"""After so long without a set, the last set was the end, not the moment somebody pressed finish."""
GIVEN_UP = timedelta(hours=12)
"""So long after a start that came to no end, starting again is another training, not the same one gone on with."""
USUAL = timedelta(hours=1)
"""How long a session takes of which nothing more is known."""
MOST_MINUTES = 14 * 24 * 60
"""No session is longer: the longest races take a week and a half."""


class SessionTimes(Document, frozen=True, kw_only=True):
    """What is said or known about when a session was done; absent is unsaid."""

    started_at: Instant | None = None
    completed_at: Instant | None = None
    duration_minutes: int | None = None
    performed_date: Date | None = None


def times_of(session: WorkoutSession) -> SessionTimes:
    """Read the four from a session."""
    return SessionTimes(
        started_at=session.started_at,
        completed_at=session.completed_at,
        duration_minutes=session.duration_minutes,
        performed_date=session.performed_date,
    )


def start_times(known: SessionTimes, *, at: Instant, time_zone: str) -> SessionTimes:
    """Begin at an instant; a start or day that is known already stays, unless it was given up long before."""
    open_since = known.started_at if known.completed_at is None else None
    if open_since is not None and moment(at) - moment(open_since) > GIVEN_UP:
        known = SessionTimes()
    known = before_start(known, at)
    return SessionTimes(
        started_at=known.started_at or at,
        completed_at=known.completed_at,
        duration_minutes=known.duration_minutes,
        performed_date=known.performed_date or civil_day(at, time_zone),
    )


def before_start(known: SessionTimes, at: Instant) -> SessionTimes:
    """Give the times that a start leaves as they are: none, where the work was said to have ended before it.

    A session completed without a start, reopened, cancelled and started after all begins anew: kept, that
    first end would stand before its start, and it could never be completed again.
    """
    ended_before = known.started_at is None and known.completed_at is not None and known.completed_at < at
    return SessionTimes() if ended_before else known


def complete_times(
    known: SessionTimes,
    given: SessionTimes,
    *,
    now: Instant,
    time_zone: str,
    last_performed_at: Instant | None,
    usual: timedelta = USUAL,
) -> SessionTimes:
    """Work out the four on completing; `DocumentNotValid` names each that can't be.

    The end is the one given, else the first `completedAt` (after a reopen), else what start and duration come to.
    Of what began long ago it is the last set that was done then, else the start and how long such a session
    takes (`usual`); else the last `performedAt` when that is more than two hours ago, else now. Of a day that is
    past nobody knows the hour: the clock's own.
    """
    _refuse(_form_errors(given))
    started_at = given.started_at or known.started_at
    end = given.completed_at or known.completed_at
    if end is None:
        end = _unsaid_end(started_at, last_performed_at, now, usual)
        if started_at is None and given.performed_date is not None:
            end = _on_day(end, given.performed_date, time_zone, now)
    return _settle(known, given, started_at=started_at, completed_at=end, now=now, time_zone=time_zone)


def correct_times(known: SessionTimes, given: SessionTimes, *, now: Instant, time_zone: str) -> SessionTimes:
    """Put what is given in the place of what is known; what follows from it follows it."""
    _refuse(_form_errors(given))
    end = given.completed_at or known.completed_at
    started_at = given.started_at or known.started_at
    return _settle(
        known,
        given,
        started_at=started_at,
        completed_at=end,
        now=now,
        time_zone=time_zone,
    )


def was_left_open(started_at: Instant | None, now: Instant, usual: timedelta) -> bool:
    """Tell whether a session began too long ago to be going on: its end is not when somebody says that it is over."""
    return started_at is not None and moment(now) - moment(started_at) > max(GIVEN_UP, usual * 1.5)


def _unsaid_end(
    started_at: Instant | None, last_performed_at: Instant | None, now: Instant, usual: timedelta
) -> Instant:
    """Take the last set for the end of a session that was left open."""
    if started_at is not None and was_left_open(started_at, now, usual):
        last = last_performed_at if last_performed_at is not None and last_performed_at > started_at else None
        # sets written down days later say nothing of that day's end
        return instant(moment(started_at) + usual) if last is None or was_left_open(started_at, last, usual) else last
    if last_performed_at is None or moment(now) - moment(last_performed_at) <= FINISH_FORGOTTEN:
        return now
    if started_at is not None and moment(last_performed_at) < moment(started_at):
        return now  # the sets were written down from an earlier day: they don't say when this one ended
    return last_performed_at


def _settle(
    known: SessionTimes,
    given: SessionTimes,
    *,
    started_at: Instant | None,
    completed_at: Instant | None,
    now: Instant,
    time_zone: str,
) -> SessionTimes:
    """Derive duration and day from start and end, make the three agree, and refuse what can't be."""
    started_at, completed_at = _agreeing(given, started_at, completed_at)
    times = SessionTimes(
        started_at=started_at,
        completed_at=completed_at,
        duration_minutes=_duration(known, given, started_at, completed_at),
        performed_date=_performed_date(known, given, completed_at, now, time_zone),
    )
    _refuse(_impossible(times, given, now, time_zone))
    return times


def _agreeing(
    given: SessionTimes, started_at: Instant | None, completed_at: Instant | None
) -> tuple[Instant | None, Instant | None]:
    """Move the end, or the start, that nobody gave to where a duration that was given puts it.

    A duration shorter than from start to end leaves both: pauses are no training.
    """
    if given.duration_minutes is None or given.duration_minutes < 0 or started_at is None or completed_at is None:
        return started_at, completed_at
    length = timedelta(minutes=min(given.duration_minutes, MOST_MINUTES))
    between = moment(completed_at) - moment(started_at)
    if given.completed_at is None and (given.started_at is not None or between - length > GIVEN_UP):
        return started_at, instant(moment(started_at) + length)
    if given.started_at is None and length > between:
        return instant(moment(completed_at) - length), completed_at
    return started_at, completed_at


def _on_day(at: Instant, on: Date, time_zone: str, now: Instant) -> Instant:
    """Put an instant's time of day on another day, not later than now."""
    here = moment(at).astimezone(zone(time_zone))
    return min(now, instant(datetime.combine(day(on), here.time(), tzinfo=zone(time_zone))))


def _duration(
    known: SessionTimes, given: SessionTimes, started_at: Instant | None, completed_at: Instant | None
) -> int | None:
    """Give whole minutes: said, else kept while neither end moved, else from start to end."""
    if given.duration_minutes is not None:
        return given.duration_minutes
    unmoved = (known.started_at, known.completed_at) == (started_at, completed_at)
    if known.duration_minutes is not None and (unmoved or started_at is None):
        return known.duration_minutes
    if started_at is None or completed_at is None:
        return None
    return round((moment(completed_at) - moment(started_at)).total_seconds() / 60)


def _performed_date(
    known: SessionTimes, given: SessionTimes, completed_at: Instant | None, now: Instant, time_zone: str
) -> Date | None:
    """Give the day it counts on: said, else of the start, else of the end; never a fast clock's tomorrow."""
    if given.performed_date is not None:
        return given.performed_date
    ended_elsewhen = given.completed_at is not None and known.started_at is None
    if given.started_at is None and known.performed_date is not None and not ended_elsewhen:
        return known.performed_date
    at = given.started_at or known.started_at or completed_at
    return min(civil_day(at, time_zone), civil_day(now, time_zone)) if at is not None else None


def _form_errors(given: SessionTimes) -> list[PathMessage]:
    """Name what is no instant or no date."""
    errors = []
    for path, text, read in (
        ("startedAt", given.started_at, moment),
        ("completedAt", given.completed_at, moment),
        ("performedDate", given.performed_date, day),
    ):
        if text is not None:
            try:
                read(text)
            except ValueError:
                message = f"is no {'day' if read is day else 'moment'} that exists: {text[:40]!r}"
                errors.append(PathMessage(path=path, message=message))
    return errors


def _impossible(times: SessionTimes, given: SessionTimes, now: Instant, time_zone: str) -> list[PathMessage]:
    """Name what can't have been: in the future, ended before begun, of negative length."""
    errors = []
    latest = instant(moment(now) + CLOCK_SKEW)
    for path, at in (("startedAt", given.started_at), ("completedAt", given.completed_at)):
        if at is not None and at > latest:
            errors.append(PathMessage(path=path, message=f"is in the future: {at}, and it is {now} now"))
    if times.started_at and times.completed_at and times.completed_at < times.started_at:
        message = f"puts the end {times.completed_at} before the start {times.started_at}"
        errors.append(PathMessage(path="completedAt" if given.completed_at else "startedAt", message=message))
    if given.duration_minutes is not None and not 0 <= given.duration_minutes <= MOST_MINUTES:
        message = f"is {given.duration_minutes}, but must be 0 to {MOST_MINUTES}"
        errors.append(PathMessage(path="durationMinutes", message=message))
    elif given.duration_minutes is not None and times.started_at and times.completed_at:
        between = moment(times.completed_at) - moment(times.started_at)
        if timedelta(minutes=given.duration_minutes) - between > timedelta(minutes=1):
            errors.append(PathMessage(path="durationMinutes", message="is longer than from the start to the end"))
        elif given.started_at and given.completed_at is None and times.completed_at > latest:
            errors.append(PathMessage(path="durationMinutes", message=f"ends in the future: {times.completed_at}"))
    today = civil_day(now, time_zone)
    if times.performed_date is not None and times.performed_date > today:
        message = f"is in the future: {times.performed_date}, and it is {today} in {time_zone}"
        errors.append(PathMessage(path="performedDate", message=message))
    return errors


def _refuse(errors: list[PathMessage]) -> None:
    """Raise `DocumentNotValid` where anything is wrong."""
    if errors:
        fields = list(dict.fromkeys(error.path for error in errors))
        they = "them as they were, or leave them out" if len(fields) > 1 else "it as it was, or leave it out"
        raise DocumentNotValid(
            f"The session can't have been done then: {errors[0].path} {errors[0].message}.",
            f"Look at {' and '.join(fields)} again: give {they}.",
            errors=tuple(errors),
        )
