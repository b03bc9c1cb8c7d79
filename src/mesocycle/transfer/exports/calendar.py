"""Export calendars: a user's own, or a trainer's of all athletes as far as each allows it at that moment."""

from collections.abc import Iterable
from datetime import date

from mesocycle.analytics.plan_and_deed.plan_length import planned_minutes
from mesocycle.domain.calendar.address import CalendarFeed, Whose
from mesocycle.domain.calendar.entry import HELD_DAYS
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import day, shifted
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.secret import SecretKind, digest
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import ALL, Deed, Scope, scope_of_link
from mesocycle.domain.plan.text import plan_lines
from mesocycle.domain.plan.turns import read_snapshot
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.summary import title_of
from mesocycle.formats.sheets.ical import Person, Plan, write_calendar
from mesocycle.storage.calendar import addresses as calendar_addresses
from mesocycle.storage.calendar import entries as calendar_entries
from mesocycle.storage.calendar.entries import Window
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import snapshots

_YEARS_BACK, _YEARS_AHEAD = 1, 2
_NO_NAME = "Workout"
_MOST_TEXT = 2_000
"""What a calendar says of one workout: the whole stands in the session."""


def calendar_of_secret(db: Database, secret: str, now: Instant) -> bytes:
    """Give the calendar that a secret opens, or refuse: unknown, revoked, and of a user erased are one."""
    stored = digest(secret, SecretKind.CALENDAR)
    with db.read() as read:
        feed = None if stored is None else calendar_addresses.find_good(read, stored)
        if feed is None:
            raise NotFound("There is no such calendar.", f"Ask for a new address: {Do('calendar create')}.")
        return calendar_of_feed(read, feed, now)


def calendar_of(db: Database, user_id: Id, act: Act) -> bytes:
    """Give a user's calendar as far as the actor may see it."""
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
        return own_calendar(read, users.get(read, user_id), act.now, scope)


def calendar_of_feed(read: Read, feed: CalendarFeed, now: Instant) -> bytes:
    """Write the calendar of an address."""
    user = users.get(read, feed.user_id)
    if feed.whose is Whose.OWN:
        return own_calendar(read, user, now, since=feed.created_at)
    scopes = _scopes_of_trainer(read, user.id)
    athletes = users.several(read, sorted(scopes)) if scopes else {}
    people = {each.id: Person(each.time_zone, each.name) for each in athletes.values()}
    seen = {each: scopes[each] for each in people}
    return _calendar(read, f"Athletes of {user.name}", people, seen, (user.time_zone, now), feed.created_at)


def own_calendar(read: Read, user: User, now: Instant, scope: Scope = ALL, *, since: Instant = "") -> bytes:
    """Write the calendar of one user, as far as it is read `since` an instant: what was removed before, nobody saw."""
    people = {user.id: Person(user.time_zone)}
    return _calendar(read, f"Training of {user.name}", people, {user.id: scope}, (user.time_zone, now), since)


def _scopes_of_trainer(read: Read, trainer_id: Id) -> dict[Id, Scope]:
    return {link.athlete_id: scope_of_link(link) for link in coachings.active_of_trainers(read, [trainer_id])}


def _calendar(
    read: Read,
    name: str,
    people: dict[Id, Person],
    scopes: dict[Id, Scope],
    seen_from: tuple[str, Instant],
    since: Instant,
) -> bytes:
    home, now = seen_from
    window = _window(now, since)
    entries = calendar_entries.of_people(read, scopes, window)
    hashes = {bytes(entry.snapshot_hash) for entry in entries}
    plans = {key: _plan(body) for key, body in snapshots.each_body(read, hashes)}
    return write_calendar(name, entries, people, plans, (window.first, window.last), home)


def _window(now: Instant, since: Instant) -> Window:
    """Give whole years around the present one: so the bytes change with the training, not with every day."""
    this_year = day(now[:10]).year
    return Window(
        first=date(max(this_year - _YEARS_BACK, 1900), 1, 1).isoformat(),
        last=date(this_year + _YEARS_AHEAD, 1, 1).isoformat(),
        removed_since=max(shifted(now, days=-HELD_DAYS), since),
    )


def _plan(body: str) -> Plan:
    title = title_of(body).name or _NO_NAME
    snapshot = read_snapshot(body)
    if snapshot is None:  # a plan from elsewhere in a form of its own: its name is all that is known
        return Plan(title, "")
    return Plan(title, _beginning(plan_lines(snapshot)), planned_minutes(snapshot))


def _beginning(lines: Iterable[str]) -> str:
    """Join no more lines than are said: a workout may have a thousand times as many."""
    taken: list[str] = []
    length = -1
    for line in lines:
        taken.append(line)
        length += 1 + len(line)
        if length > _MOST_TEXT:
            return "\n".join(taken)[:_MOST_TEXT] + "…"
    return "\n".join(taken)
