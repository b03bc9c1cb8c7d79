"""`/settings`: units, zone, language, password, browsers, tokens, calendar addresses, trainers."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from mesocycle.actions.people.accept_coaching import accept_coaching_by_id
from mesocycle.actions.people.calendar_address import issue_calendar_feed, revoke_calendar_feed
from mesocycle.actions.people.change_password import change_password
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.end_coaching import end_coaching_by_id
from mesocycle.actions.people.erase_account import erase_own_account
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.revoke_token import revoke_token
from mesocycle.actions.people.sign_out import sign_out, sign_out_everywhere
from mesocycle.domain.calendar.address import NewCalendarFeed
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import CalledBy, NewToken, TokenScope
from mesocycle.domain.people.password import SHORTEST, Erasure, PasswordChange
from mesocycle.domain.people.user import CoachingStatus, Units, User, WeekStart
from mesocycle.domain.people.user import Settings as Wish
from mesocycle.domain.refusal import (
    AlreadyExists,
    DocumentNotValid,
    NotFound,
    NotPermitted,
    Refusal,
    TooManyAttempts,
    WrongPassword,
)
from mesocycle.http import callers
from mesocycle.http.addresses import calendar_path
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.calendar import addresses
from mesocycle.storage.people import api_tokens, coachings, sign_ins, users
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.meanwhile import STATUS, Difference, both_shown, compared, compares
from mesocycle.web.frame.page import confidential, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.zones import zones

routes = Routes("Pages: settings", described="What somebody sets for themselves.")

LOCALES = ("en-GB", "en-US", "de", "de-AT", "de-CH", "es", "es-MX")


@routes.get("/settings", query=PageQuery, media_type="text/html")
def show(call: Call) -> Answer:
    """Show everything that is set."""
    return _shown(call)


@takes_form(routes, "/settings", AlreadyExists, DocumentNotValid)
@compares
def change(call: Call) -> Answer:
    """Change who one is and how one reads."""
    form = form_of(call)
    changed, both, db, _ = compared(call.db, form, lambda read: _there(users.get(read, call.actor.id)))
    if both:
        return _shown(call, both_shown(), typed=form, both=both)

    def done() -> Answer:
        change_settings(db, call.actor.id, _wish(changed), call.act)
        return going_to("/settings", done="saved")

    return or_again(done, lambda no: _shown(call, no, typed=form))


def _there(me: User) -> dict[str, str]:
    """Give what is set, as the fields of the form write it."""
    return {
        "name": me.name,
        "email": me.email,
        "timeZone": me.time_zone,
        "units": me.units.value,
        "defaultTime": me.default_time or "",
        "locale": me.locale or "",
        "weekStart": me.week_start.value if me.week_start else "",
    }


def _wish(changed: Mapping[str, str]) -> Wish:
    """Read what the form changes; what it leaves as it was is not asked for."""
    return Wish(
        name=changed.get("name", UNSET),
        email=changed.get("email", UNSET),
        time_zone=changed.get("timeZone", UNSET),
        units=next((each for each in Units if each == changed.get("units")), UNSET),
        default_time=(changed["defaultTime"] or None) if "defaultTime" in changed else UNSET,
        locale=(changed["locale"] or None) if "locale" in changed else UNSET,
        week_start=(
            next((each for each in WeekStart if each == changed["weekStart"]), None)
            if "weekStart" in changed
            else UNSET
        ),
    )


@takes_form(routes, "/settings/password", WrongPassword, TooManyAttempts, DocumentNotValid)
def password(call: Call) -> Answer:
    """Change the password; every other browser is signed out."""
    form, caller = form_of(call), call.caller
    wish = PasswordChange(old_password=form.secret("oldPassword"), new_password=form.secret("newPassword"))
    here = caller.id if caller is not None and caller.by is CalledBy.SIGN_IN else None

    def done() -> Answer:
        change_password(call.db, wish, call.request.address, call.act, keep=here)
        return going_to("/settings", done="password")

    return or_again(done, lambda no: _shown(call, no))


@routes.get("/settings/erase", query=PageQuery, media_type="text/html")
def ask_to_erase(call: Call) -> Answer:
    """Say what goes and what stays, and ask for the password."""
    return _asked_to_erase(call)


@takes_form(routes, "/settings/erase", WrongPassword, TooManyAttempts, NotPermitted)
def erase(call: Call) -> Answer:
    """Erase the account with all its training, for good."""
    form = form_of(call)

    def done() -> Answer:
        if not form.ticked("sure"):
            raise DocumentNotValid("The box was not ticked.", "Tick it if you want your account erased for good.")
        erase_own_account(call.db, Erasure(password=form.secret("password")), call.request.address, call.act)
        away = going_to("/sign-in", done="erased", cookies=(callers.taken_away(call.settings),))
        return away._replace(headers={**away.headers, "clear-site-data": '"cache", "storage"'})

    return or_again(done, lambda no: _asked_to_erase(call, no))


@takes_form(routes, "/settings/sign-ins/{signInId}/end", NotFound)
def end_sign_in(call: Call, sign_in_id: Id) -> Answer:
    """Sign out of another browser."""
    with call.db.read_now() as look:
        if sign_in_id not in {each.id for each in sign_ins.of_user(look, call.actor.id, call.now)}:
            raise NotFound("You are not signed in there.", "Look at the list again.")
    sign_out(call.db, sign_in_id, call.act)
    return going_to("/settings", done="signed-out" if call.caller and call.caller.id == sign_in_id else "saved")


@takes_form(routes, "/settings/sign-out-everywhere")
def everywhere(call: Call) -> Answer:
    """Sign out of every browser."""
    sign_out_everywhere(call.db, call.act)
    return going_to("/sign-in", done="signed-out", cookies=(callers.taken_away(call.settings),))


@takes_form(routes, "/settings/tokens", NotPermitted, DocumentNotValid)
def make_token(call: Call) -> Answer:
    """Make a token; its secret is on this answer and nowhere else."""
    form = form_of(call)
    scope = TokenScope.WRITE if form.text("scope") == TokenScope.WRITE else TokenScope.READ

    def done() -> Answer:
        issued = issue_token(call.db, NewToken(name=form.text("name"), scope=scope), call.in_person())
        return _shown(call, secret=issued.secret)

    return or_again(done, lambda no: _shown(call, no))


@takes_form(routes, "/settings/tokens/{tokenId}/revoke", NotFound)
def end_token(call: Call, token_id: Id) -> Answer:
    """Revoke a token."""
    revoke_token(call.db, token_id, call.act)
    return going_to("/settings", done="revoked")


@takes_form(routes, "/settings/calendars", NotPermitted)
def make_calendar(call: Call) -> Answer:
    """Make a calendar address; it is on this answer and nowhere else."""

    def done() -> Answer:
        issued = issue_calendar_feed(call.db, NewCalendarFeed(), calendar_path, call.act)
        return _shown(call, address=call.settings.address + issued.path)

    return or_again(done, lambda no: _shown(call, no))


@takes_form(routes, "/settings/calendars/{calendarFeedId}/revoke", NotFound)
def end_calendar(call: Call, calendar_feed_id: Id) -> Answer:
    """Revoke a calendar address."""
    revoke_calendar_feed(call.db, calendar_feed_id, call.act)
    return going_to("/settings", done="revoked")


@takes_form(routes, "/coaching/{coachingId}/accept", NotFound)
def accept(call: Call, coaching_id: Id) -> Answer:
    """Accept a trainer's invitation."""
    accept_coaching_by_id(call.db, coaching_id, call.act)
    return going_to("/today", done="accepted")


@takes_form(routes, "/coaching/{coachingId}/end", NotFound)
def end_coaching(call: Call, coaching_id: Id) -> Answer:
    """Decline an invitation, or end being coached."""
    end_coaching_by_id(call.db, coaching_id, call.act)
    return going_to("/settings", done="ended")


def _asked_to_erase(call: Call, no: Refusal | None = None) -> Answer:
    reader = reader_of(call)
    return page(
        call,
        "settings/erase.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        said=None if no is None else Said.of(no, reader.words),
    )


def _shown(
    call: Call,
    no: Refusal | None = None,
    *,
    typed: Form | None = None,
    both: Sequence[Difference] = (),
    **secrets: Any,  # noqa: ANN401  # what is shown once
) -> Answer:
    reader, me = reader_of(call), call.actor.id
    with call.db.read() as read:
        links = [each for each in coachings.of_user(read, me) if each.status is not CoachingStatus.ENDED]
        mine = [each for each in links if each.athlete_id == me]
        people = users.several(read, [each.trainer_id for each in mine])
        browsers = sign_ins.of_user(read, me, call.now)
        tokens = [each for each in api_tokens.of_user(read, me) if each.revoked_at is None]
        feeds = [each for each in addresses.of_user(read, me) if each.revoked_at is None]
        there = _there(users.get(read, me))
    made = page(
        call,
        "settings/settings.html",
        reader=reader,
        status=STATUS if both else 200 if no is None else status_of(no),
        there=there,
        typed=there if typed is None else {name: typed.last.get(name, now) for name, now in there.items()},
        both=both,
        coaching=[(each, people[each.trainer_id].name) for each in mine if each.trainer_id in people],
        sign_ins=browsers,
        here=call.caller.id if call.caller else None,
        tokens=tokens,
        feeds=feeds,
        zones=zones(),
        locales=LOCALES,
        week_starts=tuple(WeekStart),
        shortest=SHORTEST,
        said=None if no is None else Said.of(no, reader.words),
        **{"secret": None, "address": None, **secrets},
    )
    return confidential(made) if secrets else made
