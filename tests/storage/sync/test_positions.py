"""How far many feeds have come, of each as its reader sees it."""

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.act import Actor
from mesocycle.domain.permission import ALL, Scope
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync import feed, positions
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act, feed_position


def test_only_feeds_that_have_gone_on_are_given(db: Database) -> None:
    for name in ("ann", "bob", "cleo"):
        a_user(db, name)
    with db.read_now() as look:
        known = positions.marks(look, ["ann", "bob", "cleo", "nobody"])
        before = positions.moved(look, known)

    db.write("bob", an_act(Actor("bob", frozenset())), lambda _: None)
    with db.read_now() as look:
        moved = positions.moved(look, known)

    assert sorted(known) == ["ann", "bob", "cleo"]
    assert before == {}
    assert moved == {"bob": known["bob"]._replace(seq=known["bob"].seq + 1)}


def test_a_feed_of_another_epoch_has_gone_on(db: Database) -> None:
    a_user(db)
    with db.read_now() as look:
        known = positions.marks(look, ["ann"])
        other = {"ann": known["ann"]._replace(epoch="earlier")}

        assert positions.moved(look, other) == known


def test_a_position_is_what_the_feed_itself_says(db: Database) -> None:
    ann = a_user(db)
    with db.read() as read:
        seen = positions.seen(read, {"ann": ALL})["ann"]
        page = feed.changes(read, ann.id, 0, 10)

        assert (seen.epoch, seen.seq, seen.messages) == (*feed_position(read, ann.id), None)
        assert (seen.epoch, seen.seq) == (page.epoch, page.seq)


def test_whoever_sees_a_part_is_told_how_far_that_part_has_come(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    own, toms = a_routine(db, ann), a_routine(db, tom)
    request = AssignmentRequest(start_date="2026-01-05")
    assign_routine(db, ann.id, toms.id, request, an_act(tom))
    with db.read() as read:
        as_told = positions.seen(read, {"ann": Scope(assigned_by=tom.id)})["ann"]
    assign_routine(db, ann.id, own.id, request, an_act(ann))

    with db.read() as read:
        narrow = positions.seen(read, {"ann": Scope(assigned_by=tom.id)})["ann"]
        wide = positions.seen(read, {"ann": ALL})["ann"]

    assert narrow == as_told
    assert narrow.seq < wide.seq
    assert narrow.epoch == f"{wide.epoch}:{tom.id}"


def test_what_is_asked_of_nobody_is_not_asked(db: Database) -> None:
    with db.read() as read:
        assert positions.seen(read, {}) == {}
