"""`/admin/upkeep`: backups made and checked, and the whole database."""

from mesocycle.domain.permission import require_admin
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted
from mesocycle.domain.upkeep import NewUpkeepRun, UpkeepKind, UpkeepRunning, UpkeepStatus
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.upkeep import runs
from mesocycle.web.admin.server import names_of
from mesocycle.web.frame.forms import form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said, said_of_document

routes = Routes("Pages: upkeep", described="Backups and checks, for whoever runs the server.")

_LISTED = 20


@routes.get("/admin/upkeep", query=PageQuery, media_type="text/html", refusals=(NotPermitted,))
def show(call: Call) -> Answer:
    """Show the backups, and what was done and found."""
    return _shown(call)


@takes_form(routes, "/admin/upkeep", NotPermitted, NotFound, UpkeepRunning, DocumentNotValid)
def begin(call: Call) -> Answer:
    """Begin a backup, a check of one, or a check of the database."""
    require_admin(call.actor)
    form = form_of(call)
    kind = next((each for each in UpkeepKind if each == form.text("kind")), UpkeepKind.VERIFY)

    def done() -> Answer:
        call.upkeep.begin(NewUpkeepRun(kind=kind, file=form.said("file")), call.act)
        return going_to("/admin/upkeep")

    return or_again(done, lambda no: _shown(call, Said.of(no, reader_of(call).words), status_of(no)))


def _shown(call: Call, said: Said | None = None, status: int = 200) -> Answer:
    reader = reader_of(call)
    backups = call.upkeep.backups(call.act)
    with call.db.read() as read:
        found = runs.newest_first(read, call.now, after=None, limit=_LISTED)
        names = names_of(read, (each.by for each in found))
    return page(
        call,
        "admin/upkeep.html",
        reader=reader,
        status=status,
        said=said,
        backups=backups,
        folder=call.settings.backup_folder,
        runs=[(each, None if each.refusal is None else said_of_document(each.refusal, reader.words)) for each in found],
        goes_on=any(each.status is UpkeepStatus.RUNNING for each in found),
        names=names,
    )
