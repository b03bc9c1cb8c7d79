"""What a server holds, as its admin sees it."""

from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.domain.people.user import Role
from mesocycle.domain.upkeep import JobKind, NewUpkeepRun, UpkeepKind
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep import runs, state
from tests.actions.signing_in import a_sign_in
from tests.api.assignments.rolling import team
from tests.arrange import ADMIN, NOW, a_coaching, a_routine, a_trainer, a_user, an_act


def test_people_are_counted_in_each_of_their_roles(db: Database) -> None:
    a_user(db)
    a_user(db, "ada", roles=(Role.ADMIN, Role.ATHLETE))
    a_trainer(db)
    a_sign_in(db, a_user(db, "bob"))

    with db.read() as read:
        held = state.held(read, NOW)

    assert (held.users, held.sign_ins) == (4, 1)
    assert held.roles == {Role.ATHLETE: 4, Role.TRAINER: 1, Role.ADMIN: 1}
    assert held.database_bytes > 10_000
    assert held.engine_version[0].isdigit()


def test_what_somebody_has_here_is_counted(db: Database) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    a_routine(db, tom)

    with db.read() as read:
        assert state.held_of(read, tom.id) == state.HeldOf(sessions=0, routines=1, coached=1, tokens=0)


def test_people_are_found_by_name_address_and_role_some_at_a_time(db: Database) -> None:
    for name in ("ann", "bob", "tom"):
        (a_trainer if name == "tom" else a_user)(db, name)

    def found(search: str = "", role: Role | None = None, after: str | None = None, limit: int = 10) -> list[str]:
        with db.read() as read:
            return [each.id for each in state.people(read, search=search, role=role, after=after, limit=limit)]

    assert found() == ["ann", "bob", "tom"]
    assert found("BO") == ["bob"]
    assert found("example.org", Role.TRAINER) == ["tom"]
    assert found("%") == found("_") == []
    assert found(limit=2) == ["ann", "bob"]
    assert found(after="bob@example.org") == ["tom"]


def test_what_goes_on_behind_answers_is_listed_whoever_began_it(db: Database) -> None:
    trainer = team(db, "ann")
    begin_roll_out(db, "v2", an_act(trainer))
    runs.begin(db, NewUpkeepRun(kind=UpkeepKind.VERIFY), None, an_act(ADMIN))

    with db.read() as read:
        jobs = state.jobs(read, NOW, limit=10)

    assert {(each.kind, each.by, each.status) for each in jobs} == {
        (JobKind.ROLL_OUT, trainer.id, "running"),
        (JobKind.UPKEEP, ADMIN.id, "running"),
    }
    assert all(each.what for each in jobs)
