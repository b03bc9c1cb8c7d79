"""Marks and views belong to whoever set them, and are told of by their subject."""

from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.people.roster import NewRosterFilter
from mesocycle.storage.conversation import read_marks, roster_filters
from mesocycle.storage.engine.database import Database
from tests.arrange import a_trainer, a_user, an_act


def test_marks_of_two_readers_are_two_and_of_another_subject_none(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    for reader in (tom, ann):
        db.write("ann", an_act(reader), lambda write: read_marks.add(write, ReadSubject.MESSAGE, ["m1", "m1"]))

    with db.read() as read:
        marks = read_marks.of_subjects(read, "ann", ReadSubject.MESSAGE, ["m1", "m2"])
        none = read_marks.of_subjects(read, "ann", ReadSubject.FEEDBACK, ["m1"])

    assert ([mark.reader_id for mark in marks], none) == (["ann", "tom"], [])


def test_views_are_listed_by_name(db: Database) -> None:
    tom = a_trainer(db)
    for name in ("Zoo", "Ape"):
        new = NewRosterFilter(name=name, query="")
        db.write("tom", an_act(tom), lambda write, new=new: roster_filters.add(write, new))  # type: ignore[misc]  # bound at once

    with db.read() as read:
        assert [each.name for each in roster_filters.of_user(read, "tom")] == ["Ape", "Zoo"]
