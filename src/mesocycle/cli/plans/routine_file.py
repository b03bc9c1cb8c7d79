"""A routine file at the prompt: each fault with its line, and what to do about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.finding import file_bytes
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.refusal import DocumentNotValid

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from mesocycle.domain.plan.routine import RoutineVersion


def with_file(named: str, act: "Callable[[dict[str, Any]], RoutineVersion]") -> "RoutineVersion":
    """Do something with what a routine file says; what is wrong with it is told with its places in the file."""
    from mesocycle.formats.documents.routine import parse_routine
    from mesocycle.formats.documents.routine_places import placed

    body = file_bytes(named)
    raw = parse_routine(body)
    try:
        return act(raw)
    except DocumentNotValid as no:
        raise placed(body, no) from no


def require_new_name(run: Run, raw: "dict[str, Any]", file: str, *, another: bool) -> None:
    """Ask for `publish` where a routine of one's own has the name already."""
    from mesocycle.storage.plans import routines

    name = raw.get("name")
    if another or not isinstance(name, str):
        return
    with run.read() as read:
        own = [each for each in routines.listed(read, visible_to=run.acting.id) if each.owner_id == run.acting.id]
    if any(each.name.casefold() == name.strip().casefold() and not each.is_archived for each in own):
        raise CommandNotUnderstood(
            f"You have a routine called {name!r} already.",
            f"Publish its next version: mesocycle routine publish {name!r} {file}; or add --another for a second one.",
        )
