"""What people write for a routine or a version, turned into the one they mean."""

import difflib
import re
import sys
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.refusals import FileNotReadable
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from mesocycle.domain.document import Id
    from mesocycle.domain.plan.library import LibraryExercise
    from mesocycle.domain.plan.routine import Routine, RoutineVersion

_NUMBERED = re.compile(r"(?P<routine>.+)@(?P<number>\d{1,9})")


def named_exercise(run: Run, name: str) -> "LibraryExercise":
    """Give the exercise of a name, an alias or an id; refuses another with the nearest names."""
    from mesocycle.actions.plans.library import find_exercises

    library = find_exercises(run.db, run.acting.id)
    found = library.find(name) or library.variant(name)
    if found is None:
        near = " or ".join(library.nearest(name))
        raise NotFound(
            f"The library has no exercise {name!r}.",
            f"Write {near}." if near else f"Look for it with {Do('exercise list')}.",
        )
    return found


def routine_id(run: Run, named: str) -> "Id":
    """Give the id of a routine named by its id or its name; a name that several have is refused."""
    found = _routines(run, named)
    if len(found) > 1:
        ids = ", ".join(each.parent_routine_id for each in found)
        raise NotFound(f"{len(found)} routines are called {named!r}.", f"Name one by its id: {ids}.")
    if found:
        return found[0].parent_routine_id
    return named


def version(run: Run, named: str) -> "RoutineVersion":
    """Give the version of an id, the latest of a routine, or the numbered one of `ROUTINE@2`."""
    from mesocycle.storage.plans import readable_versions

    if numbered := _NUMBERED.fullmatch(named):
        return _numbered(run, routine_id(run, numbered["routine"]), int(numbered["number"]))
    if found := _routines(run, named):
        versions = versions_of(run, routine_id(run, named) if len(found) > 1 else found[0].parent_routine_id)
        return versions[0]
    try:
        with run.read() as read:
            return readable_versions.get(read, run.actor, named)
    except NotFound as no:
        raise _not_found(run, named) from no


def _not_found(run: Run, named: str) -> NotFound:
    names = [each.name for each in routines(run)]
    near = difflib.get_close_matches(named[:100], names, n=3, cutoff=0.4)
    return NotFound(
        f"There is no routine or version {named[:80]!r}.",
        f"Did you mean {' or '.join(map(repr, near))}?" if near else f"Look at {Do('routine list')}.",
    )


def names_routine(named: str, found: "RoutineVersion") -> bool:
    """Tell whether people named a whole routine, and not the one version that was found for it."""
    return named != found.id and not _NUMBERED.fullmatch(named)


def versions_of(run: Run, routine: "Id") -> "list[RoutineVersion]":
    """Give the versions of a routine that the acting user may read, newest first."""
    from mesocycle.storage.plans import readable_versions

    with run.read() as read:
        return readable_versions.of_routine(read, run.actor, routine)


def _numbered(run: Run, routine: "Id", number: int) -> "RoutineVersion":
    for each in versions_of(run, routine):
        if each.version == number:
            return each
    raise NotFound(f"The routine has no version {number}.", f"Look at {Do('routine versions', (routine,))}.")


def _routines(run: Run, named: str) -> "list[Routine]":
    """Give the routines with an id, else those with a name, whatever its case."""
    listed = routines(run)
    by_id = [each for each in listed if each.parent_routine_id == named]
    return by_id or [each for each in listed if each.name.casefold() == named.strip().casefold()]


def routines(run: Run) -> "list[Routine]":
    """Give the routines that the acting user may read, by name."""
    from mesocycle.domain.people.user import Role
    from mesocycle.storage.plans import routines as stored

    with run.read() as read:
        return stored.listed(read, visible_to=None if Role.ADMIN in run.actor.roles else run.acting.id)


def shipped_routines() -> dict[str, bytes]:
    """Give the routines that come with the program, by name."""
    folder = resources.files("mesocycle.data").joinpath("routines")
    return {each.name.removesuffix(".yaml"): each.read_bytes() for each in folder.iterdir()}


def file_bytes(named: str) -> bytes:
    """Give the content of a file, of standard input for `-`, or of a shipped routine; refuses what can't be read."""
    try:
        return sys.stdin.buffer.read() if named == "-" else Path(named).read_bytes()
    except OSError as error:
        shipped = shipped_routines() if isinstance(error, FileNotFoundError) else {}
        if named in shipped:
            return shipped[named]
        near = difflib.get_close_matches(named[:100], shipped, n=3, cutoff=0.5)
        meant = f"; or write {' or '.join(near)}, which comes with the program" if near else ""
        raise FileNotReadable(
            f"The file {named} can't be read ({error.strerror or error}).",
            f"Check its name and who may read it{meant}.",
        ) from error


def files_by_name(named: Iterable[str]) -> dict[str, bytes]:
    """Give the contents of files by their own names: where they lie is nobody's concern once they are taken in."""
    found: dict[str, bytes] = {}
    for each in dict.fromkeys(named):
        own = Path(each).name or each
        found[each if own in found else own] = file_bytes(each)
    return found
