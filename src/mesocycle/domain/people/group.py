"""Groups of athletes: a trainer's own names for some of those whom they coach."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType, field

from mesocycle.domain.document import Document, Id
from mesocycle.domain.reading.checks import Faults, check_id, check_text
from mesocycle.domain.reading.strict import refuse_faults

MOST_GROUPS = 200
_LONGEST = 60
_MOST = 2_000

GroupMembers = Annotated[tuple[Id, ...], Meta(max_length=_MOST)]


class AthleteGroup(Document, frozen=True, kw_only=True):
    """A named group of one trainer; in it are only whom they coach now."""

    id: Id = field(name="_id")
    name: str
    members: tuple[Id, ...]


class NewAthleteGroup(Document, frozen=True, kw_only=True):
    """A name that none of the trainer's groups has yet, and who is in it from the start."""

    name: str
    members: GroupMembers = ()


class GroupChange(Document, frozen=True, kw_only=True):
    """Who comes in and who goes, and another name; what is not said stays, whoever else changes it meanwhile."""

    name: str | UnsetType = UNSET
    add: GroupMembers = ()
    remove: GroupMembers = ()


def check_group(new: NewAthleteGroup) -> None:
    """Refuse a group without a name, or with somebody who can't be anybody."""
    refuse_faults([*_name(new.name), *_people("members", new.members)])


def check_group_change(change: GroupChange) -> None:
    """Refuse a change that gives no name, or names somebody who can't be anybody."""
    named = () if change.name is UNSET else _name(change.name)
    refuse_faults([*named, *_people("add", change.add), *_people("remove", change.remove)])


def _name(name: str) -> Faults:
    yield from check_text("name", name, _LONGEST)


def _people(where: str, ids: tuple[Id, ...]) -> Faults:
    for place, each in enumerate(ids):
        yield from check_id(f"{where}[{place}]", each)
