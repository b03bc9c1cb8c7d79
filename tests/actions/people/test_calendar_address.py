"""Giving out the secret address of a calendar, and taking it back."""

import pytest

from mesocycle.actions.people.calendar_address import issue_calendar_feed, revoke_calendar_feed
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.calendar.address import NewCalendarFeed, Whose
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.exports.calendar import calendar_of_secret
from tests.arrange import NOW, a_user, an_act
from tests.transfer.exports.calendars import an_address


def test_an_address_opens_nothing_once_it_is_revoked_or_its_user_erased(db: Database) -> None:
    ann, bea = a_user(db, "ann"), a_user(db, "bea")
    issued = issue_calendar_feed(db, NewCalendarFeed(), str, an_act(ann))
    of_bea = an_address(db, bea)

    revoke_calendar_feed(db, issued.calendar_feed.id, an_act(ann))
    erase_account(db, "bea", an_act(bea))

    for secret in (issued.secret, of_bea, "msc_" + "0" * 43, "nonsense"):
        with pytest.raises(NotFound):
            calendar_of_secret(db, secret, NOW)


def test_a_calendar_of_athletes_is_for_trainers(db: Database) -> None:
    ann = a_user(db, "ann")

    with pytest.raises(NotPermitted):
        an_address(db, ann, Whose.ATHLETES)
