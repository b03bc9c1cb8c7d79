"""`/server`: what the server is, what is set, and what goes on at it; for admins."""

from typing import Annotated

from msgspec import Meta

from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.upkeep import ServerJob, ServerState, SettingInForce
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Query
from mesocycle.http.route import Routes
from mesocycle.reports.show_server import show_jobs, show_server, show_settings

routes = Routes("Server", described="What the server is and holds, how it is set, and its care; for admins.")

_MOST_JOBS = 200


class Newest(Query, frozen=True, kw_only=True):
    """How many."""

    limit: Annotated[int, Meta(ge=1, le=_MOST_JOBS, description="How many, the newest first.")] = 50


@routes.get("/server", gives=ServerState, refusals=(NotPermitted,))
def state(call: Call) -> Answer:
    """See which versions of program, schema and engine run, who is there, and how fast the database answers."""
    return answers.document(show_server(call.db, call.process, call.act))


@routes.get("/server/settings", gives=list[SettingInForce], refusals=(NotPermitted,))
def settings(call: Call) -> Answer:
    """List every setting as it holds, and where that comes from; secrets are hidden."""
    return answers.listed(show_settings(call.settings, call.running.origins, call.act), None)


@routes.get("/server/jobs", gives=list[ServerJob], query=Newest, refusals=(NotPermitted,))
def jobs(call: Call) -> Answer:
    """List the newest imports, roll-outs, backups and checks of everybody: by whom, when, how they stand."""
    return answers.listed(show_jobs(call.db, call.act, limit=call.asked(Newest).limit), None)
