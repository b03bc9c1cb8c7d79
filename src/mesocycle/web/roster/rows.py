"""Which athletes a view of the roster shows, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal
from unicodedata import combining, normalize

from mesocycle.domain.people.roster import RosterAthlete, RosterRate

Show = Literal["all", "overdue", "unread", "pain", "running", "idle", "paused", "newer"]
Sort = Literal["name", "four_weeks", "this_version", "last", "next", "overdue", "unread", "pain", "week"]

SHOWN: Mapping[Show, Callable[[RosterAthlete], bool]] = MappingProxyType(
    {
        "all": lambda _: True,
        "overdue": lambda one: one.overdue > 0,
        "unread": lambda one: one.unread > 0,
        "pain": lambda one: bool(one.pain),
        "running": lambda one: one.running is not None,
        "idle": lambda one: one.next is None,
        "paused": lambda one: any(plan.paused for plan in one.plans),
        "newer": lambda one: any(not plan.is_latest for plan in one.plans),
    }
)
"""What each view asks of an athlete."""


def views_of(one: RosterAthlete) -> str:
    """Say in which views an athlete is: where it changes, how many there are in each does too."""
    return "".join("1" if shown(one) else "0" for shown in SHOWN.values())


_FAR = "9999-12-31"
_KEYS: Mapping[Sort, Callable[[RosterAthlete], tuple[float | str, ...]]] = MappingProxyType(
    {
        "name": lambda _: (),
        "four_weeks": lambda one: (share(one.four_weeks, 2.0),),
        "this_version": lambda one: (share(one.this_version, 2.0),),
        "last": lambda one: (one.last.day if one.last else "",),
        "next": lambda one: (one.next.day if one.next else _FAR,),
        "overdue": lambda one: (-one.overdue,),
        "unread": lambda one: (-one.unread,),
        "pain": lambda one: (-len(one.pain), "" if one.pain_on is None else one.pain_on),
        "week": lambda one: (one.plans[0].name, one.plans[0].week or 0) if one.plans else ("\uffff", 0),
    }
)
"""What an order looks at; what wants an eye stands first."""


def share(rate: RosterRate, otherwise: float) -> float:
    """Give how much of what was due was done."""
    return rate.done / rate.due if rate.due else otherwise


def rows_of(
    athletes: Sequence[RosterAthlete], *, show: Show, sort: Sort, down: bool, search: str
) -> list[RosterAthlete]:
    """Give the athletes of a view; those who come to the same stand by name."""
    wanted = folded(search)
    found = [one for one in athletes if SHOWN[show](one) and wanted in folded(f"{one.name} {one.email} {_plans(one)}")]
    found.sort(key=lambda one: (folded(one.name), one.user_id))
    found.sort(key=_KEYS[sort], reverse=down)
    return found[::-1] if sort == "name" and down else found


def folded(text: str) -> str:
    """Write a text as it is searched: in small letters, without marks on them."""
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each)).strip()


def _plans(one: RosterAthlete) -> str:
    return " ".join(plan.name for plan in one.plans)
