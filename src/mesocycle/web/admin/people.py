"""`/admin/people`: who is here, in which roles and browsers; links to a password; the end of an account."""

from typing import Annotated

from msgspec import Meta

from mesocycle.actions.people.add_user import add_user
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.erase_account import erase_user
from mesocycle.actions.people.make_reset_link import make_reset_link
from mesocycle.actions.people.sign_out import end_sign_ins_of
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import NewUser, Role, Settings
from mesocycle.domain.permission import require_admin
from mesocycle.domain.refusal import AlreadyExists, DocumentNotValid, NotFound, NotPermitted
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.people import sign_ins, users
from mesocycle.storage.upkeep import state
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import confidential, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said
from mesocycle.web.frame.zones import zones

routes = Routes("Pages: people", described="Everybody on the server, for whoever runs it.")

_AT_ONCE = 50


class PeopleQuery(PageQuery, frozen=True, kw_only=True):
    """Who, from where on."""

    search: Annotated[str | None, Meta(description="Only those with it in their name or address.")] = None
    role: Annotated[Role | None, Meta(description="Only those in this role.")] = None
    after: Annotated[str | None, Meta(description="From behind this address on.")] = None


@routes.get("/admin/people", query=PeopleQuery, media_type="text/html", refusals=(NotPermitted,))
def every(call: Call) -> Answer:
    """List everybody by e-mail address, some at a time."""
    return _every(call, call.asked(PeopleQuery), Form([]))


@takes_form(routes, "/admin/people", NotPermitted, AlreadyExists, DocumentNotValid)
def add(call: Call) -> Answer:
    """Add somebody; a link lets them choose their password."""
    require_admin(call.actor)
    form = form_of(call)
    new = NewUser(
        email=form.text("email"), name=form.text("name"), time_zone=form.said("timeZone") or "UTC", roles=_roles(form)
    )

    def done() -> Answer:
        made = add_user(call.db, new, call.act)
        return going_to(f"/admin/people/{made.id}", done="saved")

    return or_again(
        done, lambda no: _every(call, PeopleQuery(), form, Said.of(no, reader_of(call).words), status_of(no))
    )


@routes.get("/admin/people/{userId}", query=PageQuery, media_type="text/html", refusals=(NotPermitted, NotFound))
def one(call: Call, user_id: Id) -> Answer:
    """Show somebody's roles and browsers, and what can be done."""
    return _one(call, user_id)


@takes_form(routes, "/admin/people/{userId}/roles", NotPermitted, NotFound, DocumentNotValid)
def give_roles(call: Call, user_id: Id) -> Answer:
    """Give somebody other roles."""
    require_admin(call.actor)
    form = form_of(call)

    def done() -> Answer:
        change_settings(call.db, user_id, Settings(roles=_roles(form)), call.act)
        return going_to(f"/admin/people/{user_id}", done="saved")

    return or_again(done, lambda no: _one(call, user_id, Said.of(no, reader_of(call).words), status_of(no)))


@routes.post(
    "/admin/people/{userId}/reset-link",
    query=PageQuery,
    keyed=False,
    media_type="text/html",
    refusals=(NotPermitted, NotFound),
)
def link(call: Call, user_id: Id) -> Answer:
    """Make a link by which they choose a password; it is on this answer and nowhere else."""
    require_admin(call.actor)
    issued = make_reset_link(call.db, user_id, call.act)
    address = f"{call.settings.address}/password-reset?secret={issued.secret}"
    return _one(call, user_id, address=address, good_until=issued.reset_link.expires_at)


@takes_form(routes, "/admin/people/{userId}/sign-out", NotPermitted, NotFound)
def sign_them_out(call: Call, user_id: Id) -> Answer:
    """Sign somebody out of every browser."""
    require_admin(call.actor)
    end_sign_ins_of(call.db, user_id, call.act)
    return going_to(f"/admin/people/{user_id}", done="saved")


@routes.get("/admin/people/{userId}/erase", query=PageQuery, media_type="text/html", refusals=(NotPermitted, NotFound))
def ask_to_erase(call: Call, user_id: Id) -> Answer:
    """Say what goes and what stays, and ask for the address of whom it is about."""
    return _asked_to_erase(call, user_id)


@takes_form(routes, "/admin/people/{userId}/erase", NotPermitted, NotFound, DocumentNotValid)
def erase(call: Call, user_id: Id) -> Answer:
    """Erase an account with all its training, for good."""
    require_admin(call.actor)
    form = form_of(call)
    with call.db.read_now() as look:
        email = users.get(look, user_id).email

    def done() -> Answer:
        if form.text("email").casefold() != email.casefold():
            raise DocumentNotValid(
                "That is not the address of this account.", "Type the address exactly, so that no other account goes."
            )
        erase_user(call.db, user_id, call.act)
        return going_to("/admin/people", done="account-gone")

    return or_again(done, lambda no: _asked_to_erase(call, user_id, Said.of(no, reader_of(call).words), status_of(no)))


def _roles(form: Form) -> tuple[Role, ...]:
    return tuple(role for role in Role if form.ticked(role.value))


def _every(call: Call, asked: PeopleQuery, typed: Form, said: Said | None = None, status: int = 200) -> Answer:
    require_admin(call.actor)
    with call.db.read_now() as look:
        found = state.people(look, search=asked.search or "", role=asked.role, after=asked.after, limit=_AT_ONCE + 1)
    return page(
        call,
        "admin/people.html",
        status=status,
        said=said,
        people=found[:_AT_ONCE],
        more=found[_AT_ONCE - 1].email if len(found) > _AT_ONCE else None,
        asked=asked,
        typed=typed,
        roles=list(Role),
        zones=zones(),
        sign_up=call.settings.sign_up,
    )


def _one(
    call: Call,
    user_id: Id,
    said: Said | None = None,
    status: int = 200,
    *,
    address: str | None = None,
    good_until: str | None = None,
) -> Answer:
    require_admin(call.actor)
    with call.db.read_now() as look:
        person = users.get(look, user_id)
        browsers = sign_ins.of_user(look, user_id, call.now)
        held = state.held_of(look, user_id)
    shown = page(
        call,
        "admin/person.html",
        status=status,
        said=said,
        person=person,
        browsers=browsers,
        held=held,
        roles=list(Role),
        address=address,
        good_until=good_until,
    )
    return shown if address is None else confidential(shown)


def _asked_to_erase(call: Call, user_id: Id, said: Said | None = None, status: int = 200) -> Answer:
    require_admin(call.actor)
    with call.db.read_now() as look:
        person = users.get(look, user_id)
        held = state.held_of(look, user_id)
    return page(call, "admin/erase.html", status=status, said=said, person=person, held=held)
