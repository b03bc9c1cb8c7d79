"""What people write for an assignment or a session, and the commands that answers tell them to go on with."""

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mesocycle.cli.frame.context import Run
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotFound

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from mesocycle.domain.document import Id
    from mesocycle.domain.plan.routine import RoutineVersion

LEAST_CHARACTERS = 4
"""A shorter ending of an id is more likely a slip than meant."""


def assignment_id(run: Run, athlete: User, named: str) -> "Id":
    """Give the id of an assignment, or of the athlete's live one of a routine; what is neither is left to refuse."""
    from mesocycle.storage.assignments import assignments
    from mesocycle.storage.people import coachings
    from mesocycle.storage.plans import routines

    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        live = assignments.of_user(read, athlete.id, scope=scope, live_only=True)
        versions = routines.several_versions(read, {each.routine_version_id for each in live})
    wanted = named.strip().casefold()
    for each in live:
        followed = versions.get(each.routine_version_id)
        if each.parent_routine_id == named or (followed is not None and followed.name.casefold() == wanted):
            return each.id
    return named


def session_id(run: Run, athlete: User, named: str) -> "Id":
    """Give the id of a session named by it or by its ending; an ending that several have is refused."""
    return session_ids(run, athlete, [named])[0]


def session_ids(run: Run, athlete: User, named: Sequence[str]) -> "list[Id]":
    """Give the ids of several sessions, each named by its id or the ending of it; the unknown is left to refuse."""
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import sessions as session_ids

    found = []
    with run.read() as read:
        coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        for each in named:
            ends_so = [] if len(each) < LEAST_CHARACTERS else session_ids.ids_ending(read, athlete.id, each)
            if len(ends_so) > 1 and each not in ends_so:
                raise NotFound(f"{len(ends_so)} sessions have an id that ends in {each}.", "Write more of the id.")
            found.append(ends_so[0] if len(ends_so) == 1 else each)
    return found


def taken(run: Run, named: str) -> "RoutineVersion":
    """Give the version that is named, and say which it is where a routine was named instead."""
    from mesocycle.cli.frame.finding import version

    found = version(run, named)
    if found.id != named:
        run.answers.tell(f"Taken: {found.name}, version {found.version} ({found.id}).")
    return found


def command(run: Run, words: str, athlete: User | None = None) -> str:
    """Write a command that people can go on with: the same database, the same acting user, the same athlete."""
    said = ["mesocycle"]
    if run.db_url != run.settings.database_url and run.db_url.startswith("sqlite"):  # others may hold a password
        said.append(f"--db {shlex.quote(run.db_url)}")
    if run.as_email:
        said.append(f"--as {shlex.quote(run.as_email)}")
    said.append(words)
    if athlete is not None and athlete.id != run.acting.id:
        said.append(f"--user {shlex.quote(athlete.email)}")
    return " ".join(said)
