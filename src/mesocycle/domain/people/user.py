"""People: users, their settings, and the coaching between them."""

import re
import unicodedata
from enum import StrEnum

from msgspec import UNSET, UnsetType, field

from mesocycle.domain.document import Document, Id, Instant, Number, TimeOfDay
from mesocycle.domain.instant import is_zone
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.reading.checks import NAME, Faults, check_id, check_number, check_size, check_text, check_time
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults

MOST_PLATES, MOST_PAIRS = 20, 20
"""So many weights and pairs of each: what can be built of them is reckoned on a phone."""


class Role(StrEnum):
    """What a user may be; one user may be several."""

    ATHLETE = "athlete"
    TRAINER = "trainer"
    ADMIN = "admin"


class Units(StrEnum):
    """Which units a user reads and types."""

    METRIC = "metric"
    IMPERIAL = "imperial"


class WeekStart(StrEnum):
    """On which day somebody's weeks begin, in reports and calendars; weeks of plans are as they are written."""

    MONDAY = "monday"
    SUNDAY = "sunday"
    SATURDAY = "saturday"

    @property
    def weekday(self) -> int:
        """The day of the week; Monday is 0."""
        return {"monday": 0, "saturday": 5, "sunday": 6}[self.value]


class LoadStep(Document, frozen=True, kw_only=True):
    """What loads are rounded to, in the user's unit; `variants` by exerciseVariantId."""

    default: Number | None = None
    variants: dict[str, Number] | None = None


class PlatePairs(Document, frozen=True, kw_only=True):
    """As many pairs as there are of plates of one weight."""

    weight: Number
    pairs: int


class Bar(Document, frozen=True, kw_only=True):
    """A bar, and the plates that can go on it."""

    weight: Number
    plates: tuple[PlatePairs, ...]


class Gym(Document, frozen=True, kw_only=True):
    """What an athlete has to lift with, as it is stamped: bars in kilograms, in pounds, or both."""

    kg: Bar | None = None
    lb: Bar | None = None


class User(Document, frozen=True, kw_only=True):
    """A person; `timeZone` is an IANA name and decides what day it is for them."""

    id: Id = field(name="_id")
    email: str
    name: str
    roles: tuple[Role, ...]
    time_zone: str
    units: Units
    load_step: LoadStep | None = None
    default_time: TimeOfDay | None = None
    locale: str | None = None
    week_start: WeekStart | None = None
    gym: Gym | None = None
    """What the plate calculator of the player reckons with."""
    created_at: Instant
    updated_at: Instant

    @property
    def first_weekday(self) -> int:
        """On which day their weeks begin, Monday where nothing is set; Monday is 0."""
        return (self.week_start or WeekStart.MONDAY).weekday


class NewUser(Document, frozen=True, kw_only=True):
    """What is told of a user who is to be added."""

    id: Id | None = field(name="_id", default=None)
    email: str
    name: str
    roles: tuple[Role, ...] = (Role.ATHLETE,)
    time_zone: str
    units: Units = Units.METRIC
    load_step: LoadStep | None = None
    default_time: TimeOfDay | None = None
    locale: str | None = None
    week_start: WeekStart | None = None


class Settings(Document, frozen=True, kw_only=True):
    """What is to change of a user; what is not given stays, null takes an optional setting away."""

    email: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    roles: tuple[Role, ...] | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    units: Units | UnsetType = UNSET
    load_step: LoadStep | UnsetType | None = UNSET
    default_time: TimeOfDay | UnsetType | None = UNSET
    locale: str | UnsetType | None = UNSET
    week_start: WeekStart | UnsetType | None = UNSET
    gym: Gym | UnsetType | None = UNSET


def normal_email(text: str) -> str:
    """Write an e-mail address the one way it is stored and looked up: lower case, no blanks around it."""
    return text.strip().lower()


class CoachingStatus(StrEnum):
    """The athlete consents by accepting."""

    INVITED = "invited"
    ACTIVE = "active"
    ENDED = "ended"


class Sees(StrEnum):
    """Which training a trainer sees: all, or only what that trainer assigned."""

    ALL = "all"
    ASSIGNED = "assigned"


class Coaching(Document, frozen=True, kw_only=True):
    """The link trainer-athlete; ending it never touches a session, a snapshot or a log."""

    id: Id = field(name="_id")
    trainer_id: Id
    athlete_id: Id
    status: CoachingStatus
    sees: Sees
    may_log: bool
    created_at: Instant
    updated_at: Instant


_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]{1,64}@[^\s@,;:<>()\[\]\\\"]{1,189}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def check_user(user: User) -> None:
    """Refuse a user with an e-mail address, zone, role or setting that can't be, naming every place."""
    refuse_faults(_faults(user))


def _faults(user: User) -> Faults:
    yield from check_id("_id", user.id)
    yield from email_faults(user.email)
    yield from check_text("name", user.name, NAME)
    if any(unicodedata.category(each).startswith("C") for each in user.name):
        yield Fault("name", "holds characters that can't be printed", "Write the name on one line.")
    if not user.roles or len(set(user.roles)) < len(user.roles):
        yield Fault("roles", "must be at least one, each once", "Write athlete, trainer or admin.")
    if len(user.time_zone) > NAME or not is_zone(user.time_zone):
        yield Fault("timeZone", f"is no known zone: {user.time_zone[:80]!r}", "Write it like Europe/Berlin.")
    yield from check_time("defaultTime", user.default_time)
    if user.locale is not None and not _LOCALE.fullmatch(user.locale):
        yield Fault("locale", f"can't be {user.locale[:40]!r}", "Write it like en or de-AT.")
    if user.load_step is not None:
        yield from _load_step_faults(user.load_step)
    for unit in ("kg", "lb") if user.gym is not None else ():
        yield from _bar_faults(f"gym.{unit}", getattr(user.gym, unit))


def email_faults(email: str) -> Faults:
    """Look whether an address in `email` can be one, written the one way it is stored."""
    if not _EMAIL.fullmatch(email) or email != normal_email(email):
        yield Fault("email", f"is no e-mail address: {email[:80]!r}", "Write it like ann@example.org.")


def _load_step_faults(step: LoadStep) -> Faults:
    yield from check_number("loadStep.default", step.default, 0, 100, above=True)
    for variant, size in (step.variants or {}).items():
        path = f"loadStep.variants.{variant[:80]}"
        yield from check_id(path, variant)
        yield from check_number(path, size, 0, 100, above=True)


def _bar_faults(path: str, bar: Bar | None) -> Faults:
    if bar is None:
        return
    yield from check_number(f"{path}.weight", bar.weight, 0, 200)
    yield from check_size(f"{path}.plates", len(bar.plates), MOST_PLATES)
    if len({each.weight for each in bar.plates}) < len(bar.plates):
        yield Fault(f"{path}.plates", "names a weight twice", "Name each weight once, with all its pairs.")
    for place, each in enumerate(bar.plates[:MOST_PLATES]):
        yield from check_number(f"{path}.plates[{place}].weight", each.weight, 0, 200, above=True)
        yield from check_number(f"{path}.plates[{place}].pairs", each.pairs, 0, MOST_PAIRS)


def unit_of(units: Units) -> WeightUnit:
    """Give the weight unit of a user's units."""
    return "kg" if units is Units.METRIC else "lb"
