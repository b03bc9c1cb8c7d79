"""What the tests of exports share."""

from mesocycle.actions.people.calendar_address import issue_calendar_feed
from mesocycle.domain.calendar.address import NewCalendarFeed, Whose
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.arrange import an_act


def an_address(db: Database, user: User, whose: Whose = Whose.OWN) -> str:
    return issue_calendar_feed(db, NewCalendarFeed(whose=whose), an_act(user), str).secret
