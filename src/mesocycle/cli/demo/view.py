"""How the demo looks: who there is, what changed, what was replaced, a week of plan and deed, what to try next."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mesocycle import settings
from mesocycle.cli.demo.calendar import SHOWN_DAYS, calendar_table, short_day
from mesocycle.cli.frame.moments import moment_words
from mesocycle.demo.demo import Demo
from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.instant import FIRST_DAY, LAST_DAY, civil_day, day
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.diff import PART, VersionDiff, diff
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.plans import routines
from mesocycle.storage.sessions import sessions


class _Standing(NamedTuple):
    """How far an athlete is in what they follow."""

    routine: str
    week: str
    counts: dict[str, int]


def demo_view(db: Database, demo: Demo, url: str) -> RenderableType:
    """Show the demo as one screen of 100 columns."""
    anna = next(user for user in demo.athletes if user.id == demo.replacement.user_id)
    today = day(civil_day(demo.replacement.at, anna.time_zone))
    first, last = today - timedelta(days=SHOWN_DAYS), today + timedelta(days=SHOWN_DAYS)
    trainer, athlete = demo.trainer.name.split()[0], anna.name.split()[0]
    with db.read() as read:
        old = routines.get_version(read, demo.first_version_id)
        new = routines.get_version(read, demo.second_version_id)
        return Group(
            _heading(f"{trainer} coaches four athletes on routines that ship with mesocycle", first=True),
            _people(read, demo),
            _heading(f"{trainer} publishes version {new.version} of “{new.name}”"),
            _changes(diff(old, new), new.change_note or ""),
            _heading(f"{athlete} gets it in the middle of a session: what has not begun gives way, all else stays"),
            _receipt(demo.replacement),
            _heading(f"{athlete}'s days around today: plan against deed"),
            calendar_table(read, anna, demo, (first.isoformat(), last.isoformat())),
            _heading(f"Try next: all of it in the browser with {_program()} try, or here"),
            *_next(demo, anna, url),
        )


def _heading(words: str, *, first: bool = False) -> RenderableType:
    return Text(words if first else f"\n{words}", style="bold cyan")


def _grid(*, columns: int) -> Table:
    grid = Table.grid(padding=(0, 2))
    for _ in range(columns):
        grid.add_column(no_wrap=True)
    return grid


def _people(read: Read, demo: Demo) -> RenderableType:
    names = ("", "lives in", "lifts", "follows", "week", "done", "skipped", "missed", "to come")
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for place, name in enumerate(names):
        shown.add_column(name, no_wrap=True, justify="left" if place < 5 else "right")
    for user in demo.athletes:
        standing = _standing(read, user, demo.replacement)
        counts = [str(standing.counts[name]) for name in names[5:]]
        unit = "lb" if user.units == "imperial" else "kg"
        city = user.time_zone.rpartition("/")[2]
        shown.add_row(user.name, city, unit, standing.routine, standing.week, *counts)
    return shown


def _standing(read: Read, user: User, replacement: Receipt) -> _Standing:
    live = next(each for each in assignments.of_user(read, user.id, live_only=True) if each.origin is not Origin.OWN)
    version = routines.get_version(read, live.routine_version_id)
    today = civil_day(replacement.at, user.time_zone)
    all_days = sessions.between(read, user.id, FIRST_DAY, LAST_DAY)
    theirs = [each for each in all_days if each.parent_routine_id == version.parent_routine_id]
    to_come = [each for each in theirs if _stands(each) and each.scheduled_date >= today]
    gone = sum(each.overdue for each in replacement.removed) if replacement.user_id == user.id else 0
    week = to_come[0].plan_week if to_come else version.duration * live.cycles
    statuses = [each.status for each in theirs]
    return _Standing(
        routine=version.name.partition(",")[0],
        week=f"{week} of {version.duration * live.cycles}",
        counts={
            "done": statuses.count(SessionStatus.COMPLETED),
            "skipped": statuses.count(SessionStatus.SKIPPED) + statuses.count(SessionStatus.CANCELLED),
            "missed": sum(_stands(each) and each.scheduled_date < today for each in theirs) + gone,
            "to come": len(to_come),
        },
    )


def _stands(session: WorkoutSession) -> bool:
    return session.status is SessionStatus.SCHEDULED


def _changes(changes: VersionDiff, note: str) -> RenderableType:
    grid = _grid(columns=3)
    told_whole = tuple(each.path + PART for each in changes.changed if each.kind == "exercise")
    for mark, style, lines in (("-", "red", changes.removed), ("+", "green", changes.added)):
        for line in lines:
            if line.kind != "set" or not line.path.startswith(told_whole):
                grid.add_row(Text(mark, style=style), line.path, (line.what or "") if mark == "+" else "")
    for changed in changes.changed:
        if changed.kind == "exercise":
            for place, change in enumerate(changed.changes):
                what = change.field.removeprefix("sets of ")
                told = f"{'' if what == 'sets' else f'{what}: '}{change.from_} → {change.to}"
                grid.add_row(Text("" if place else "~", style="yellow"), "" if place else changed.path, told)
    return Group(Text(f"“{note}”", style="italic"), grid)


def _receipt(receipt: Receipt) -> RenderableType:
    grid = _grid(columns=3)
    for count, what, said, style in _outcome(receipt):
        grid.add_row(Text(f"{count:>3}", style=style), Text(what, style=style), said)
    return grid


def _outcome(receipt: Receipt) -> Iterator[tuple[int, str, str, str]]:
    """Sum a receipt up: how many, what became of them, which they are, in which colour."""
    overdue = sum(each.overdue for each in receipt.removed)
    yield len(receipt.removed), "removed", f"scheduled by version 1 and not begun, {overdue} of them overdue", "red"
    kept = receipt.kept
    counts = ((kept.in_progress, "in progress"), (kept.completed, "completed"), (kept.skipped, "skipped"))
    told = [f"{count} {status}" for count, status in (*counts, (kept.cancelled, "cancelled")) if count]
    yield len(receipt.kept_sessions), "kept", f"{', '.join(told)}: as they are, plan and log", "green"
    days = [each.scheduled_date for each in receipt.created]
    yield len(days), "created", f"by version 2, {short_day(min(days))} to {short_day(max(days))}", "cyan"
    for reason, why in (
        ("overdue", "overdue, and not named by --include"),
        ("before-start", "before the start"),
    ):
        missing = [
            f"{each.workout_name} {short_day(each.planned_date)}"
            for each in reversed(receipt.not_created)
            if each.reason == reason
        ]
        if missing:
            yield len(missing), "not created", f"{', '.join(missing[:2])}{', …' * (len(missing) > 2)}: {why}", "yellow"


def _next(demo: Demo, anna: User, url: str) -> Iterator[RenderableType]:
    """Give commands that work as they stand, in the shell that the demo was made from."""
    program, receipt = _program(), demo.replacement
    if url.startswith("sqlite"):
        yield f"export {settings.DATABASE_URL}={shlex.quote(url)}"
    else:  # it may hold a password
        yield f"export {settings.DATABASE_URL}=…  # the address that you gave"
    before = moment_words(demo.before, anna)
    commands = (
        (f"session list --user {anna.email} --as-of '{before}'", "before"),
        (f"session list --user {anna.email}", "now"),
        (f"assignment undo {receipt.id} --user {anna.email}", "undone"),
    )
    grid = _grid(columns=2)
    for command, what in commands:
        grid.add_row(f"{program} {command}", Text(f"# {what}", style="dim"))
    yield grid


def _program() -> str:
    """Give how the program was called: by its name where the shell finds it so, else by its place from here."""
    called = Path(sys.argv[0])
    if called.name != "mesocycle" or shutil.which("mesocycle") in {str(called), str(called.absolute())}:
        return "mesocycle"
    return shlex.quote(min(str(called), os.path.relpath(called), key=len))
