"""`/calendar-feeds` and `/calendars`: training in any program that shows calendars."""

from hashlib import sha256

from mesocycle.actions.people.calendar_address import issue_calendar_feed, revoke_calendar_feed
from mesocycle.domain.calendar.address import CalendarFeed, IssuedCalendarFeed, NewCalendarFeed
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import NotPermitted
from mesocycle.http import answers
from mesocycle.http.addresses import calendar_path
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.calendar import addresses as calendar_addresses
from mesocycle.transfer.exports.calendar import calendar_of_secret

routes = Routes("Calendars", described="Training as iCalendar, at addresses that are secrets and can be revoked.")


@routes.get("/calendar-feeds", gives=list[CalendarFeed], query=Page)
def every(call: Call) -> Answer:
    """List your calendar addresses, newest first, revoked ones too; no secret is among them."""
    with call.db.read_now() as look:
        found = calendar_addresses.of_user(look, call.actor.id)
    return answers.cut_sorted(
        found, call.asked(Page), lambda each: (each.created_at, each.id), str, str, newest_first=True
    )


@routes.post(
    "/calendar-feeds",
    takes=NewCalendarFeed,
    gives=IssuedCalendarFeed,
    status=201,
    keyed=False,
    body_optional=True,
    refusals=(NotPermitted,),
)
def issue(call: Call) -> Answer:
    """Issue a calendar address: `path`, behind this server's own address, is for a calendar program to subscribe to.

    It is shown this once, and whoever knows it sees the calendar until you revoke it. `whose: athletes` is for
    trainers: it shows what each athlete allows at the moment it is read.
    """
    issued = issue_calendar_feed(call.db, call.body(NewCalendarFeed), calendar_path, call.act)
    return answers.confidential(issued, status=201)


@routes.delete("/calendar-feeds/{calendarFeedId}", gives=CalendarFeed)
def revoke(call: Call, calendar_feed_id: Id) -> Answer:
    """Revoke one of your calendar addresses: from now on it opens nothing; it stays on the list."""
    return call.change(
        lambda db: revoke_calendar_feed(db, calendar_feed_id, call.act), lambda _, feed: answers.document(feed)
    )


@routes.get("/calendars/{calendarFile}", gives=str, media_type="text/calendar", public=True, tagged=True)
def calendar(call: Call, calendar_file: Id) -> Answer:
    """Get a calendar as iCalendar; its address is the secret, with `.ics` behind it.

    As long as nothing of it changes it is the same bytes. Removed sessions stay in it as cancelled for 30 days.
    """
    body = calendar_of_secret(call.db, calendar_file.removesuffix(".ics"), call.now)
    headers = {"content-type": call.route.media_type, "etag": f'"{sha256(body).hexdigest()[:24]}"'}
    return Answer(200, headers, body)
