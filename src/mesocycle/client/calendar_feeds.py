"""Calendar addresses: training in a calendar program, by a secret that can be revoked."""

from collections.abc import Iterator

from mesocycle.client.connection import Connection
from mesocycle.domain.calendar.address import CalendarFeed, IssuedCalendarFeed, NewCalendarFeed
from mesocycle.domain.document import Id


class CalendarFeeds:
    """The caller's calendar addresses."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[CalendarFeed]:
        """Give the addresses, newest first, revoked ones too; no secret is among them."""
        return self._at.pages("/calendar-feeds", CalendarFeed)

    def issue(self, new: NewCalendarFeed | None = None) -> IssuedCalendarFeed:
        """Issue an address of one's own calendar, or that of all one's athletes; it is shown this once."""
        return self._at.once("/calendar-feeds", IssuedCalendarFeed, new or NewCalendarFeed())

    def revoke(self, calendar_feed_id: Id) -> CalendarFeed:
        """Revoke an address: from now on it opens nothing."""
        return self._at.change("DELETE", f"/calendar-feeds/{calendar_feed_id}", CalendarFeed)
