"""How assignments and lists of receipts read in a terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.moments import day_words, moment_words
from mesocycle.cli.frame.naming import command
from mesocycle.domain.assignment.assignment import Origin, RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.user import User

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.assignment.schedule import SessionFacts


def assignment_table(run: Run, shown: Sequence[RoutineAssignment], athlete: User) -> "RenderableType":
    """List assignments with the routines they follow."""
    names = _followed(run, shown)
    rows = [(names[each.id], each.status, _begin(each), each.id) for each in shown]
    who = "You follow" if athlete.id == run.acting.id else f"{athlete.name} follows"
    remedy = command(run, "assignment create VERSION", athlete)
    return table(("routine", "status", "begins", "_id"), rows, none=f"{who} no routine. Assign one: {remedy}")


def assignment_card(
    run: Run, shown: RoutineAssignment, athlete: User, facts: "Sequence[SessionFacts]", told: Sequence[Receipt]
) -> "RenderableType":
    """Show one assignment, how its sessions stand, and its receipts, newest first."""
    pauses = [f"{pause.from_} to {pause.to or '…'}" for pause in shown.pauses]
    return card(
        [
            ("routine", _followed(run, [shown])[shown.id]),
            ("athlete", f"{athlete.name} <{athlete.email}>"),
            ("status", shown.status),
            ("begins", _begin(shown)),
            ("race", shown.race_date and day_words(shown.race_date)),
            ("cycles", None if shown.cycles == 1 else shown.cycles),
            ("shifted by", f"{shown.shift_days} days" if shown.shift_days else None),
            ("paused", pauses or None),
            ("training days", [f"{plan} on {own}" for plan, own in (shown.weekday_map or {}).items()] or None),
            ("default time", shown.default_time),
            ("notes", shown.notes_for_user),
            ("sessions", _standing(facts, civil_day(run.now, athlete.time_zone)) or "none"),
            ("replaced by", shown.replaced_by_id),
            ("_id", shown.id),
            *((("receipts" if n == 0 else ""), _receipt_words(each, athlete)) for n, each in enumerate(told)),
        ]
    )


def receipt_table(shown: Sequence[Receipt], athlete: User) -> "RenderableType":
    """List receipts with what they did."""
    rows = [
        (
            moment_words(each.at, athlete),
            each.kind,
            len(each.removed) or "",
            len(each.created) or "",
            len(each.moved) or "",
            each.undone_at and moment_words(each.undone_at, athlete),
            each.id,
        )
        for each in shown
    ]
    return table(("at", "what", "left", "came", "moved", "undone", "_id"), rows, none="There are no receipts yet.")


def _followed(run: Run, shown: Iterable[RoutineAssignment]) -> dict[str, str]:
    """Give name and number of the version that each assignment follows, by the assignment's id."""
    from mesocycle.storage.plans import routines

    named = {each.id: each for each in shown}
    with run.read() as read:
        versions = routines.several_versions(read, {each.routine_version_id for each in named.values()})
    words = {key: f"{found.name}, version {found.version}" for key, found in versions.items()}
    return {
        key: "one-off sessions" if each.origin is Origin.OWN else words.get(each.routine_version_id, "from elsewhere")
        for key, each in named.items()
    }


def _begin(assignment: RoutineAssignment) -> str:
    later = (assignment.start_week, assignment.start_day) != (1, 1) and assignment.race_date is None
    where = f" in week {assignment.start_week}, day {assignment.start_day}" if later else ""
    return f"{day_words(assignment.start_date)}{where}"


def _standing(facts: "Sequence[SessionFacts]", today: str) -> str:
    """Count sessions by status, the overdue ones apart."""
    counts = Counter("overdue" if _overdue(each, today) else each.status.replace("-", " ") for each in facts)
    return ", ".join(f"{count} {status}" for status, count in counts.items())


def _overdue(facts: "SessionFacts", today: str) -> bool:
    return not facts.kept and facts.scheduled_date.isoformat() < today


def _receipt_words(receipt: Receipt, athlete: User) -> str:
    undone = ", undone" if receipt.undone_at else ""
    return f"{moment_words(receipt.at, athlete)}  {receipt.kind}{undone}  {receipt.id}"
