"""Two who change the same: a form says what it was filled in with; what somebody else changed since is shown beside."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import NamedTuple, ParamSpec, TypeVar

from mesocycle.http.refusals import ChangedMeanwhile
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.web.frame.forms import Form

T = TypeVar("T")
P = ParamSpec("P")
Look = Callable[[Read], Mapping[str, str]]
"""Gives what stands there, as the fields of a form write it."""

BEFORE = "before."
"""Stands before a field's name in the name of the hidden one that says what was there."""
STATUS = HTTPStatus.CONFLICT
_TRIES = 20


class Difference(NamedTuple):
    """A field that was changed here and elsewhere: what stands there now, and what was typed."""

    name: str
    theirs: str
    yours: str


class Edited(NamedTuple):
    """The fields that a form changes, and those of them that somebody changed to something else since it was shown."""

    changed: dict[str, str]
    both: list[Difference]


class Compared(NamedTuple):
    """What a form changes of what stands there, and the database to do it with."""

    changed: dict[str, str]
    both: list[Difference]
    db: Database
    """It writes only while there still stands what was compared."""
    there: Mapping[str, str]


class _OvertakenError(Exception):
    """Between the comparison and the write somebody else wrote."""


class _StillThere:
    """Stands around a write, under its owner's lock, and looks once more."""

    settles = False

    def __init__(self, look: Look, there: Mapping[str, str]) -> None:
        self._look = look
        self._there = there

    def __call__(self, write: Write, do: Callable[[Write], T]) -> T:
        if self._look(write) != self._there:
            raise _OvertakenError
        return do(write)


def compared(db: Database, form: Form, look: Look) -> Compared:
    """Compare a form with what stands there; for a page that `compares`."""
    with db.read_now() as read:
        there = look(read)
    changed, both = edited(form, there)
    return Compared(changed, both, db.around(_StillThere(look, there)), there)


def compares(page: Callable[P, T]) -> Callable[P, T]:
    """Let a page that is overtaken compare anew: then it shows both, or changes what only it changes."""

    @wraps(page)
    def again(*args: P.args, **kwargs: P.kwargs) -> T:
        for _ in range(_TRIES):
            try:
                return page(*args, **kwargs)
            except _OvertakenError:
                continue
        raise ChangedMeanwhile("Others change this all the time.", "Load the page again, and save once more.")

    return again


def edited(form: Form, there: Mapping[str, str]) -> Edited:
    """Tell a form's changes from what it only repeats: what others changed of that stays as they left it.

    A form that does not say what stood there, as one that a script wrote, changes all it names.
    """
    changed, both = {}, []
    for name, now in there.items():
        typed, before = form.text(name), form.last.get(BEFORE + name)
        if name not in form.last or (before is not None and typed == before.strip()):
            continue
        changed[name] = typed
        if before is not None and now not in (typed, before.strip()):
            both.append(Difference(name, now, typed))
    return Edited(changed, both)


def both_shown() -> ChangedMeanwhile:
    """Give what is said above both states."""
    return ChangedMeanwhile("Somebody changed this meanwhile.", "Look at both, and save what shall stand.")
