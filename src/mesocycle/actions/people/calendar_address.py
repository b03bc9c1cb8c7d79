"""Issue and revoke calendar addresses; one is shown once, and opens nothing when it is revoked."""

from collections.abc import Callable

from mesocycle.domain.calendar.address import CalendarFeed, IssuedCalendarFeed, NewCalendarFeed, check_feed
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.secret import SecretKind
from mesocycle.storage.calendar import addresses as calendar_addresses
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people.secrets import new_secret

PathOf = Callable[[str], str]
"""Where a secret opens its calendar: whoever serves them knows."""


def issue_calendar_feed(db: Database, new: NewCalendarFeed, path_of: PathOf, act: Act) -> IssuedCalendarFeed:
    """Issue an address of the acting user's calendar or, to a trainer, of the athletes'."""
    return db.write(act.actor.id, act, lambda write: issue_calendar_feed_in(write, new, path_of))


def issue_calendar_feed_in(write: Write, new: NewCalendarFeed, path_of: PathOf) -> IssuedCalendarFeed:
    """Issue an address to the write's owner."""
    check_feed(new, write.act.actor, calendar_addresses.count_good(write, write.owner))
    secret, stored = new_secret(SecretKind.CALENDAR)
    feed = CalendarFeed(id=write.new_id(), user_id=write.owner, whose=new.whose, created_at=write.now)
    calendar_addresses.add(write, feed, stored)
    return IssuedCalendarFeed(calendar_feed=feed, secret=secret, path=path_of(secret))


def revoke_calendar_feed(db: Database, feed_id: Id, act: Act) -> CalendarFeed:
    """Revoke an address of the acting user; revoking it again changes nothing, and it stays on the list."""
    return db.write(act.actor.id, act, lambda write: calendar_addresses.revoke(write, feed_id))
