"""Two who change the same: a form says what it was filled in with; what somebody else changed since is shown beside."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

from mesocycle.http.refusals import ChangedMeanwhile
from mesocycle.web.frame.forms import Form

BEFORE = "before."
"""Stands before a field's name in the name of the hidden one that says what was there."""
STATUS = HTTPStatus.CONFLICT


class Difference(NamedTuple):
    """A field that was changed here and elsewhere: what stands there now, and what was typed."""

    name: str
    theirs: str
    yours: str


class Edited(NamedTuple):
    """The fields that a form changes, and those of them that somebody changed to something else since it was shown."""

    changed: dict[str, str]
    both: list[Difference]


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
