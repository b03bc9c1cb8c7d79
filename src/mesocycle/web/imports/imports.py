"""`/imports`: files are dropped, looked at first or taken over at once; how far they are, and taking them back."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from msgspec import Meta

from mesocycle.actions.plans.choose_exercise import choose_exercise
from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.document import Id
from mesocycle.domain.imports.names import ExerciseMatch
from mesocycle.domain.imports.request import ImportRequest, check_wish
from mesocycle.domain.imports.result import NAMES, Import, ImportSource, ItemOutcome
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import Library, normal_name
from mesocycle.domain.refusal import DocumentNotValid, NotFound, NotPermitted, Refusal, UndoNotPossible
from mesocycle.formats.apps.recognising import recognise
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import BodyTooLarge, TooManyRequests, status_of
from mesocycle.http.route import Routes
from mesocycle.storage.imports import runs as import_runs
from mesocycle.storage.plans import exercises
from mesocycle.transfer.imports.run import begin_import, most_bytes
from mesocycle.transfer.imports.undo_import import undo_import
from mesocycle.web.frame.file_forms import SentFile, file_form_of
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.said import Said

routes = Routes("Pages: imports", described="Files taken over.")

_MOST_WAITING = 20
"""Of one user: each file that waits lies on the server's disk."""
_MOST_SHOWN = 200
_MOST_LISTED = 50
_SOURCES = tuple(each for each in ImportSource)
_TROUBLE = (ItemOutcome.REJECTED, ItemOutcome.UNDECIDED)


class ImportQuery(PageQuery, frozen=True, kw_only=True):
    """Which items of an import."""

    outcome: Annotated[ItemOutcome | None, Meta(description="Only items of this outcome.")] = None


@routes.get("/imports", query=PageQuery, media_type="text/html")
def every(call: Call) -> Answer:
    """Show where files are dropped, and what was taken over before."""
    return _every(call)


def may_send(call: Call) -> int:
    """Say how long the files may be together; who has sent too many waits."""
    with call.seeing(Deed.PERFORM) as (read, _):
        if import_runs.waiting(read, call.owner, call.now) >= _MOST_WAITING:
            raise TooManyRequests(
                f"{_MOST_WAITING} files wait to be imported already.",
                "Wait until some are done, or send a zip of many activities.",
                facts={"retryAfterSeconds": 10},
            )
    return call.settings.max_upload_bytes


@takes_form(routes, "/imports", DocumentNotValid, BodyTooLarge, NotPermitted, admits=may_send, file_in_form=True)
def send(call: Call) -> Answer:
    """Take files, find out whose each is, and begin; `look` only says what would come of them."""
    form, files = file_form_of(call)
    left = list(files)
    begun: list[Id] = []

    def done() -> Answer:
        if not files:
            raise DocumentNotValid("No file was chosen.", "Choose one or drop it on the page.")
        wishes = [_wish(form, each) for each in files]
        for each, wish in zip(files, wishes, strict=True):
            import_id = begin_import(call.db, call.actor.id, wish, call.act)
            call.imports.take_up(call.actor.id, import_id, wish, each.file, call.act)
            left.remove(each)
            begun.append(import_id)
        return going_to(f"/imports/{begun[0]}" if len(begun) == 1 else "/imports")

    try:
        return or_again(done, lambda no: _every(call, no, form))
    finally:
        for each in left:
            each.file.close()


@routes.get("/imports/{importId}", query=ImportQuery, media_type="text/html", refusals=(NotFound,))
def one(call: Call, import_id: Id) -> Answer:
    """Show how far an import is, what came of its items, and what its names of exercises were taken for."""
    return _one(call, import_id)


@takes_form(routes, "/imports/{importId}/names", NotFound, DocumentNotValid)
def names(call: Call, import_id: Id) -> Answer:
    """Keep what names mean, for this file sent again and for every import to come."""
    form = form_of(call)
    with call.db.read_now() as look:
        import_runs.get(look, call.actor.id, import_id, call.now)

    def done() -> Answer:
        said = zip(form.all("name"), form.all("meaning"), form.all("other"), strict=False)
        for name, meaning, other in said:
            meant = other.strip() or meaning.strip()
            if meant:
                choose_exercise(call.db, call.actor.id, name, meant, call.act)
        return going_to(f"/imports/{import_id}", done="names")

    return or_again(done, lambda no: _one(call, import_id, no))


@takes_form(routes, "/imports/{importId}/undo", NotFound, UndoNotPossible)
def undo(call: Call, import_id: Id) -> Answer:
    """Take a whole import back; the same file brings it again."""
    form_of(call)

    def done() -> Answer:
        undo_import(call.db, call.actor.id, import_id, call.act)
        return going_to(f"/imports/{import_id}", done="taken-back")

    return or_again(done, lambda no: _one(call, import_id, no))


def _wish(form: Form, sent: SentFile) -> ImportRequest:
    """Read what is asked of a file; whose it is it says itself, where nobody said it."""
    chosen = form.text("source")
    source = ImportSource(chosen) if chosen in _SOURCES else recognise(sent.file)
    if source is None:
        raise DocumentNotValid(
            f"{sent.name} is no export that is known here.", "Say which program it comes from, or export it again."
        )
    tables = source not in (ImportSource.ACTIVITY, ImportSource.SESSIONS, ImportSource.ARCHIVE)
    weight, distance, decimal = form.text("weightUnit"), form.text("distanceUnit"), form.text("decimal")
    wish = ImportRequest(
        source=source,
        name=sent.name,
        weight_unit="kg" if weight == "kg" and tables else "lb" if weight == "lb" and tables else None,
        distance_unit="km" if distance == "km" and tables else "mi" if distance == "mi" and tables else None,
        decimal="point" if decimal == "point" and tables else "comma" if decimal == "comma" and tables else None,
        apart=form.ticked("apart") and source is ImportSource.ACTIVITY,
        dry_run=form.ticked("look"),
    )
    check_wish(wish)
    most = most_bytes(source, 1 << 62)
    sent.file.seek(0, 2)
    if sent.file.tell() > most:
        raise BodyTooLarge(f"{sent.name} is longer than {most} bytes, which are the most.", "Send it in parts.")
    sent.file.seek(0)
    return wish


def _every(call: Call, no: Refusal | None = None, form: Form | None = None) -> Answer:
    reader = reader_of(call)
    with call.db.read() as read:
        found = import_runs.of_user(read, call.actor.id, call.now)
    found.sort(key=lambda each: (each.at, each.id), reverse=True)
    return page(
        call,
        "imports/imports.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        imports=found[:_MOST_LISTED],
        sources=NAMES,
        form=form or Form([]),
        most_mb=call.settings.max_upload_bytes // 1_000_000,
        said=None if no is None else Said.of(no, reader.words),
    )


def _one(call: Call, import_id: Id, no: Refusal | None = None) -> Answer:
    reader, me = reader_of(call), call.actor.id
    wanted = call.query.outcome if isinstance(call.query, ImportQuery) else None
    with call.db.read() as read:
        found = import_runs.get(read, me, import_id, call.now)
        sent = found.progress is not None
        kept = {"after": None, "limit": _MOST_SHOWN}
        items = import_runs.items(read, me, import_id, outcomes=[wanted] if wanted else (), **kept) if sent else []  # type: ignore[arg-type]  # two numbers by name
        trouble = [] if wanted or not sent else import_runs.items(read, me, import_id, outcomes=_TROUBLE, **kept)  # type: ignore[arg-type]  # the same
        matches = import_runs.exercises(read, me, import_id)
        choices = exercises.of_user(read, me) if matches else {}
    goes_on = found.progress is not None and found.progress.status.goes_on
    library = find_exercises(call.db, me)
    made = page(
        call,
        "imports/import.html",
        reader=reader,
        status=200 if no is None else status_of(no),
        found=found,
        name=", ".join(found.files) or NAMES[found.source],
        source=NAMES[found.source],
        goes_on=goes_on,
        counts=_counts(found),
        trouble=[each for _, each in trouble],
        items=[each for _, each in items if wanted or each.outcome not in _TROUBLE],
        most=_MOST_SHOWN,
        wanted=wanted,
        asked=_now_known([each for each in matches if not each.how.sure], library, choices),
        taken=[each for each in matches if each.how.sure and each.exercise_name != each.name],
        library=sorted({each.name for each in library.offered()}) if matches else [],
        said=None if no is None else Said.of(no, reader.words),
    )
    return made._replace(headers={**made.headers, "refresh": "2"}) if goes_on else made


def _counts(found: Import) -> list[tuple[ItemOutcome, int]]:
    told = found.progress
    if told is None:
        return []
    counted = (
        (ItemOutcome.IMPORTED, told.imported),
        (ItemOutcome.BROUGHT_BACK, told.brought_back),
        (ItemOutcome.MATCHED, told.matched),
        (ItemOutcome.ALREADY_THERE, told.already_there),
        (ItemOutcome.UNDECIDED, told.undecided),
        (ItemOutcome.REJECTED, told.rejected),
    )
    return [each for each in counted if each[1]]


def _now_known(
    asked: Sequence[ExerciseMatch], library: Library, choices: Mapping[str, Id]
) -> list[tuple[ExerciseMatch, str | None]]:
    """Give each name that was not sure, with what somebody has said since that it means."""
    meant = [library.variant(choices.get(normal_name(each.name), "")) for each in asked]
    return [(each, one.name if one else None) for each, one in zip(asked, meant, strict=True)]
