"""What trainers and athletes say of the coaching between them; what is not given stays."""

from msgspec import UNSET, UnsetType

from mesocycle.domain.document import Document, Id
from mesocycle.domain.people.user import Sees


class NewCoaching(Document, frozen=True, kw_only=True):
    """Whom a trainer invites: by e-mail address or by id, one of the two."""

    email: str | None = None
    athlete_id: Id | None = None


class CoachingChoice(Document, frozen=True, kw_only=True):
    """What the athlete lets a trainer see and do."""

    sees: Sees | UnsetType = UNSET
    may_log: bool | UnsetType = UNSET
