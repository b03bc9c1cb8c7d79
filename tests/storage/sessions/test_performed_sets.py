"""Performed sets as rows: they say what is given, and only what says something else is written."""

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.rows import PerformedRow
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.engine.rows import insert
from mesocycle.storage.sessions import performed_sets
from tests.actions.training import ann_trains, rows_of

DAY = "2026-01-05"


def a_row(id_: str, load_kg: float = 100.0) -> PerformedRow:
    """Give a set of five."""
    nothing = dict.fromkeys(("set_id", "round", "side", "added_kg", "duration_s", "distance_m", "rir", "performed_at"))
    suggested = dict.fromkeys(("suggested_kg", "suggested_reps", "suggested_s"))
    return PerformedRow(
        id=id_,
        section_id="section-1",
        line_id="line-1",
        exercise_id="squat",
        exercise_variant_id="squat",
        exercise_name="Squat",
        set_type="working",
        set_number=1,
        sides=1,
        counts=1,
        reps=5,
        load_kg=load_kg,
        rpe=7.5,
        as_planned=False,
        **nothing,
        **suggested,
    )


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hear which rows are written, by their ids."""
    heard: list[str] = []

    def hear(connection: Any, table: Any, columns: Any, rows: Sequence[tuple[Any, ...]], *, tail: str = "") -> None:  # noqa: ANN401  # as given
        heard.extend(row[columns.index("id")] for row in rows)
        insert(connection, table, columns, rows, tail=tail)

    monkeypatch.setattr(performed_sets, "insert", hear)
    return heard


def test_only_rows_that_say_something_else_are_written_and_those_not_given_go(db: Database, written: list[str]) -> None:
    _, act, (first, second, *_) = ann_trains(db)
    for each in (first, second):
        start_session(db, "ann", each, act)

    def write_down(*rows: PerformedRow, session_id: str = first) -> list[str]:
        def do(write: Write) -> None:
            performed_sets.write_all(write, [session_id], [(session_id, DAY, row) for row in rows])

        written.clear()
        db.write("ann", act, do)
        return list(written)

    one, two, three, four = map(a_row, ("one", "two", "three", "four"))

    assert write_down(one, two, three) == ["one", "two", "three"]
    assert write_down(two, session_id=second) == ["two"]
    assert write_down(one, two, three) == []
    assert write_down(one, replace(two, load_kg=102.5), four) == ["two", "four"]
    assert rows_of(db, first) == [("four", DAY, 100.0), ("one", DAY, 100.0), ("two", DAY, 102.5)]
    assert rows_of(db, second) == [("two", DAY, 100.0)]
    assert (
        write_down(four, replace(four, load_kg=1.0)) == []
    )  # of one id twice, as logs from elsewhere may have it, the first
    assert rows_of(db, first) == [("four", DAY, 100.0)]
    assert write_down() == []
    assert rows_of(db, first) == []


def test_more_rows_go_at_once_than_one_statement_names(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performed_sets, "_LENGTHS", (1, 7))
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    rows = [(first, DAY, a_row(f"{number:03}")) for number in range(100)]

    db.write("ann", act, lambda write: performed_sets.write_all(write, [first], rows))
    db.write("ann", act, lambda write: performed_sets.write_all(write, [first], rows[:10]))

    assert [id_ for id_, _, _ in rows_of(db, first)] == [f"{number:03}" for number in range(10)]
