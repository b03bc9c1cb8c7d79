"""Revoke a calendar address: from then on it opens nothing."""

from mesocycle.domain.act import Act
from mesocycle.domain.calendar_feed import CalendarFeed
from mesocycle.domain.document import Id
from mesocycle.storage import calendar_feeds
from mesocycle.storage.database import Database


def revoke_calendar_feed(db: Database, feed_id: Id, act: Act) -> CalendarFeed:
    """Revoke an address of the acting user; revoking it again changes nothing, and it stays on the list."""
    return db.write(act.actor.id, act, lambda write: calendar_feeds.revoke(write, feed_id))
