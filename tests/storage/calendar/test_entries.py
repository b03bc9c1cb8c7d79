"""Sessions as calendars show them, of one's own and of those one coaches."""

from msgspec.structs import replace

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.permission import ALL, Scope
from mesocycle.storage.calendar.entries import Window, of_people
from mesocycle.storage.engine.database import Database
from tests.actions.following import ann_follows, new_of
from tests.arrange import an_act

YEAR = Window(first="2026-01-01", last="2026-12-31", removed_since="2025-12-01T00:00:00.000Z")


def test_what_was_removed_lately_is_told_as_removed_and_what_was_removed_long_ago_not_at_all(db: Database) -> None:
    ann, first = ann_follows(db)
    later = "2026-01-06T09:00:00.000Z"  # what is removed within the hour nobody has seen
    replace_assignment(db, "ann", new_of(first), "v2", ReplacementRequest(continue_=True), an_act(ann, later))

    with db.read() as read:
        lately = of_people(read, {"ann": ALL}, YEAR)
        long_ago = of_people(read, {"ann": ALL}, replace(YEAR, removed_since="2026-02-01T00:00:00.000Z"))

    assert [entry.removed for entry in lately].count(True) == 4
    assert {entry.removed for entry in long_ago} == {False}
    assert {entry.changed_at for entry in lately} == {later}


def test_of_each_person_only_what_the_scope_allows_is_told_in_the_order_of_the_days(db: Database) -> None:
    ann_follows(db)

    with db.read() as read:
        allowed = of_people(read, {"ann": ALL, "nobody": ALL}, YEAR)
        assert of_people(read, {"ann": Scope(assigned_by="tom")}, YEAR) == []
        assert of_people(read, {}, YEAR) == []

    assert [entry.day for entry in allowed] == ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
