"""`/athlete-groups`: a trainer's own names for some of those whom they coach."""

from collections.abc import Callable

from mesocycle.actions.groups.change_group import change_group
from mesocycle.actions.groups.create_group import create_group
from mesocycle.actions.groups.delete_group import delete_group
from mesocycle.domain.document import Id
from mesocycle.domain.people.group import AthleteGroup, GroupChange, NewAthleteGroup
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import groups

routes = Routes("Groups", described="A trainer's own groups of athletes: for the roster, and for whom a roll-out is.")


def _present_tag(call: Call, group_id: Id) -> Callable[[Read], str | None]:
    return lambda read: answers.tag_of(groups.get(read, call.actor.id, group_id))


@routes.get("/athlete-groups", gives=list[AthleteGroup], query=Page)
def every(call: Call) -> Answer:
    """List your groups by name, each with those in it whom you coach now."""
    with call.db.read() as read:
        found = groups.of_trainer(read, call.actor.id)
    return answers.cut_sorted(found, call.asked(Page), lambda each: (each.name, each.id), str, str)


@routes.get("/athlete-groups/{athleteGroupId}", gives=AthleteGroup, tagged=True, refusals=(NotFound,))
def one(call: Call, athlete_group_id: Id) -> Answer:
    """Get one of your groups."""
    with call.db.read() as read:
        return answers.tagged(groups.get(read, call.actor.id, athlete_group_id))


@routes.post(
    "/athlete-groups",
    takes=NewAthleteGroup,
    gives=AthleteGroup,
    status=201,
    refusals=(AlreadyExists, NotFound, NotPermitted),
)
def create(call: Call) -> Answer:
    """Make a group, as a trainer, with those named whom you coach; ending a coaching takes the athlete out."""
    given = call.body(NewAthleteGroup)
    return call.change(
        lambda db: create_group(db, given, call.act),
        lambda _, made: answers.tagged(made, status=201, location=call.address_of(f"/athlete-groups/{made.id}")),
    )


@routes.patch(
    "/athlete-groups/{athleteGroupId}",
    takes=GroupChange,
    gives=AthleteGroup,
    tagged=True,
    refusals=(AlreadyExists, NotFound),
)
def change(call: Call, athlete_group_id: Id) -> Answer:
    """Put athletes in, take some out, give it another name; what is not said stays as others leave it."""
    given = call.body(GroupChange)
    return call.change(
        lambda db: change_group(db, athlete_group_id, given, call.act),
        lambda _, changed: answers.tagged(changed),
        present=_present_tag(call, athlete_group_id),
    )


@routes.delete("/athlete-groups/{athleteGroupId}", status=204, refusals=(NotFound,))
def delete(call: Call, athlete_group_id: Id) -> Answer:
    """Take a group away; nobody's training changes."""
    return call.change(lambda db: delete_group(db, athlete_group_id, call.act), lambda *_: answers.nothing())
