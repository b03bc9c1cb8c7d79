"""How a receipt reads: what leaves, what stays, what comes, what does not and why, and how to take it back."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mesocycle.cli.frame.answers import text
from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.moments import day_words, moment_words
from mesocycle.cli.frame.naming import command
from mesocycle.domain.assignment.carry_over import CarryOver
from mesocycle.domain.assignment.receipt import Receipt, ReceiptKind
from mesocycle.domain.instant import ALL_DAY
from mesocycle.domain.people.user import User
from mesocycle.domain.reference.value import MissingReference

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

MOST_LISTED = 4
"""How many sessions of one kind are listed one by one; overdue ones always are."""
_TITLES = {
    ReceiptKind.ASSIGNMENT: "Assigned",
    ReceiptKind.REPLACEMENT: "Replaced by",
    ReceiptKind.CANCELLATION: "Cancelled",
    ReceiptKind.COMPLETION: "Completed",
    ReceiptKind.PAUSE: "Paused",
    ReceiptKind.RESUME: "Resumed",
    ReceiptKind.SHIFT: "Shifted",
    ReceiptKind.COPY: "Copied",
}
_REASONS = {
    "already-kept": "its session stays",
    "before-start": "before the beginning",
    "overdue": "was overdue; --include its session creates it all the same",
}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNITS = {"Pace": "…/km", "Rate": "…bpm", "Power": "…W", "Zones": "…,…,…"}


class _Line(NamedTuple):
    """One line of the summary: what it is about, what it says, and its colour."""

    label: str
    said: str
    style: str = ""


def receipt_view(run: Run, receipt: Receipt) -> "RenderableType":
    """Show a receipt."""
    from rich.table import Table
    from rich.text import Text

    athlete, title = _names(run, receipt)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("", Text(text(title), style="bold"))
    for line in _lines(run, receipt, athlete):
        grid.add_row(Text(line.label, style=line.style), Text(text(line.said), style=line.style))
    return grid


def _names(run: Run, receipt: Receipt) -> tuple[User, str]:
    """Give whose receipt it is, and its title with the routine's name."""
    from mesocycle.storage.people import users
    from mesocycle.storage.plans import routines

    with run.read() as read:
        athlete = users.get(read, receipt.user_id)
        versions = routines.several_versions(read, {receipt.routine_version_id or ""})
    followed = versions.get(receipt.routine_version_id or "")
    what = "" if followed is None else f" {followed.name}, version {followed.version}"
    dry = "Not done, a dry run: " if receipt.dry_run else ""
    return athlete, f"{dry}{_TITLES[receipt.kind]}{what}, for {athlete.name}"


def _lines(run: Run, receipt: Receipt, athlete: User) -> Iterator[_Line]:
    yield from _leaving(receipt)
    yield from _staying(receipt)
    yield from _coming(receipt)
    yield from _not_coming(receipt)
    yield from _moving(receipt)
    yield from _carried(run, receipt, athlete)
    missed = receipt.missed_beginning
    if missed is not None:
        begun = f"begins in week {missed.first_week} of {missed.weeks}"
        yield _Line("late", f"{begun}; from {day_words(missed.begin_instead)} on it would begin in week 1", "yellow")
    if receipt.same_day:
        yield _Line("two a day", ", ".join(map(day_words, receipt.same_day)), "yellow")
    if receipt.undone_at is None:
        yield from _lacking(run, receipt, athlete)
    yield from _going_on(run, receipt, athlete)


def _lacking(run: Run, receipt: Receipt, athlete: User) -> Iterator[_Line]:
    if receipt.missing_references:
        yield _Line("missing", ", ".join(map(lack_name, receipt.missing_references)), "yellow")
    for place, lack in enumerate(receipt.missing_references):
        yield _Line("set them" if place == 0 else "", lack_remedy(run, lack, athlete), "dim")


def _leaving(receipt: Receipt) -> Iterator[_Line]:
    overdue = [each for each in receipt.removed if each.overdue]
    others = [each for each in receipt.removed if not each.overdue]
    if receipt.removed:
        late = f", {len(overdue)} of them overdue" if overdue else ""
        yield _Line(
            f"{len(receipt.removed)} leave", f"{_span([e.scheduled_date for e in receipt.removed])}{late}", "red"
        )
    for each in overdue:
        yield _Line("", f"{day_words(each.scheduled_date)}  {each.workout_name}  overdue  {each.session_id}", "yellow")
    yield from _listed([f"{day_words(each.scheduled_date)}  {each.workout_name}" for each in others])


def _staying(receipt: Receipt) -> Iterator[_Line]:
    kept = receipt.kept
    counts = (
        (kept.in_progress, "in progress"),
        (kept.completed, "completed"),
        (kept.skipped, "skipped"),
        (kept.cancelled, "cancelled"),
    )
    said = ", ".join(f"{count} {status}" for count, status in counts if count)
    if said:
        yield _Line(f"{len(receipt.kept_sessions)} stay", said, "green")


def _coming(receipt: Receipt) -> Iterator[_Line]:
    if receipt.created:
        days = [each.scheduled_date for each in receipt.created]
        yield _Line(f"{len(receipt.created)} come", _span(days), "bold cyan")
    told = []
    for each in receipt.created:
        time = "" if each.scheduled_time == ALL_DAY else f"{each.scheduled_time}  "
        told.append(f"{day_words(each.scheduled_date)}  {time}{each.workout_name}")
    yield from _listed(told)


def _not_coming(receipt: Receipt) -> Iterator[_Line]:
    for reason, why in _REASONS.items():
        those = [each for each in receipt.not_created if each.reason == reason]
        if those:
            yield _Line(f"{len(those)} not created", why)
        yield from _listed([f"{day_words(each.planned_date)}  {each.workout_name}" for each in those])


def _moving(receipt: Receipt) -> Iterator[_Line]:
    if receipt.moved:
        yield _Line(f"{len(receipt.moved)} move", _span([each.to for each in receipt.moved]), "cyan")
    yield from _listed([f"{day_words(each.from_)} to {day_words(each.to)}" for each in receipt.moved])


def _carried(run: Run, receipt: Receipt, athlete: User) -> Iterator[_Line]:
    """Tell what was changed for the athlete alone: offered again, never done by itself."""
    offers = receipt.carry_overs
    if offers:
        yield _Line(f"{len(offers)} changed", "for this athlete alone, in what leaves; none is taken over by itself")
    yield from _listed([f"{day_words(each.scheduled_date)}  {carry_over_words(each)}" for each in offers])
    if offers and not receipt.dry_run and receipt.undone_at is None:
        yield _Line("take over", command(run, f"assignment carry-over {receipt.id} LINE…", athlete), "dim")


_FIT = {
    "taken": "taken over",
    "no-session": "no session in its place now",
    "line-gone": "the new version has no such line",
    "day-past": "the day is past",
    "begun": "has begun",
    "undone": "the replacement was taken back",
}


def carry_over_words(offer: CarryOver) -> str:
    """Say an offer in one line: where, what it was changed to, and whether it fits."""
    said = {"day": "moved to", "time": "at", "notes": "notes:"}.get(offer.kind)
    if said is not None:
        day = offer.after is not None and offer.kind == "day"
        told = f"{said} {day_words(offer.after or '') if day else offer.after or 'all day'}"
    elif offer.after is None:
        told = f"{offer.path}: {offer.before or 'nothing'} left out"
    else:
        told = f"{offer.path}: {f'{offer.before} became ' if offer.before else ''}{offer.after}"
    if offer.meanwhile:
        told += f" (the new version says {offer.meanwhile})"
    return f"{offer.workout_name}  {told}" + (f"  [{_FIT[offer.state]}]" if offer.state in _FIT else "")


def _going_on(run: Run, receipt: Receipt, athlete: User) -> Iterator[_Line]:
    """Tell the ids that are needed next, and how the receipt is taken back."""
    if receipt.dry_run:
        yield _Line("", "Nothing was changed; without --dry-run it is done.", "dim")
        return
    if receipt.subject:
        yield _Line("assignment", receipt.subject, "dim")
    yield _Line("receipt", f"{receipt.id}, {moment_words(receipt.at, athlete)}", "dim")
    if receipt.undone_at:
        yield _Line("undone", moment_words(receipt.undone_at, athlete), "bold")
    else:
        yield _Line("undo", command(run, f"assignment undo {receipt.id}", athlete), "dim")


def _listed(told: Sequence[str]) -> Iterator[_Line]:
    shown = told if len(told) <= MOST_LISTED + 1 else told[:MOST_LISTED]
    for each in shown:
        yield _Line("", each)
    if len(shown) < len(told):
        yield _Line("", f"and {len(told) - len(shown)} more", "dim")


def _span(days: Iterable[str]) -> str:
    ordered = sorted(days)
    first, last = day_words(ordered[0]), day_words(ordered[-1])
    return first if first == last else f"{first} to {last}"


def lack_name(lack: MissingReference) -> str:
    """Name a missing value: `training max of Back Squat`."""
    kind = _HUMP.sub(" ", lack.kind).lower()
    return f"{kind} of {lack.exercise_name or lack.exercise_id}" if lack.exercise_id else kind


def lack_remedy(run: Run, lack: MissingReference, athlete: User) -> str:
    """Write the command that sets a missing value."""
    named = lack.exercise_name or lack.exercise_id
    exercise = f" --exercise {shlex.quote(named)}" if named else ""
    value = next((unit for ending, unit in _UNITS.items() if lack.kind.endswith(ending)), "…kg")
    return command(run, f"reference set {lack.kind} {value}{exercise}", athlete)
