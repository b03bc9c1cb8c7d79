"""`/imports`: files of other programs and of watches, taken over; again without harm, and back as a whole."""

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from mesocycle.actions.plans.choose_exercise import choose_exercise
from mesocycle.api.frame.remedies import words_for
from mesocycle.domain.document import Id
from mesocycle.domain.imports.names import ExerciseMatch
from mesocycle.domain.imports.request import ImportRequest, UploadSource, check_wish
from mesocycle.domain.imports.result import Import, ImportedItem, ImportSource, ItemOutcome, NewExerciseChoice
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.quantity import WeightUnit
from mesocycle.domain.refusal import NotFound, NotPermitted, UndoNotPossible
from mesocycle.domain.remedy import reworded
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, PageOfUser
from mesocycle.http.refusals import TooManyRequests
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.imports import runs as import_runs
from mesocycle.transfer.imports.run import begin_import, most_bytes, require_bringer
from mesocycle.transfer.imports.undo_import import undo_import

routes = Routes(
    "Imports",
    described="History from other programs, activities of watches, session documents, archives: files taken over.",
)

T = TypeVar("T")

_MOST_WAITING = 20
"""Of one user: each file that waits lies on the server's disk."""
_NEXT_TRY_S = 10


class Sending(OfUser, frozen=True, kw_only=True):
    """What is sent, and what only the person knows of it."""

    source: Annotated[
        UploadSource,
        Meta(description="Whose file it is; `activity` is FIT, TCX, GPX or a zip of many, `archive` a user's archive."),
    ]
    name: Annotated[str, Meta(description="The file's name, by which its items are told.")] = "file"
    weight_unit: Annotated[WeightUnit | None, Meta(description="Where the file does not say it.")] = None
    distance_unit: Annotated[Literal["m", "km", "mi"] | None, Meta(description="Where the file does not say it.")] = (
        None
    )
    decimal: Annotated[
        Literal["point", "comma"] | None, Meta(description="The decimal mark, where a number could be read either way.")
    ] = None
    session_id: Annotated[Id | None, Meta(description="The one activity is the deed of this session.")] = None
    apart: Annotated[bool, Meta(description="What is not sure becomes a session of its own.")] = False
    lines: Annotated[tuple[int, ...], Meta(description="Of a list of activities these lines alone.")] = ()
    dry_run: Annotated[bool, Meta(description="Say what would come of it, and change nothing.")] = False

    @property
    def wish(self) -> ImportRequest:
        """What is asked for."""
        said = {name: value for name, value in msgspec.structs.asdict(self).items() if name != "user_id"}
        return ImportRequest(**{**said, "source": ImportSource(self.source)})


class ItemsAsked(PageOfUser, frozen=True, kw_only=True):
    """Which items."""

    outcome: tuple[ItemOutcome, ...] = ()


def _told(call: Call, found: T) -> T:
    """Word why an import was refused, or what came of its items."""
    told: T = reworded(found, words_for(call.another))
    return told


@routes.get("/imports", gives=list[Import], query=PageOfUser, refusals=(NotFound, NotPermitted))
def every(call: Call) -> Answer:
    """List the imports, newest first: those that changed something, and all that were sent in the last 30 days."""
    with call.seeing(Deed.PERFORM) as (read, scope):
        found = _told(call, import_runs.of_user(read, call.owner, call.now, scope))
    return answers.cut_sorted(
        found, call.asked(PageOfUser), lambda each: (each.at, each.id), str, str, newest_first=True
    )


def may_send(call: Call) -> int:
    """Refuse whoever may not import, and who sends faster than it is imported; say how long the file may be."""
    wish = call.asked(Sending).wish
    check_wish(wish)
    with call.seeing(Deed.PERFORM) as (read, _):
        require_bringer(call.actor, call.owner, wish.source)
        if import_runs.waiting(read, call.owner, call.now) >= _MOST_WAITING:
            raise TooManyRequests(
                f"{_MOST_WAITING} files wait to be imported already.",
                "Wait until some are done, or send a zip of many activities.",
                facts={"retryAfterSeconds": _NEXT_TRY_S},
            )
    return most_bytes(wish.source, call.settings.max_upload_bytes)


@routes.post("/imports", admits=may_send, gives=Import, status=202, query=Sending, refusals=(NotFound, NotPermitted))
def send(call: Call) -> Answer:
    """Send a file to be imported, as it is: `curl --data-binary @workouts.csv …/imports?source=hevy`.

    It is answered at once, and imported in the background; `GET /imports/{importId}` says how far it is, and
    `/imports/{importId}/items` what came of each workout, activity or bad row: imported, brought back (its import had
    been undone), there already, or rejected with its line, the reason and a remedy. One that is bad never stops the
    rest. The same file sent again changes nothing, so what was broken off, by a server that stopped, is simply sent
    again. Names that nobody knows become exercises of the athlete's own.

    An activity completes the session that waited for it, found by kind and the athlete's own day, or is kept as a
    session of its own. Where that is not sure its item is `undecided`, names the `candidates`, and nothing is done:
    send the file again with `sessionId`, or with `apart`. A list of activities asks where it overlaps with what came
    from elsewhere: send it again with `apart`, and with `lines` where that is the answer for some only.

    An archive (`GET /exports/archive`, of this or another server) is taken in as one: all that fits, its lines being
    the items, or nothing, where it is damaged. It is for the users themselves to send, or for an admin. What is here
    stays as it is, all ids are kept, and what was another server's id of the user becomes the one here.
    """
    wish = call.asked(Sending).wish

    def begun(db: Database) -> Id:
        import_id = begin_import(db, call.owner, wish, call.act)
        call.imports.take_up(call.owner, import_id, wish, call.upload.take(), call.act)
        return import_id

    def accepted(read: Read, import_id: Id) -> Answer:
        found = import_runs.get(read, call.owner, import_id, call.now)
        return answers.document(found, status=202, location=call.address_of(f"/imports/{import_id}"))

    return call.change(begun, accepted)


@routes.post(
    "/imports/exercise-choices",
    takes=NewExerciseChoice,
    gives=LibraryExercise,
    query=OfUser,
    refusals=(NotFound, NotPermitted),
)
def choose(call: Call) -> Answer:
    """Say what a name of an exercise means in every import to come, and get the exercise."""
    given = call.body(NewExerciseChoice)
    return call.change(
        lambda db: choose_exercise(db, call.owner, given.name, given.exercise, call.act),
        lambda _, meant: answers.document(meant),
    )


@routes.get("/imports/{importId}", gives=Import, query=OfUser, tagged=True, refusals=(NotPermitted,))
def one(call: Call, import_id: Id) -> Answer:
    """Get one import: how far it is, and the number of its sessions that stand on the calendar."""
    with call.seeing(Deed.PERFORM) as (read, scope):
        return answers.tagged(_told(call, import_runs.get(read, call.owner, import_id, call.now, scope)))


@routes.get("/imports/{importId}/items", gives=list[ImportedItem], query=ItemsAsked, refusals=(NotPermitted,))
def items(call: Call, import_id: Id) -> Answer:
    """List what came of the items of a file that was sent, in their order; each when it was done, for 30 days."""
    asked = call.asked(ItemsAsked)
    after = answers.seen(asked, int)
    with call.seeing(Deed.PERFORM) as (read, scope):
        import_runs.require_items(read, call.owner, import_id, scope)
        found = import_runs.items(
            read,
            call.owner,
            import_id,
            outcomes=asked.outcome,
            after=None if after is None else after[0],
            limit=asked.limit + 1,
        )
    return answers.cut(found, asked, lambda each: (each[0],), lambda each: _told(call, each[1]))


@routes.get("/imports/{importId}/exercises", gives=list[ExerciseMatch], query=PageOfUser, refusals=(NotPermitted,))
def exercises(call: Call, import_id: Id) -> Answer:
    """List what the names of exercises in a file were taken for, once it is done; likely ones have suggestions.

    Say what a name means with `POST /imports/exercise-choices`, best after a dry run.
    """
    with call.seeing(Deed.PERFORM) as (read, scope):
        import_runs.require_items(read, call.owner, import_id, scope)
        found = import_runs.exercises(read, call.owner, import_id)
    return answers.cut_sorted(found, call.asked(PageOfUser), lambda each: (each.name,), str)


@routes.post(
    "/imports/{importId}/undo",
    gives=Import,
    query=OfUser,
    refusals=(UndoNotPossible, NotFound, NotPermitted),
)
def undo(call: Call, import_id: Id) -> Answer:
    """Take a whole import back: its sessions leave the calendar as tombstones, corrections and all.

    The same file imported again brings them back as they were.
    """
    return call.change(
        lambda db: undo_import(db, call.owner, import_id, call.act),
        lambda read, undone: answers.document(_told(call, import_runs.get(read, call.owner, undone.id, call.now))),
    )
