"""`/admin`: what the server is and holds, what goes on at it, how it is set."""

from collections.abc import Iterable, Mapping

from mesocycle.domain.document import Id
from mesocycle.domain.refusal import NotPermitted
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.reports.show_server import show_jobs, show_server, show_settings
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import users
from mesocycle.storage.upkeep import runs
from mesocycle.web.frame.page import page
from mesocycle.web.frame.queries import PageQuery

routes = Routes("Pages: admin", described="The server, for whoever runs it.")

_JOBS = 20


@routes.get("/admin", query=PageQuery, media_type="text/html", refusals=(NotPermitted,))
def show(call: Call) -> Answer:
    """Show versions, people by role, health, and what goes on."""
    state = show_server(call.db, call.process, call.act)
    jobs = show_jobs(call.db, call.act, limit=_JOBS)
    backups = call.upkeep.backups(call.act)
    with call.db.read() as read:
        last = runs.last_verification(read, call.now)
        names = names_of(read, (each.by for each in jobs))
    return page(
        call, "admin/admin.html", state=state, jobs=jobs, names=names, last_backup=(*backups, None)[0], verified=last
    )


@routes.get("/admin/settings", query=PageQuery, media_type="text/html", refusals=(NotPermitted,))
def settings(call: Call) -> Answer:
    """Show every setting as it holds, with its source."""
    return page(call, "admin/settings.html", settings=show_settings(call.settings, call.running.origins, call.act))


def names_of(read: Read, ids: Iterable[Id]) -> Mapping[Id, str]:
    """Give people's names by their ids; whoever is gone has none."""
    people = users.several(read, sorted(set(ids)))
    return {each: person.name for each, person in people.items()}
