"""How roll-outs read in a terminal: what one would do to each athlete, how far it is, what taking it back would do."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mesocycle.cli.frame.answers import lines, table
from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.moments import day_words, moment_words
from mesocycle.cli.frame.naming import command
from mesocycle.domain.assignment.receipt import Receipt, Undoing
from mesocycle.domain.assignment.roll_out import RollOut, RollOutPreview, RollOutProgress, RollOutUndoPreview
from mesocycle.domain.document import Id

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.routine import RoutineVersion


def athletes_of(run: Run, ids: Sequence[Id]) -> Mapping[Id, str]:
    """Name people by their addresses; whom nobody knows by their id."""
    from mesocycle.storage.people import users

    with run.read() as read:
        people = users.several(read, list(ids))
    return {each: people[each].email if each in people else each for each in ids}


def roll_out_preview(run: Run, shown: RollOutPreview, version: "RoutineVersion") -> "RenderableType":
    """Show what a roll-out would do: a line for each athlete, their whole receipt in the JSON."""
    from rich.console import Group

    if not shown.members:
        return lines([f"Nobody within your reach follows another version of {version.name}."])
    names = athletes_of(run, [member.user_id for member in shown.members])
    rows: list[tuple[object, ...]] = []
    for member in shown.members:
        no, receipt = member.refusal, member.receipt
        if receipt is None:
            rows.append((names[member.user_id], "", "", "", f"{no.sentence} {no.remedy}" if no else ""))
            continue
        counts = (len(receipt.removed), len(receipt.kept_sessions), len(receipt.created))
        rows.append((names[member.user_id], *counts, _beside(receipt)))
    get_it = sum(member.receipt is not None for member in shown.members)
    told = f"{version.name}, version {version.version}: {get_it} of {len(rows)} would get it."
    header = ("athlete", "leave", "stay", "come", "beside")
    return Group(table(header, rows, none=""), "", told, "Nothing was changed; without --dry-run it is done.")


def _beside(receipt: Receipt) -> str:
    """Say what somebody should know before they let it happen."""
    said = []
    overdue = sum(each.overdue for each in receipt.removed)
    if overdue:
        said.append(f"{overdue} that leave are overdue")
    if receipt.not_created:
        said.append(f"{len(receipt.not_created)} not created")
    if receipt.same_day:
        said.append(f"two on {', '.join(map(day_words, receipt.same_day[:3]))}")
    if receipt.missing_references:
        said.append(f"{len(receipt.missing_references)} values missing")
    return "; ".join(said)


def roll_out_list(run: Run, shown: Sequence[RollOutProgress]) -> "RenderableType":
    """List roll-outs, newest first."""
    from mesocycle.storage.plans import routines

    with run.read() as read:
        versions = routines.several_versions(read, {each.routine_version_id for each in shown})
    rows = []
    for each in shown:
        version = versions.get(each.routine_version_id)
        named = each.routine_version_id if version is None else f"{version.name}, version {version.version}"
        counts = (each.done, each.refused, each.waiting, each.undone)
        rows.append((named, each.status, *counts, moment_words(each.created_at, run.acting), each.id))
    header = ("version", "status", "done", "refused", "waiting", "undone", "begun", "_id")
    remedy = command(run, "assignment roll-out VERSION")
    return table(header, rows, none=f"You rolled nothing out. Roll a version out: {remedy}")


def roll_out_card(run: Run, shown: RollOut) -> "RenderableType":
    """Show a roll-out, athlete by athlete."""
    from rich.console import Group

    names = athletes_of(run, [member.user_id for member in shown.members])
    rows = []
    for member in shown.members:
        no = member.not_undone or member.refusal
        outcome = "undone" if member.undone_at else member.status.value
        said = member.receipt_id if no is None else f"{no.sentence} {no.remedy}"
        rows.append((names[member.user_id], outcome, said))
    undone = sum(member.undone_at is not None for member in shown.members)
    stays = sum(member.not_undone is not None for member in shown.members)
    told = f"Roll-out {shown.id} is {shown.status.value}."
    if shown.undo_at:
        told += f" Taken back: {undone}; {stays} {'stays' if stays == 1 else 'stay'}, with the reason."
    return Group(table(("athlete", "outcome", "receipt or reason"), rows, none="Nobody was concerned."), "", told)


def undo_preview(run: Run, shown: RollOutUndoPreview) -> "RenderableType":
    """Show what taking a roll-out back would do."""
    from rich.console import Group

    names = athletes_of(run, [member.user_id for member in shown.members])
    rows = []
    for member in shown.members:
        no, undoing = member.refusal, member.undoing
        said = _undone(undoing) if undoing is not None else f"stays: {no.sentence} {no.remedy}" if no else ""
        rows.append((names[member.user_id], said))
    remedy = command(run, f"roll-out undo {shown.id}")
    listed = table(("athlete", "what would happen"), rows, none="Nobody has the version by this roll-out.")
    return Group(listed, "", f"Nothing was changed; it is done by {remedy}")


def _undone(undoing: Undoing) -> str:
    return f"{len(undoing.removed)} leave, {len(undoing.returning)} return"
