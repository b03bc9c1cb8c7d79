"""What a session's page changes: its status by the one table of moves, its day, its notes."""

from collections.abc import Callable, Sequence

from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.sessions.move_session import move_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.domain.conversation import NewReadMark, ReadSubject
from mesocycle.domain.document import Id
from mesocycle.domain.refusal import (
    AssignmentNotLive,
    MoveNotAllowed,
    NotFound,
    Refusal,
    SessionRemoved,
)
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.domain.session.rules import LogNotEmpty, SessionChanged, SessionNotScheduled
from mesocycle.domain.session.status import Move
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.refusals import status_of
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.sessions import sessions
from mesocycle.web.frame.forms import Form, form_of, or_again, takes_form
from mesocycle.web.frame.going import going_to, own_path
from mesocycle.web.frame.meanwhile import STATUS, Difference, both_shown, compared, compares
from mesocycle.web.frame.page import reader_of
from mesocycle.web.frame.said import Said
from mesocycle.web.session.session import shown, there_of

routes = Routes("Pages: session changes", described="What becomes of a session, by a form.")

_NOES = (MoveNotAllowed, SessionChanged, SessionRemoved, NotFound)


def player_of(session_id: Id) -> str:
    """Give the address of the player, which needs JavaScript."""
    return f"/sessions/{session_id}/player"


@takes_form(routes, "/sessions/{sessionId}/reschedule", *_NOES, SessionNotScheduled)
@compares
def reschedule(call: Call, session_id: Id) -> Answer:
    """Put the session on another day or time; the answer says how to take it back."""
    form, owner = form_of(call), call.actor.id
    back = own_path(form.said("back"), f"/sessions/{session_id}")

    def there(read: Read) -> dict[str, str]:
        return there_of(sessions.get(read, owner, session_id))

    changed, both, db, before = compared(call.db, form, there)
    if both:
        return _both(call, session_id, form, both)

    def done() -> Answer:
        given = Reschedule(
            scheduled_date=changed.get("scheduledDate") or before["scheduledDate"],
            scheduled_time=None if form.ticked("allDay") else changed.get("scheduledTime") or None,
            all_day=form.ticked("allDay") or None,
        )
        reschedule_session(db, owner, session_id, given, call.act)
        clock = before["scheduledTime"] or "all-day"
        return going_to(back, done="moved", undo=f"{session_id},{before['scheduledDate']},{clock}")

    return or_again(done, lambda no: _again(call, session_id, no, form))


@takes_form(routes, "/undo", *_NOES, SessionNotScheduled)
def undo(call: Call) -> Answer:
    """Take back what a toast offers: a session goes where it stood before it was moved."""
    form = form_of(call)
    session_id, _, place = form.text("what").partition(",")
    day, _, clock = place.partition(",")
    given = Reschedule(
        scheduled_date=day,
        scheduled_time=None if clock == "all-day" else clock or None,
        all_day=True if clock == "all-day" else None,
    )
    reschedule_session(call.db, call.actor.id, session_id, given, call.act)
    return going_to(own_path(form.said("back"), "/calendar"), done="undone")


@takes_form(routes, "/sessions/{sessionId}/notes", *_NOES)
@compares
def note(call: Call, session_id: Id) -> Answer:
    """Keep the session's notes; where others stand there by now than those that were shown, show both."""
    form, owner = form_of(call), call.actor.id

    def there(read: Read) -> dict[str, str]:
        return {"notes": there_of(sessions.get(read, owner, session_id))["notes"]}

    changed, both, db, _ = compared(call.db, form, there)
    if both:
        return _both(call, session_id, form, both)

    def done() -> Answer:
        if "notes" in changed:
            note_session(db, owner, session_id, changed["notes"], call.act)
        return going_to(f"/sessions/{session_id}", done="noted")

    return or_again(done, lambda no: _again(call, session_id, no, form))


@takes_form(routes, "/sessions/{sessionId}/settle", *_NOES)
def settle(call: Call, session_id: Id) -> Answer:
    """Keep the new plan's session beside work that came back, or let that count for it: asked once."""
    form, me = form_of(call), call.actor.id

    def done() -> Answer:
        if form.ticked("counts"):
            said = {"reason": "other", "notes": reader_of(call).words("session.replaced.counted")}
            move_session(call.db, me, form.text("other"), Move.SKIP, said, call.act)
        mark_read(call.db, me, NewReadMark(subject=ReadSubject.REVIVED, subject_id=session_id), call.act)
        return going_to(f"/sessions/{session_id}", done="settled")

    return or_again(done, lambda no: _again(call, session_id, no))


@takes_form(routes, "/sessions/{sessionId}/{move}", *_NOES, LogNotEmpty, AssignmentNotLive)
def move(call: Call, session_id: Id, move: str) -> Answer:
    """Move the session as the button says; where it stands otherwise by now, its page shows how."""
    form = form_of(call)
    if move not in set(Move):
        raise NotFound("A session has no such move.", "Use the buttons of its page.")
    by = Move(move)

    def done() -> Answer:
        said = _SAID[by](form) if by in _SAID else {}
        moved = move_session(call.db, call.actor.id, session_id, by, said, call.act)
        if by is Move.START and form.ticked("player"):
            return going_to(player_of(moved.id))
        return going_to(own_path(form.said("back"), f"/sessions/{session_id}"), done=by)

    return or_again(done, lambda no: _again(call, session_id, no))


def _both(call: Call, session_id: Id, form: Form, both: Sequence[Difference]) -> Answer:
    """Show what somebody else changed meanwhile beside what was typed."""
    said = Said.of(both_shown(), reader_of(call).words)
    return shown(call, session_id, said=said, status=STATUS, typed=form, both=both)


def _again(call: Call, session_id: Id, no: Refusal, typed: Form | None = None) -> Answer:
    """Show the session as it stands, and what was not done; where it is gone, only that."""
    if isinstance(no, NotFound | SessionRemoved):
        raise no
    return shown(call, session_id, said=Said.of(no, reader_of(call).words), status=status_of(no), typed=typed)


def _complete(form: Form) -> dict[str, object]:
    return {"asPlanned": True} if form.ticked("asPlanned") else {}


def _skip(form: Form) -> dict[str, object]:
    return {"reason": form.text("reason") or "other", **_words(form, "notes")}


def _cancel(form: Form) -> dict[str, object]:
    return _words(form, "reason")


def _put_back(form: Form) -> dict[str, object]:
    return {"discardLog": form.ticked("discardLog")}


def _words(form: Form, name: str) -> dict[str, object]:
    text = form.said(name)
    return {} if text is None else {name: text}


_SAID: dict[Move, Callable[[Form], dict[str, object]]] = {
    Move.COMPLETE: _complete,
    Move.SKIP: _skip,
    Move.CANCEL: _cancel,
    Move.PUT_BACK: _put_back,
}
"""What the form of a move says beside its button; the others have a button alone."""
