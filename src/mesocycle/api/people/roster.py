"""`/roster`: everybody whom a trainer coaches, what of each wants their eye, and the views that they keep."""

from mesocycle.actions.conversation.drop_filter import drop_filter
from mesocycle.actions.conversation.keep_filter import keep_filter
from mesocycle.domain.document import Id
from mesocycle.domain.people.roster import NewRosterFilter, Roster, RosterFilter
from mesocycle.domain.refusal import NotFound
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.reports.show_roster import show_roster
from mesocycle.storage.conversation import roster_filters

routes = Routes("Roster", described="Everybody whom a trainer coaches, in one answer: what of each wants an eye.")


@routes.get("/roster", gives=Roster, tagged=True)
def whole(call: Call) -> Answer:
    """See everybody whom you coach, by name, each as far as they let you: all of them at once.

    Adherence of four weeks and of the version that is followed, the last and the next session, what is overdue, what
    was said and not read, where it hurt, in which week of the plan they are, and who is in the middle of a session.
    """
    return answers.tagged(show_roster(call.db, call.act))


@routes.get("/roster/filters", gives=list[RosterFilter], query=Page)
def filters(call: Call) -> Answer:
    """List the views of the roster that you keep, by name."""
    with call.db.read_now() as look:
        found = roster_filters.of_user(look, call.actor.id)
    return answers.cut_sorted(found, call.asked(Page), lambda each: (each.name, each.id), str, str)


@routes.post("/roster/filters", takes=NewRosterFilter, gives=RosterFilter, status=201)
def keep(call: Call) -> Answer:
    """Keep a view of the roster under a name; one of the same name gives way."""
    given = call.body(NewRosterFilter)
    return call.change(
        lambda db: keep_filter(db, given, call.act),
        lambda _, kept: answers.document(kept, status=201, location=call.address_of("/roster/filters")),
    )


@routes.delete("/roster/filters/{rosterFilterId}", status=204, refusals=(NotFound,))
def drop(call: Call, roster_filter_id: Id) -> Answer:
    """Take a kept view away."""
    return call.change(lambda db: drop_filter(db, roster_filter_id, call.act), lambda *_: answers.nothing())
