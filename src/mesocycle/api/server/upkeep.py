"""`/server/upkeep`, `/server/backups`: backups made and checked, and the whole database; for admins."""

from mesocycle.domain.document import Id
from mesocycle.domain.permission import require_admin
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.domain.upkeep import BackupFile, NewUpkeepRun, UpkeepRun, UpkeepRunning
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.upkeep import runs

routes = Routes("Upkeep", described="Backups, and checks of them and of the whole database; for admins.")


@routes.get("/server/backups", gives=list[BackupFile], query=Page, refusals=(NotPermitted,))
def backups(call: Call) -> Answer:
    """List the backups in the server's folder, newest first, with what was found of each last."""
    found = call.upkeep.backups(call.act)
    return answers.cut_sorted(found, call.asked(Page), lambda each: (each.at, each.file), str, str, newest_first=True)


@routes.get("/server/upkeep", gives=list[UpkeepRun], query=Page, refusals=(NotPermitted,))
def every(call: Call) -> Answer:
    """List backups and checks that were asked for here, newest first, with what came of each."""
    require_admin(call.actor)
    asked = call.asked(Page)
    with call.db.read_now() as look:
        found = runs.newest_first(look, call.now, after=answers.seen(asked, str, str), limit=asked.limit + 1)
    return answers.cut(found, asked, lambda each: (each.at, each.id))


@routes.get("/server/upkeep/{upkeepRunId}", gives=UpkeepRun, refusals=(NotPermitted, NotFound))
def one(call: Call, upkeep_run_id: Id) -> Answer:
    """See how far one is, and what came of it."""
    require_admin(call.actor)
    with call.db.read_now() as look:
        return answers.document(runs.get(look, upkeep_run_id, call.now))


@routes.post(
    "/server/upkeep",
    takes=NewUpkeepRun,
    gives=UpkeepRun,
    status=202,
    keyed=False,
    refusals=(NotPermitted, NotFound, UpkeepRunning),
)
def begin(call: Call) -> Answer:
    """Begin a backup, a check of one, or a check of the whole database (`verify`); it goes on behind the answer.

    A backup is a new file in the server's folder, read back before it has its name; nothing is overwritten. None of the
    three changes anybody's data, and one goes on at a time.
    """
    run = call.upkeep.begin(call.body(NewUpkeepRun), call.act)
    return answers.document(run, status=202, location=call.address_of(f"/server/upkeep/{run.id}"))
