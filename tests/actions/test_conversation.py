"""What is read is marked once, by whoever may see it; views of the roster are kept and taken away."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.conversation.drop_filter import drop_filter
from mesocycle.actions.conversation.keep_filter import keep_filter
from mesocycle.actions.conversation.keep_note import keep_note
from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.conversation.read_conversation import read_conversation
from mesocycle.actions.conversation.send_message import send_message
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.conversation import NewMessage, NewReadMark, NewTrainerNote, ReadSubject
from mesocycle.domain.people.roster import NewRosterFilter
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.permission import Scope
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.domain.session.stored_log import find_snapshot
from mesocycle.storage.conversation import messages, read_marks, roster_filters, trainer_notes
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.actions.following import MONDAY
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act

LATER = "2026-01-06T09:00:00.000Z"


@pytest.fixture
def ann(db: Database) -> User:
    return a_user(db)


@pytest.fixture
def tom(db: Database, ann: User) -> User:
    trainer = a_trainer(db)
    a_coaching(db, trainer, ann)
    return trainer


def test_a_mark_is_set_once_and_keeps_its_moment(db: Database, tom: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))
    new = NewReadMark(subject=ReadSubject.FEEDBACK, subject_id=made.created[0].session_id)

    first = mark_read(db, "ann", new, an_act(tom))
    again = mark_read(db, "ann", new, an_act(tom, LATER))

    assert again == first
    assert (first.reader_id, first.at) == (tom.id, an_act(tom).now)


def test_a_receipt_is_marked_by_the_athlete_whom_it_concerns(db: Database, tom: User, ann: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))

    mark_read(db, "ann", NewReadMark(subject=ReadSubject.RECEIPT, subject_id=made.id), an_act(ann))

    with db.read() as read:
        marks = read_marks.of_subjects(read, "ann", ReadSubject.RECEIPT, [made.id])
    assert [mark.reader_id for mark in marks] == ["ann"]


def test_what_somebody_may_not_see_they_can_not_mark(db: Database, tom: User, ann: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, ann).id, MONDAY, an_act(ann))
    new = NewReadMark(subject=ReadSubject.FEEDBACK, subject_id=made.created[0].session_id)
    eve = a_trainer(db, "eve")
    a_coaching(db, eve, ann, sees=Sees.ASSIGNED)
    end_coaching(db, tom.id, an_act(ann))

    for trainer in (tom, eve):
        with pytest.raises(NotFound):
            mark_read(db, "ann", new, an_act(trainer))


def test_a_view_of_the_same_name_gives_way_and_another_s_is_not_dropped(db: Database, tom: User, ann: User) -> None:
    keep_filter(db, NewRosterFilter(name="Late", query="show=overdue"), an_act(tom))
    kept = keep_filter(db, NewRosterFilter(name=" Late ", query="show=pain"), an_act(tom))

    with pytest.raises(NotFound):
        drop_filter(db, kept.id, an_act(ann))

    with db.read() as read:
        assert roster_filters.of_user(read, tom.id) == [kept]
    drop_filter(db, kept.id, an_act(tom))
    with db.read() as read:
        assert roster_filters.of_user(read, tom.id) == []


@pytest.mark.parametrize("new", [("", "show=pain"), ("x" * 61, ""), ("Late", "a" * 501), ("Late", "a\nb")])
def test_what_is_no_view_is_refused(db: Database, tom: User, new: tuple[str, str]) -> None:
    with pytest.raises(DocumentNotValid):
        keep_filter(db, NewRosterFilter(name=new[0], query=new[1]), an_act(tom))


def test_marks_go_with_the_account(db: Database, tom: User, ann: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))
    mark_read(db, "ann", NewReadMark(subject=ReadSubject.RECEIPT, subject_id=made.id), an_act(tom))

    erase_account(db, ann.id, an_act(ann))

    with db.read() as read:
        assert read_marks.of_subjects(read, "ann", ReadSubject.RECEIPT, [made.id]) == []


def _session(db: Database, by: User) -> str:
    return assign_routine(db, "ann", a_routine(db, by).id, MONDAY, an_act(by)).created[0].session_id


def test_a_message_stands_on_its_session_and_who_answers_has_read_what_stood_there(
    db: Database, tom: User, ann: User
) -> None:
    session = _session(db, tom)

    asked = send_message(db, "ann", NewMessage(text="How was it?", session_id=session), an_act(tom))
    send_message(db, "ann", NewMessage(text="Hard.", session_id=session), an_act(ann, LATER))

    with db.read() as read:
        written = messages.about(read, "ann", session_id=session)
        marks = read_marks.of_subjects(read, "ann", ReadSubject.MESSAGE, [asked.id])
        unread = messages.unread_counts(read, tom.id, ["ann"])
    assert [(each.by, each.text) for each in written] == [("tom", "How was it?"), ("ann", "Hard.")]
    assert [(mark.reader_id, mark.at) for mark in marks] == [("ann", LATER)]
    assert unread == {"ann": 1}


def test_a_conversation_is_read_as_a_whole(db: Database, tom: User, ann: User) -> None:
    session = _session(db, tom)
    for text in ("One", "Two"):
        send_message(db, "ann", NewMessage(text=text, session_id=session), an_act(ann))

    read_conversation(db, "ann", an_act(tom), session_id=session)

    with db.read() as read:
        assert messages.unread_counts(read, tom.id, ["ann"]) == {}


def test_a_message_hangs_on_a_set_of_the_session_and_on_no_other(db: Database, tom: User) -> None:
    session = _session(db, tom)
    with db.read() as read:
        whole = sessions.get(read, "ann", session)
    snapshot = find_snapshot(whole)
    assert snapshot is not None
    of_set = (snapshot.sections[0].exercises or ())[0].sets[0].id  # type: ignore[union-attr]  # squats have sets

    sent = send_message(db, "ann", NewMessage(text="Slower", session_id=session, set_id=of_set), an_act(tom))

    assert sent.set_id == of_set
    with pytest.raises(NotFound):
        send_message(db, "ann", NewMessage(text="Slower", session_id=session, set_id="another"), an_act(tom))


def test_what_was_written_stays_the_athlete_s_when_coaching_ends(db: Database, tom: User, ann: User) -> None:
    session = _session(db, tom)
    send_message(db, "ann", NewMessage(text="Well done", session_id=session), an_act(tom))
    end_coaching(db, tom.id, an_act(ann))

    with pytest.raises(NotFound):
        send_message(db, "ann", NewMessage(text="Hello?", session_id=session), an_act(tom))

    with db.read() as read:
        assert [each.text for each in messages.about(read, "ann", session_id=session)] == ["Well done"]


def test_of_what_a_trainer_may_not_see_they_are_told_no_message(db: Database, ann: User) -> None:
    eve = a_trainer(db, "eve")
    a_coaching(db, eve, ann, sees=Sees.ASSIGNED)
    send_message(db, "ann", NewMessage(text="Mine", session_id=_session(db, ann)), an_act(ann))

    with db.read() as read:
        assert messages.unread_counts(read, eve.id, ["ann"]) == {}


def test_whoever_answers_on_a_receipt_has_read_what_it_did(db: Database, tom: User, ann: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))

    send_message(db, "ann", NewMessage(text="Not on Mondays", receipt_id=made.id), an_act(ann))

    with db.read() as read:
        marks = read_marks.of_subjects(read, "ann", ReadSubject.RECEIPT, [made.id])
        unread = messages.unread(read, "ann", tom.id)
    assert [mark.reader_id for mark in marks] == ["ann"]
    assert [each.text for each in unread] == ["Not on Mondays"]


def test_what_was_written_on_a_receipt_is_read_as_a_whole(db: Database, tom: User, ann: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))
    send_message(db, "ann", NewMessage(text="Not on Mondays", receipt_id=made.id), an_act(ann))

    read_conversation(db, "ann", an_act(tom), receipt_id=made.id)

    with db.read() as read:
        assert messages.unread(read, "ann", tom.id) == []
        assert messages.unread_counts(read, tom.id, ["ann"]) == {}


def test_of_receipts_a_trainer_is_told_what_stands_on_their_own_alone(db: Database, ann: User, tom: User) -> None:
    eve = a_trainer(db, "eve")
    a_coaching(db, eve, ann, sees=Sees.ASSIGNED)
    for author, text in ((tom, "On Tom's"), (eve, "On Eve's")):
        made = assign_routine(db, "ann", a_routine(db, author).id, MONDAY, an_act(author))
        send_message(db, "ann", NewMessage(text=text, receipt_id=made.id), an_act(ann))

    with db.read() as read:
        counted = messages.unread_counts(read, eve.id, ["ann"])
        listed = messages.unread(read, "ann", eve.id, Scope(assigned_by=eve.id))
        toms = messages.unread_counts(read, tom.id, ["ann"])

    assert (counted, [each.text for each in listed], toms) == ({"ann": 1}, ["On Eve's"], {"ann": 2})


def test_a_message_on_a_session_that_was_replaced_is_still_read(db: Database, tom: User, ann: User) -> None:
    made = assign_routine(db, "ann", a_routine(db, tom).id, MONDAY, an_act(tom))
    session = made.created[0].session_id
    sent = send_message(db, "ann", NewMessage(text="Slowly", session_id=session), an_act(tom))
    undo_receipt(db, "ann", made.id, an_act(tom))

    mark_read(db, "ann", NewReadMark(subject=ReadSubject.MESSAGE, subject_id=sent.id), an_act(ann))

    with db.read() as read:
        assert messages.unread(read, "ann", "ann") == []


@pytest.mark.parametrize(
    "new",
    [
        NewMessage(text=" ", session_id="s"),
        NewMessage(text="a" * 4_001, session_id="s"),
        NewMessage(text="a"),
        NewMessage(text="a", session_id="s", receipt_id="r"),
        NewMessage(text="a", receipt_id="r", set_id="x"),
    ],
)
def test_what_is_no_message_is_refused(db: Database, ann: User, new: NewMessage) -> None:
    with pytest.raises(DocumentNotValid):
        send_message(db, "ann", new, an_act(ann))


def test_a_note_is_the_trainer_s_own_and_goes_with_either_account(db: Database, tom: User, ann: User) -> None:
    keep_note(db, "ann", NewTrainerNote(text=" Left knee "), an_act(tom))

    with db.read() as read:
        found = trainer_notes.find(read, tom.id, "ann")
    assert found is not None
    assert found.text == "Left knee"
    erase_account(db, ann.id, an_act(ann))
    with db.read() as read:
        assert trainer_notes.find(read, tom.id, "ann") is None
