"""`/server`: what the server is, what is set, and what goes on at it; for admins."""

from mesocycle.domain.refusal import NotPermitted
from mesocycle.domain.upkeep import ServerJob, ServerState, SettingInForce
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.reports.show_server import show_jobs, show_server, show_settings

routes = Routes("Server", described="What the server is and holds, how it is set, and its care; for admins.")

_MOST_JOBS = 200


@routes.get("/server", gives=ServerState, refusals=(NotPermitted,))
def state(call: Call) -> Answer:
    """See which versions of program, schema and engine run, who is there, and how fast the database answers."""
    return answers.document(show_server(call.db, call.process, call.act))


@routes.get("/server/settings", gives=list[SettingInForce], query=Page, refusals=(NotPermitted,))
def settings(call: Call) -> Answer:
    """List every setting as it holds, and where that comes from; secrets are hidden."""
    told = show_settings(call.settings, call.running.origins, call.act)
    return answers.cut_sorted(told, call.asked(Page), lambda each: (each.name,), str)


@routes.get("/server/jobs", gives=list[ServerJob], query=Page, refusals=(NotPermitted,))
def jobs(call: Call) -> Answer:
    """List the newest 200 imports, roll-outs, backups and checks of everybody: by whom, when, how they stand."""
    told = show_jobs(call.db, call.act, limit=_MOST_JOBS)
    return answers.cut_sorted(told, call.asked(Page), lambda each: (each.at, each.id), str, str, newest_first=True)
