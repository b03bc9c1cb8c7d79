"""`/routines/{parentRoutineId}/proposal`: what training by a routine says of its next version."""

from typing import Annotated

from msgspec import Meta, field

from mesocycle.api.plans.routine_forms import VersionFile
from mesocycle.api.plans.routines import routine_tag
from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.proposal import Proposal, Trained
from mesocycle.domain.refusal import NotFound, NotProposed
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Query
from mesocycle.http.route import Routes
from mesocycle.reports.propose_version import draft_of_proposal, propose_version

routes = Routes("Proposals", described="A draft of a routine's next version, drawn from what was done by it.")


class ProposedFrom(Query, frozen=True, kw_only=True):
    """From whose training, and from when to when."""

    members: Annotated[tuple[Id, ...], Meta(description="Ids of athletes, parted by commas; absent: all you see.")] = ()
    first: Annotated[Date | None, Meta(description="The first day; absent: from the beginning.")] = field(
        name="from", default=None
    )
    last: Annotated[Date | None, Meta(description="The last day; absent: to the end.")] = field(name="to", default=None)

    @property
    def trained(self) -> Trained:
        return Trained(self.members or None, self.first, self.last)


@routes.get(
    "/routines/{parentRoutineId}/proposal", gives=Proposal, query=ProposedFrom, refusals=(NotFound,), tagged=True
)
def proposal(call: Call, parent_routine_id: Id) -> Answer:
    """Propose what the next version should change, line by line, each with its evidence.

    Sets that were mostly left out, loads that were mostly over- or undershot, exercises that were mostly swapped. Each
    exercise is judged by what was done while it stood in a version as it stands in the latest. Nothing is changed.
    """
    asked = call.asked(ProposedFrom)
    found = propose_version(call.db, parent_routine_id, call.act, trained=asked.trained)
    return answers.tagged(found)


class LinesOfProposal(ProposedFrom, frozen=True, kw_only=True):
    """Which lines are taken, and from whose training and which days they were proposed."""

    lines: Annotated[
        tuple[Id, ...], Meta(description="Ids of proposed lines; absent: none, the version as it is.")
    ] = ()


@routes.get(
    "/routines/{parentRoutineId}/proposal/draft",
    gives=VersionFile,
    query=LinesOfProposal,
    refusals=(NotFound, NotProposed),
    tagged=True,
)
def draft(call: Call, parent_routine_id: Id) -> Answer:
    """Get the next version with the proposed lines that you take, and nothing else changed, as a file says it.

    Post it to `/routines/{parentRoutineId}/versions`, with the answer's `ETag` as `If-Match`: then nobody's version
    that came meanwhile is overlooked. The reasons of the lines are its `changeNote`. What is not proposed any more is
    refused.
    """
    asked = call.asked(LinesOfProposal)
    with call.db.read_now() as look:
        tag = routine_tag(call, parent_routine_id)(look)
    file = draft_of_proposal(call.db, parent_routine_id, asked.lines, call.act, trained=asked.trained)
    return answers.document(file, tag=tag)
