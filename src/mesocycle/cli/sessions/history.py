"""`mesocycle session events`: who moved or corrected what, when, and what stood there before."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import typer

from mesocycle.cli.frame import options
from mesocycle.cli.frame.answers import table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import moment_words
from mesocycle.cli.frame.naming import session_id
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.event import Event

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

_SAID = {
    "scheduledDate": "day",
    "scheduledTime": "time",
    "startedAt": "started",
    "completedAt": "completed",
    "performedDate": "done on",
    "durationMinutes": "minutes",
    "performanceLog": "log",
    "setAside": "what stood there is",
}


def events(ctx: typer.Context, session: options.Session, user: options.User = None) -> None:
    """Show the history of a session, oldest first."""
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import events as stored
    from mesocycle.storage.sessions import sessions

    run = run_of(ctx)
    athlete = run.user(user)
    named = session_id(run, athlete, session)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        sessions.get(read, athlete.id, named, scope)
        found = stored.of_session(read, athlete.id, named)
    run.answer(found, lambda shown: _table(run, shown, athlete))


def _table(run: Run, shown: Sequence[Event], athlete: User) -> "RenderableType":
    from mesocycle.storage.people import users

    with run.read() as read:
        people = users.several(read, sorted({each.by for each in shown}))
    rows = []
    for each in shown:
        who = people.get(each.by)
        told = "; ".join(_changes(_side(each.before), _side(each.after), athlete))
        rows.append((moment_words(each.at, athlete), each.kind, who.name if who else "(erased)", told, each.reason))
    return table(("at", "what", "by", "changed", "reason"), rows, none="Nothing has happened to this session yet.")


def _side(raw: msgspec.Raw | None) -> dict[str, Any]:
    plain: dict[str, Any] = {} if raw is None else msgspec.json.decode(raw)
    details = plain.pop("details", None)
    return plain | (details if isinstance(details, dict) else {})


def _changes(before: dict[str, Any], after: dict[str, Any], athlete: User) -> Iterator[str]:
    """Tell what differs; of what is longer than a word only that it does."""
    for name in {**before, **after}:
        old, new = _readable(name, before.get(name), athlete), _readable(name, after.get(name), athlete)
        if old == new:
            continue
        word = _SAID.get(name, name)
        if isinstance(old, dict | list) or isinstance(new, dict | list):
            yield f"{word} kept here" if new is None else word
        elif old is None or new is None:
            yield f"{word} {new}" if old is None else f"{word} {old} taken away"
        else:
            yield f"{word} {old} to {new}"


def _readable(name: str, value: object, athlete: User) -> object:
    """Give an instant as the athlete's clock showed it, anything else as it is."""
    return moment_words(str(value), athlete) if value is not None and name in {"startedAt", "completedAt"} else value
