"""`/groups`: a trainer's own groups of athletes: who is in them, what they are called."""

from mesocycle.actions.groups.change_group import change_group
from mesocycle.actions.groups.create_group import create_group
from mesocycle.actions.groups.delete_group import delete_group
from mesocycle.domain.document import Id
from mesocycle.domain.people.group import GroupChange, NewAthleteGroup
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.people import groups, users
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: groups", described="A trainer's own groups of athletes.")

_MOST = 240
"""On one page: a form has no more than 500 fields, and each athlete may need two."""


@routes.get("/groups", query=PageQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """List the trainer's groups, and make one."""
    return _every(call, None)


@takes_form(routes, "/groups", AlreadyExists, NotPermitted)
def create(call: Call) -> Answer:
    """Make a group; whoever is to be in it is ticked on its page."""
    name = form_of(call).text("name")

    def done() -> Answer:
        made = create_group(call.db, NewAthleteGroup(name=name), call.act)
        return going_to(f"/groups/{made.id}", done="saved")

    return or_again(done, lambda no: _every(call, Said.of(no, reader_of(call).words), status_of(no), name))


@routes.get("/groups/{athleteGroupId}", query=PageQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, athlete_group_id: Id) -> Answer:
    """Show who is in a group, with a box for everybody whom the trainer coaches."""
    return _one(call, athlete_group_id, None)


@takes_form(routes, "/groups/{athleteGroupId}", NotFound, AlreadyExists)
def change(call: Call, athlete_group_id: Id) -> Answer:
    """Put in who was ticked, take out whose tick was taken away: who was changed elsewhere stays so."""
    form = form_of(call)
    was, ticked = set(form.all("was")), set(form.all("member"))
    asked = GroupChange(name=form.text("name"), add=tuple(sorted(ticked - was)), remove=tuple(sorted(was - ticked)))

    def done() -> Answer:
        change_group(call.db, athlete_group_id, asked, call.act)
        return going_to(f"/groups/{athlete_group_id}", done="saved")

    return or_again(done, lambda no: _one(call, athlete_group_id, Said.of(no, reader_of(call).words), status_of(no)))


@takes_form(routes, "/groups/{athleteGroupId}/delete", NotFound)
def delete(call: Call, athlete_group_id: Id) -> Answer:
    """Take a group away."""
    form_of(call)
    delete_group(call.db, athlete_group_id, call.act)
    return going_to("/groups", done="group-gone")


def _every(call: Call, said: Said | None, status: int = 200, name: str = "") -> Answer:
    with call.db.read_now() as look:
        found = groups.of_trainer(look, call.actor.id)
    return page(call, "roster/groups.html", status=status, said=said, groups=found, name=name)


def _one(call: Call, group_id: Id, said: Said | None, status: int = 200) -> Answer:
    with call.db.read() as read:
        group = groups.get(read, call.actor.id, group_id)
        people = users.coached_by(read, call.actor.id)
    inside = [each for each in people if each.id in group.members]
    others = [each for each in people if each.id not in group.members]
    return page(
        call,
        "roster/group.html",
        status=status,
        said=said,
        group=group,
        people=[*inside, *others][:_MOST],
        more=max(0, len(people) - _MOST),
    )
