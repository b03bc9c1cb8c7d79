"""People: users, their settings, and the coaching between them."""

from enum import StrEnum

from msgspec import UNSET, UnsetType, field

from mesocycle.domain.document import Document, Id, Instant, Number, TimeOfDay


class Role(StrEnum):
    """What a user may be; one user may be several."""

    ATHLETE = "athlete"
    TRAINER = "trainer"
    ADMIN = "admin"


class Units(StrEnum):
    """Which units a user reads and types."""

    METRIC = "metric"
    IMPERIAL = "imperial"


class LoadStep(Document, frozen=True, kw_only=True):
    """What loads are rounded to, in the user's unit; `variants` by exerciseVariantId."""

    default: Number | None = None
    variants: dict[str, Number] | None = None


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
    created_at: Instant
    updated_at: Instant


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
