"""Calendar addresses: who has the secret sees the calendar, until it is revoked."""

from enum import StrEnum

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.secret import Confidential
from mesocycle.domain.permission import require_trainer
from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.remedy import Do

MOST_FEEDS = 20
"""How many addresses of one user may be good at once."""


class Whose(StrEnum):
    """Whose sessions a calendar shows."""

    OWN = "own"
    ATHLETES = "athletes"


class CalendarFeed(Document, frozen=True, kw_only=True):
    """A calendar's address, without the secret in it; a trainer's shows what each athlete allows at that moment."""

    id: Id = field(name="_id")
    user_id: Id
    whose: Whose
    created_at: Instant
    revoked_at: Instant | None = None


class NewCalendarFeed(Document, frozen=True, kw_only=True):
    """Whose sessions the calendar is to show."""

    whose: Whose = Whose.OWN


class IssuedCalendarFeed(Confidential, frozen=True, kw_only=True):
    """A calendar's address whole, shown this once."""

    calendar_feed: CalendarFeed
    secret: str
    path: str
    """Behind the server's own address."""


def check_feed(new: NewCalendarFeed, actor: Actor, count: int) -> None:
    """Refuse a calendar of athletes to who is no trainer, and more addresses than anybody needs."""
    if new.whose is Whose.ATHLETES:
        require_trainer(actor)
    if count >= MOST_FEEDS:
        raise NotPermitted(
            f"You have {count} calendar addresses that are good, and nobody has more.",
            f"Look at {Do('calendar list')}, and revoke those that you don't use.",
        )
