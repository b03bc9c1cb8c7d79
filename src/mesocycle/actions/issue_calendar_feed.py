"""Issue a calendar address to the acting user; it is shown this once."""

from mesocycle.domain.act import Act
from mesocycle.domain.calendar_feed import CalendarFeed, IssuedCalendarFeed, NewCalendarFeed, check_feed, path_of
from mesocycle.domain.secret import SecretKind
from mesocycle.storage import calendar_feeds
from mesocycle.storage.database import Database, Write
from mesocycle.storage.secret_source import new_secret


def issue_calendar_feed(db: Database, new: NewCalendarFeed, act: Act) -> IssuedCalendarFeed:
    """Issue an address of the acting user's calendar or, to a trainer, of the athletes'."""
    return db.write(act.actor.id, act, lambda write: issue_calendar_feed_in(write, new))


def issue_calendar_feed_in(write: Write, new: NewCalendarFeed) -> IssuedCalendarFeed:
    """Issue an address to the write's owner."""
    check_feed(new, write.act.actor, calendar_feeds.count_good(write, write.owner))
    secret, stored = new_secret(SecretKind.CALENDAR)
    feed = CalendarFeed(id=write.new_id(), user_id=write.owner, whose=new.whose, created_at=write.now)
    calendar_feeds.add(write, feed, stored)
    return IssuedCalendarFeed(calendar_feed=feed, secret=secret, path=path_of(secret))
