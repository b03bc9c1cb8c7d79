"""What is read is marked once, by whoever may see it; views of the roster are kept and taken away."""

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.conversation.drop_filter import drop_filter
from mesocycle.actions.conversation.keep_filter import keep_filter
from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.conversation import NewReadMark, ReadSubject
from mesocycle.domain.people.roster import NewRosterFilter
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.storage.conversation import read_marks, roster_filters
from mesocycle.storage.engine.database import Database
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
