"""How a session reads: when it is, how it stands, and its plan beside what was done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.cli.frame.amounts import minutes_words
from mesocycle.cli.frame.answers import text
from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.moments import day_words, moment_words
from mesocycle.cli.frame.naming import command
from mesocycle.cli.sessions.calendar_view import planned_words, standing_words, style_of, time_words, workout_name
from mesocycle.cli.sessions.plan_and_deed import NO_GUIDANCE, PlanRow, section_rows
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day, moment
from mesocycle.domain.log.editing import EMPTY, is_empty
from mesocycle.domain.log.performance import Feedback, WorkoutPerformanceLog
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.session.resolved import resolve_session
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.reference.value import ReferenceValue
    from mesocycle.domain.session.guidance import AcceptedSuggestions

_LONG_AGO = timedelta(hours=12)
_FEELINGS = ("very bad", "bad", "fair", "good", "very good")


class Seen(Struct, frozen=True, kw_only=True):
    """A session with what is needed to read it: whose it is, the values its percentages are of."""

    session: WorkoutSession
    athlete: User
    values: "Sequence[ReferenceValue]"
    only: Id | None = None
    """The one section to show; None shows all."""
    guidance: Mapping[Id, str] = NO_GUIDANCE
    """What the progression of a line suggests, by the line's `_id`."""


def session_card(run: Run, session: WorkoutSession, athlete: User) -> "RenderableType":
    """Show in a few lines how a session stands."""
    from rich.console import Group
    from rich.text import Text

    head = Text(text(workout_name(session)), style="bold")
    stands = standing_words(session, civil_day(run.now, athlete.time_zone))
    head.append("  ").append(stands, style=style_of(stands))
    return Group(head, *(Text(text(line), style="dim") for line in _facts(session, athlete)))


def completed_view(run: Run, session: WorkoutSession, athlete: User, *, timed: bool) -> "RenderableType":
    """Show how a completed session stands, where a suggestion was taken, and times that nobody said (not `timed`)."""
    from rich.console import Group
    from rich.text import Text

    from mesocycle.cli.sessions.guidance import done_as_suggested

    told = [Text(text(f"  {line}")) for line in done_as_suggested(session)]
    guessed = () if timed else _worked_out(run, session, athlete)
    return Group(session_card(run, session, athlete), *told, *(Text(text(line)) for line in guessed))


def _worked_out(run: Run, session: WorkoutSession, athlete: User) -> "Iterator[str]":
    """Say what of a session's times nobody said, where it may have been otherwise."""
    today = civil_day(run.now, athlete.time_zone)
    if session.started_at is None and session.scheduled_date < today == session.performed_date:
        remedy = command(run, f"session correct {session.id} --on {session.scheduled_date}", athlete)
        yield f"Counted as done today, {day_words(today)}. Was it done when it was planned? {remedy}"
    if session.completed_at is not None and moment(run.now) - moment(session.completed_at) > _LONG_AGO:
        remedy = command(run, f"session correct {session.id} --duration MINUTES", athlete)
        yield f"It ended {moment_words(session.completed_at, athlete)}, as far as anybody said. Otherwise: {remedy}"


def accepted_view(run: Run, accepted: "AcceptedSuggestions", athlete: User) -> "RenderableType":
    """Show what was accepted, and the session as it stands now."""
    from rich.console import Group
    from rich.text import Text

    from mesocycle.cli.sessions.guidance import guidance_words

    if not accepted.lines:
        return "Nothing is suggested that the plan does not say already."
    told = [Text(text(f"  {one.name}: {guidance_words(one)}")) for one in accepted.lines]
    return Group("Accepted:", *told, session_card(run, accepted.session, athlete))


def session_list(run: Run, sessions: Sequence[WorkoutSession], athlete: User) -> "RenderableType":
    """Show several sessions that were moved together."""
    from rich.console import Group

    return Group(*(session_card(run, each, athlete) for each in sessions))


def session_view(run: Run, seen: Seen) -> "RenderableType":
    """Show a session whole: the plan with its loads, beside it what was done."""
    from rich.console import Group
    from rich.text import Text

    session = seen.session
    snapshot, log = find_snapshot(session), find_log(session)
    parts: list[RenderableType] = [session_card(run, session, seen.athlete)]
    if snapshot is None:
        parts.append("Plan and log came from elsewhere in another form; --json shows them.")
        return Group(*parts)
    if snapshot.sport:
        parts.append(Text(text(f"Sport: {snapshot.sport}")))
    resolved = _resolved(run, seen, snapshot, log)
    if seen.only is not None:
        return Group(*parts, *_sections(snapshot, resolved, log or EMPTY, seen))
    parts.extend(Text(text(words)) for words in (snapshot.objective, snapshot.notes) if words)
    parts.extend(_sections(snapshot, resolved, log or EMPTY, seen))
    if session.status is SessionStatus.COMPLETED and is_empty(log):
        parts += ["", "Unrecorded: completed without a word of what was done."]
    if log is not None and log.feedback is not None:
        parts += ["", Text(text(_feedback(log.feedback)))]
    parts.extend(_missing(run, seen, resolved))
    return Group(*parts)


def _facts(session: WorkoutSession, athlete: User) -> list[str]:
    when = f"{day_words(session.scheduled_date)} {time_words(session)}".rstrip()
    planned = "" if session.planned_date == session.scheduled_date else planned_words(session)
    week = "" if session.plan_week is None else f", week {session.plan_week} of the plan"
    lines = [f"{when}{week}{f', planned for {planned}' if planned else ''}"]
    done = [
        (session.started_at, "started {}"),
        (session.completed_at, "completed {}"),
    ]
    told = [form.format(moment_words(at, athlete)) for at, form in done if at is not None]
    if session.duration_minutes is not None:
        told.append(minutes_words(session.duration_minutes))
    if session.performed_date not in (None, session.scheduled_date):
        told.append(f"done on {day_words(str(session.performed_date))}")
    if told:
        lines.append(", ".join(told))
    if session.notes:
        lines.append(f"Notes: {session.notes}")
    return [*lines, f"_id {session.id}"]


def _resolved(run: Run, seen: Seen, snapshot: WorkoutSnapshot, log: WorkoutPerformanceLog | None) -> Resolved:
    today = civil_day(run.now, seen.athlete.time_zone)
    return resolve_session(seen.session, snapshot, log, seen.athlete, seen.values, today)


def _sections(
    snapshot: WorkoutSnapshot, resolved: Resolved, log: WorkoutPerformanceLog, seen: Seen
) -> "list[RenderableType]":
    from rich.text import Text

    from mesocycle.cli.plans.plan_view import shown_section_head

    done, lines = {section.section_id: section for section in log.sections}, Lines(snapshot)
    sections = [each for each in snapshot.sections if seen.only in (None, each.id)]
    rows = {each.id: list(section_rows(each, resolved, done.get(each.id), lines, seen.guidance)) for each in sections}
    every = [row for those in rows.values() for row in those if isinstance(row, PlanRow)]
    widths = [max((len(row[column]) for row in every), default=0) for column in range(len(PlanRow._fields))]
    shown: list[RenderableType] = []
    for section in sections:
        shown += ["", Text(text(shown_section_head(replace(section, weeks=None))), style="bold")]
        if section.notes:
            shown.append(Text(f"  {text(section.notes)}", style="dim"))
        shown += _rows(rows[section.id], widths)
    return shown


def _rows(rows: "Sequence[PlanRow | str]", widths: Sequence[int]) -> "Iterator[RenderableType]":
    """Give the rows as tables of equal widths, parted by the lines that go across."""
    from rich.table import Table
    from rich.text import Text

    for whole, those in groupby(rows, key=lambda row: isinstance(row, str)):
        if whole:
            yield from (Text(text(line), style="dim") for line in those)
            continue
        grid = Table.grid(padding=(0, 2))
        for width, most in zip(widths, (34, 42, 14, 60), strict=True):
            grid.add_column(min_width=min(width, most), overflow="fold")
        for row in those:
            name, planned, load, deed = map(text, row)
            grid.add_row(name, planned, Text(load, style="cyan"), Text(deed, style="green"))
        yield grid


def _feedback(feedback: Feedback) -> str:
    told = []
    if feedback.rpe is not None:
        told.append(f"RPE {feedback.rpe}")
    if feedback.feeling is not None and 1 <= feedback.feeling <= len(_FEELINGS):
        told.append(f"felt {_FEELINGS[feedback.feeling - 1]} ({feedback.feeling} of 5)")
    if feedback.reason is not None:
        told.append(f"reason: {feedback.reason}")
    told += [f"pain in the {pain.side or ''} {pain.area}, {pain.level} of 10" for pain in feedback.pain or ()]
    if feedback.notes:
        told.append(feedback.notes)
    return f"Feedback: {', '.join(told)}"


def _missing(run: Run, seen: Seen, resolved: Resolved) -> "list[RenderableType]":
    from rich.text import Text

    from mesocycle.cli.assignments.receipt_view import lack_name, lack_remedy

    if seen.session.status is not SessionStatus.SCHEDULED or not resolved.missing:
        return []
    named = Text(f"Missing: {text(', '.join(map(lack_name, resolved.missing)))}", style="yellow")
    told = [Text(text(lack_remedy(run, lack, seen.athlete)), style="dim") for lack in resolved.missing]
    return ["", named, *told]
