"""`/roll-outs`: a version for many athletes, in the background."""

from msgspec.structs import replace

from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.api.frame.remedies import words_for
from mesocycle.domain.assignment.roll_out import MemberStatus, NewRollOut, RollOutProgress, RollOutRunning
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import NotFound, VersionArchived
from mesocycle.domain.remedy import reworded
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.assignments import roll_outs
from mesocycle.storage.engine.database import Database, Read

routes = Routes("Roll-outs", described="A new version for all, or chosen, athletes who follow its routine.")


class MembersAsked(Page, frozen=True, kw_only=True):
    """Which members."""

    status: tuple[MemberStatus, ...] = ()


def _whose(call: Call) -> Id | None:
    """Give whose roll-outs the caller may see; None: everybody's."""
    return None if Role.ADMIN in call.actor.roles else call.actor.id


@routes.get("/roll-outs", gives=list[RollOutProgress], query=Page)
def every(call: Call) -> Answer:
    """List the roll-outs that you began, newest first, with how far they are."""
    asked = call.asked(Page)
    with call.db.read_now() as look:
        found = roll_outs.newest_first(look, _whose(call), after=answers.seen(asked, str, str), limit=asked.limit + 1)
    return answers.cut(found, asked, lambda each: (each.created_at, each.id))


@routes.post(
    "/roll-outs",
    takes=NewRollOut,
    gives=RollOutProgress,
    status=202,
    refusals=(NotFound, VersionArchived, RollOutRunning),
)
def begin(call: Call) -> Answer:
    """Begin to give a version to all athletes within your reach who follow its routine, or to `members`.

    It goes on in the background, in chunks; each athlete's replacement is done whole or not at all, and a refusal of
    one holds up nobody else. Where no beginning is said, it continues: each goes on where they stand.
    """
    given = call.body(NewRollOut)

    def begun(db: Database) -> Id:
        made = begin_roll_out(db, given.routine_version_id, call.act, members=given.members, wish=given.wish)
        call.roll_outs.take_up(made, call.act)
        return made

    def accepted(read: Read, roll_out_id: Id) -> Answer:
        progress = roll_outs.progress_of(read, roll_out_id, None)
        return answers.document(progress, status=202, location=call.address_of(f"/roll-outs/{roll_out_id}"))

    return call.change(begun, accepted)


@routes.get("/roll-outs/{rollOutId}", gives=RollOutProgress, query=MembersAsked)
def one(call: Call, roll_out_id: Id) -> Answer:
    """See how far a roll-out is, with a page of its members: a receipt or a refusal each, or still waiting."""
    asked = call.asked(MembersAsked)
    after = answers.seen(asked, str)
    with call.db.read() as read:
        found = roll_outs.progress_of(read, roll_out_id, _whose(call))
        some = roll_outs.members(
            read,
            roll_out_id,
            statuses=asked.status,
            after=None if after is None else after[0],
            limit=asked.limit + 1,
        )
    shown = [reworded(each, words_for(each.user_id)) for each in some[: asked.limit]]
    following = answers.cursor((shown[-1].user_id,)) if len(some) > asked.limit else None
    return answers.document(replace(found, members=tuple(shown), next=following))


@routes.post("/roll-outs/{rollOutId}/resume", gives=RollOutProgress, status=202, keyed=False)
def resume(call: Call, roll_out_id: Id) -> Answer:
    """Take up your roll-out that was broken off, by a server that stopped; one that is under way just goes on."""
    with call.db.read_now() as look:
        found = roll_outs.progress_of(look, roll_out_id, call.actor.id)
    call.roll_outs.take_up(found.id, call.act)
    return answers.document(found, status=202, location=call.address_of(f"/roll-outs/{found.id}"))
