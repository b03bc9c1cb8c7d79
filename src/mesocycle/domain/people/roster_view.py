"""Which athletes a view of the roster shows, in which order, and how they stand as rows for a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from unicodedata import combining, normalize

from msgspec import Struct

from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.roster import RosterAthlete, RosterRate
from mesocycle.domain.people.roster_choices import Show, Sort

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
    athletes: Sequence[RosterAthlete], *, show: Show, sort: Sort, down: bool, search: str, group: Id | None = None
) -> list[RosterAthlete]:
    """Give the athletes of a view, of one group or all; those who come to the same stand by name."""
    wanted = folded(search)
    found = [one for one in athletes if SHOWN[show](one) and wanted in folded(f"{one.name} {one.email} {_plans(one)}")]
    if group is not None:
        found = [one for one in found if group in one.groups]
    found.sort(key=lambda one: (folded(one.name), one.user_id))
    found.sort(key=_KEYS[sort], reverse=down)
    return found[::-1] if sort == "name" and down else found


def folded(text: str) -> str:
    """Write a text as it is searched: in small letters, without marks on them."""
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each)).strip()


def _plans(one: RosterAthlete) -> str:
    return " ".join(plan.name for plan in one.plans)


class RosterRow(Struct, frozen=True, kw_only=True, gc=False):
    """An athlete as a row of a spreadsheet: what the roster shows of them, days as days and counts as counts."""

    name: str
    email: str
    plan: str | None
    plan_version: int | None
    plan_week: int | None
    plan_weeks: int | None
    plan_is_latest: bool | None
    paused: bool
    four_weeks_done: int
    four_weeks_due: int
    this_version_done: int
    this_version_due: int
    last_day: Date | None
    last_workout: str | None
    next_day: Date | None
    next_workout: str | None
    running: bool
    overdue: int
    unread: int
    pain: str | None
    pain_on: Date | None


def roster_row(one: RosterAthlete) -> RosterRow:
    """Write an athlete as a row; of several plans the first stands in it, as on the page."""
    plan = one.plans[0] if one.plans else None
    return RosterRow(
        name=one.name,
        email=one.email,
        plan=None if plan is None else plan.name,
        plan_version=None if plan is None else plan.version,
        plan_week=None if plan is None else plan.week,
        plan_weeks=None if plan is None else plan.weeks,
        plan_is_latest=None if plan is None else plan.is_latest,
        paused=any(each.paused for each in one.plans),
        four_weeks_done=one.four_weeks.done,
        four_weeks_due=one.four_weeks.due,
        this_version_done=one.this_version.done,
        this_version_due=one.this_version.due,
        last_day=None if one.last is None else one.last.day,
        last_workout=None if one.last is None else one.last.workout_name,
        next_day=None if one.next is None else one.next.day,
        next_workout=None if one.next is None else one.next.workout_name,
        running=one.running is not None,
        overdue=one.overdue,
        unread=one.unread,
        pain="; ".join(one.pain) or None,
        pain_on=one.pain_on,
    )
