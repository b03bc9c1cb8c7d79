"""`/coaching`: the link between trainer and athlete."""

from collections.abc import Callable

from msgspec import UNSET

from mesocycle.actions.people.accept_coaching import accept_coaching_by_id
from mesocycle.actions.people.change_coaching import change_coaching_by_id
from mesocycle.actions.people.end_coaching import end_coaching_by_id
from mesocycle.actions.people.invite_athlete import invite_athlete, invite_athlete_by_email
from mesocycle.domain.document import Id
from mesocycle.domain.people.coaching import CoachingChoice, NewCoaching
from mesocycle.domain.people.user import Coaching, CoachingStatus
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.people import coachings

routes = Routes("Coaching", described="Who trains whom: the athlete consents, and chooses what is seen.")


class CoachingsAsked(Page, frozen=True, kw_only=True):
    """Which links."""

    status: tuple[CoachingStatus, ...] = ()


def _linked(_read: Read, link: Coaching) -> Answer:
    return answers.tagged(link)


def _present_tag(call: Call, coaching_id: Id) -> Callable[[Read], str | None]:
    return lambda read: answers.tag_of(coachings.get_of(read, call.actor.id, coaching_id))


@routes.get("/coaching", gives=list[Coaching], query=CoachingsAsked)
def every(call: Call) -> Answer:
    """List your links as trainer and as athlete, newest first; ended ones too, unless `status` says otherwise."""
    asked = call.asked(CoachingsAsked)
    with call.db.read_now() as look:
        links = coachings.of_user(look, call.actor.id)
    shown = [link for link in links if not asked.status or link.status in asked.status]
    return answers.cut_sorted(shown, asked, lambda link: (link.created_at, link.id), str, str, newest_first=True)


@routes.get("/coaching/{coachingId}", gives=Coaching, tagged=True)
def one(call: Call, coaching_id: Id) -> Answer:
    """Get one of your links."""
    with call.db.read_now() as look:
        return answers.tagged(coachings.get_of(look, call.actor.id, coaching_id))


@routes.post(
    "/coaching",
    takes=NewCoaching,
    gives=Coaching,
    status=201,
    refusals=(AlreadyExists, NotFound, NotPermitted),
)
def invite(call: Call) -> Answer:
    """Invite an athlete, as a trainer, by `email` or `athleteId`; you see nothing until they accept."""
    given = call.body(NewCoaching)
    return call.change(
        _invitation(call, given),
        lambda _, link: answers.tagged(link, status=201, location=call.address_of(f"/coaching/{link.id}")),
    )


def _invitation(call: Call, given: NewCoaching) -> Callable[[Database], Coaching]:
    email, athlete_id = given.email, given.athlete_id
    if email is not None and athlete_id is None:
        return lambda db: invite_athlete_by_email(db, email, call.act)
    if athlete_id is not None and email is None:
        return lambda db: invite_athlete(db, athlete_id, call.act)
    raise refusal([Fault("email", "and athleteId can't both, nor neither, be given", "Give one of the two.")])


@routes.post("/coaching/{coachingId}/accept", gives=Coaching, tagged=True, refusals=(NotFound,))
def accept(call: Call, coaching_id: Id) -> Answer:
    """Accept a trainer's invitation, as the athlete; accepting again changes nothing."""
    return call.change(
        lambda db: accept_coaching_by_id(db, coaching_id, call.act), _linked, present=_present_tag(call, coaching_id)
    )


@routes.patch("/coaching/{coachingId}", takes=CoachingChoice, gives=Coaching, tagged=True, refusals=(NotFound,))
def choose(call: Call, coaching_id: Id) -> Answer:
    """Choose, as the athlete, what a trainer sees and whether they may log for you."""
    given = call.body(CoachingChoice)
    return call.change(
        lambda db: change_coaching_by_id(
            db,
            coaching_id,
            call.act,
            sees=None if given.sees is UNSET else given.sees,
            may_log=None if given.may_log is UNSET else given.may_log,
        ),
        _linked,
        present=_present_tag(call, coaching_id),
    )


@routes.post("/coaching/{coachingId}/end", gives=Coaching, tagged=True, refusals=(NotFound,))
def end(call: Call, coaching_id: Id) -> Answer:
    """End coaching, or decline an invitation, from either side; the training stays the athlete's."""
    return call.change(
        lambda db: end_coaching_by_id(db, coaching_id, call.act), _linked, present=_present_tag(call, coaching_id)
    )
