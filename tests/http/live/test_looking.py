"""What is found to say on open streams: to whom, of what, and who may not hear it any more."""

from collections.abc import Collection
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.conversation.send_message import send_message
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.conversation import NewMessage
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Coaching, CoachingStatus, Role, Sees, User
from mesocycle.domain.permission import ALL, Scope
from mesocycle.http.live.looking import Looking, sights_of
from mesocycle.http.live.stream import Stream, Watching
from mesocycle.storage.engine.database import Database, Parameters, Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.sync import positions
from mesocycle.storage.tables.people import api_token
from tests.arrange import NOW, a_coaching, a_routine, a_trainer, a_user, an_act
from tests.http.live.opened import a_watching, again, closed


class Counted(Read):
    """A look that counts its statements."""

    asked = 0

    def execute(
        self, statement: sa.Executable, parameters: Parameters | None = None
    ) -> sa.engine.CursorResult[*tuple[Any, ...]]:
        self.asked += 1
        return super().execute(statement, parameters)

    def rows(self, statement: Prepared, **values: object) -> list[Any]:
        self.asked += 1
        return super().rows(statement, **values)


class Desk:
    """Streams that are open, and what is said on each."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._looking = Looking()
        self.streams: list[Stream] = []
        self.asked = 0

    def opens(self, watching: Watching) -> Stream:
        """Open one more."""
        self.streams.append(Stream(watching, closed))
        return self.streams[-1]

    def looks(self, *, at_everybody: bool = False) -> list[tuple[Stream, str, dict[str, Any]]]:
        """Look, and give what is said: the stream, the event, the document; `over` where it ends."""
        with self.db.read_now() as look:
            counted = Counted(look.connection)
            said = self._looking.look(counted, self.streams, NOW, at_everybody=at_everybody)
        self.asked = counted.asked
        told: list[tuple[Stream, str, dict[str, Any]]] = []
        for each in said:
            if each.words:
                event, data = each.words.decode().removesuffix("\n\n").split("\n")
                told.append((each.stream, event.removeprefix("event: "), msgspec.json.decode(data[6:])))
            if each.ends:
                told.append((each.stream, "over", {}))
        return told


@pytest.fixture
def desk(db: Database) -> Desk:
    """Give a desk."""
    return Desk(db)


@pytest.fixture
def tom(db: Database) -> User:
    """Add Tom, who coaches Ann and Bob."""
    tom = a_trainer(db)
    for name in ("ann", "bob"):
        a_coaching(db, tom, a_user(db, name))
    return tom


def does_something(db: Database, user_id: str) -> None:
    """Let somebody's feed go on."""
    db.write(user_id, an_act(Actor(user_id, frozenset())), lambda _: None)


def kinds(said: list[tuple[Stream, str, dict[str, Any]]]) -> list[tuple[str, object]]:
    """Give events with whom they are about."""
    return [(event, document.get("userId")) for _, event, document in said]


def test_a_stream_begins_with_where_everybody_stands_and_then_hears_of_each_who_goes_on(
    desk: Desk, db: Database, tom: User
) -> None:
    desk.opens(a_watching(db, tom))

    ((_, event, start),) = desk.looks()
    nothing = desk.looks()
    does_something(db, "ann")
    ((_, _, changed),) = desk.looks()

    assert (event, sorted(each["userId"] for each in start["positions"])) == ("start", ["ann", "bob"])
    assert nothing == []
    before = next(each for each in start["positions"] if each["userId"] == "ann")
    assert changed == {**before, "seq": before["seq"] + 1}


def test_a_stream_about_one_athlete_hears_of_no_other(desk: Desk, db: Database, tom: User) -> None:
    desk.opens(a_watching(db, tom, only="ann"))
    desk.looks()

    does_something(db, "bob")
    does_something(db, "ann")

    assert kinds(desk.looks()) == [("change", "ann")]


def test_the_end_of_coaching_is_said_before_anything_else_is_and_closes_a_stream_about_that_one(
    desk: Desk, db: Database, tom: User
) -> None:
    watching = a_watching(db, tom)
    roster, anns = desk.opens(watching), desk.opens(again(watching, only="ann"))
    desk.looks()

    end_coaching(db, "ann", an_act(tom))
    does_something(db, "ann")
    said = desk.looks()
    does_something(db, "ann")

    assert kinds([each for each in said if each[0] is roster]) == [("end", "ann")]
    assert kinds([each for each in said if each[0] is anns]) == [("end", "ann"), ("over", None)]
    assert [each for each in desk.looks() if each[0] is roster] == []


def test_who_comes_to_a_roster_is_heard_of_at_the_next_look_at_everybody(desk: Desk, db: Database, tom: User) -> None:
    desk.opens(a_watching(db, tom))
    desk.looks()

    a_coaching(db, tom, a_user(db, "cleo"))

    assert kinds(desk.looks()) == []
    assert kinds(desk.looks(at_everybody=True)) == [("change", "cleo")]
    does_something(db, "cleo")
    assert kinds(desk.looks()) == [("change", "cleo")]


def test_a_revoked_token_hears_nothing_more_and_its_stream_ends(desk: Desk, db: Database, tom: User) -> None:
    desk.opens(a_watching(db, tom))
    desk.looks()
    revoke = api_token.update().values(revoked_at=NOW)
    db.write_across_owners(lambda connection: connection.execute(revoke))

    does_something(db, "ann")

    assert kinds(desk.looks()) == [("over", None)]


def test_whoever_sees_what_they_assigned_hears_of_nothing_else(desk: Desk, db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    own, toms = a_routine(db, ann), a_routine(db, tom)
    desk.opens(a_watching(db, tom))
    desk.looks()

    assign_routine(db, ann.id, own.id, AssignmentRequest(start_date="2026-01-05"), an_act(ann))
    of_own = desk.looks()
    receipt = assign_routine(db, ann.id, toms.id, AssignmentRequest(start_date="2026-01-05"), an_act(tom))
    of_toms = desk.looks()
    message = NewMessage(text="Too heavy", session_id=receipt.created[0].session_id)
    send_message(db, ann.id, message, an_act(ann))
    of_message = desk.looks()

    assert kinds(of_own) == []
    assert kinds(of_toms) == [("change", "ann")]
    assert [(document["seq"], document["messages"]) for _, _, document in of_message] == [(of_toms[0][2]["seq"], 1)]


def test_another_choice_of_what_a_trainer_sees_is_another_epoch(desk: Desk, db: Database, tom: User) -> None:
    desk.opens(a_watching(db, tom, only="ann"))
    ((_, _, start),) = desk.looks()

    change_coaching(db, tom.id, an_act(Actor("ann", frozenset())), sees=Sees.ASSIGNED)
    ((_, _, changed),) = desk.looks()

    assert changed["epoch"] == f"{start['positions'][0]['epoch']}:{tom.id}"


def test_a_look_takes_a_few_statements_however_many_streams_are_open(desk: Desk, db: Database, tom: User) -> None:
    watching = a_watching(db, tom)
    for _ in range(200):
        desk.opens(watching)
    desk.looks()

    desk.looks()
    idle = desk.asked
    does_something(db, "ann")
    said = desk.looks()

    assert len(said) == 200
    assert (idle, desk.asked) == (1, 3)
    assert len({id(each) for each in said}) == 200


def test_whom_nobody_watches_any_more_is_asked_about_no_longer(desk: Desk, db: Database, tom: User) -> None:
    desk.opens(a_watching(db, tom))
    desk.looks()
    desk.streams.clear()

    desk.looks()
    desk.looks()

    assert desk.asked == 0


@pytest.mark.parametrize(
    ("only", "roles", "sights"),
    [
        (None, (Role.TRAINER,), {"ann": ALL, "bob": Scope(assigned_by="tom")}),
        ("bob", (Role.TRAINER,), {"bob": Scope(assigned_by="tom")}),
        ("tom", (Role.TRAINER,), {"tom": ALL}),
        ("cleo", (Role.TRAINER,), {}),
        ("cleo", (Role.ADMIN,), {"cleo": ALL}),
        (None, (Role.ADMIN,), {"ann": ALL, "bob": Scope(assigned_by="tom")}),
    ],
)
def test_whom_somebody_may_watch(only: str | None, roles: tuple[Role, ...], sights: dict[str, Scope]) -> None:
    links = [
        Coaching(
            id=f"c-{athlete}",
            trainer_id="tom",
            athlete_id=athlete,
            status=CoachingStatus.ACTIVE,
            sees=sees,
            may_log=False,
            created_at=NOW,
            updated_at=NOW,
        )
        for athlete, sees in (("ann", Sees.ALL), ("bob", Sees.ASSIGNED))
    ]
    watching = Watching("tom", None, b"", only, 60)  # type: ignore[arg-type]  # by what does not matter here

    assert sights_of(watching, Actor("tom", frozenset(roles)), links) == sights


def test_an_athlete_who_is_erased_amid_a_look_is_told_to_nobody_and_holds_up_no_other(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    tom, ann, bob = a_trainer(db), a_user(db, "ann"), a_user(db, "bob")
    for each in (ann, bob):
        a_coaching(db, tom, each, sees=Sees.ASSIGNED)
    marks = positions.marks

    def marked_before_she_is_erased(read: Read, users: Collection[str]) -> dict[str, positions.Mark]:
        found = marks(read, users)
        erase_account(db, ann.id, an_act(ann))
        return found

    monkeypatch.setattr(positions, "marks", marked_before_she_is_erased)
    with db.read_now() as look:
        (said,) = Looking().look(look, [Stream(a_watching(db, tom), closed)], NOW, at_everybody=False)

    assert said.words is not None
    assert b'"bob"' in said.words
    assert b'"ann"' not in said.words
