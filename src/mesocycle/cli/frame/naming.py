"""What people write for an assignment or a session, and the commands that answers tell them to go on with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from mesocycle.cli.frame.context import Run
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import reworded

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from mesocycle.analytics.what_if import WhatIf
    from mesocycle.domain.assignment.roll_out import PreviewedMember, RollOutMember, UndoneMember
    from mesocycle.domain.document import Id
    from mesocycle.domain.plan.routine import RoutineVersion

M = TypeVar("M", "PreviewedMember", "RollOutMember", "UndoneMember", "WhatIf")

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
    return run.spoken(athlete).line(words, of_user=athlete is not None)


def each_told(run: Run, members: "tuple[M, ...]") -> "tuple[M, ...]":
    """Word why some of the athletes were refused something: what is to be done is about each one's own training."""
    from mesocycle.storage.people import users

    with run.read() as read:
        people = users.several(read, [each.user_id for each in members])
    words = {user_id: run.spoken(athlete).word for user_id, athlete in people.items()}
    return tuple(reworded(each, words[each.user_id]) if each.user_id in words else each for each in members)
