"""History is the athlete's: whatever is done to plans, versions, trainers, links and accounts, in whatever order."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.roll_out import roll_out
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.plans.archive_routine import archive_routine
from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.actions.plans.copy_routine import copy_routine
from mesocycle.actions.plans.delete_routine import delete_routine
from mesocycle.actions.plans.delete_version import delete_version
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.plans.sweep_snapshots import sweep_snapshots
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.adjust_session import adjust_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Role, Sees, Settings
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.inputs import Completion, OneOff, Skip
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from tests.arrange import ADMIN, NOW, a_coaching, a_routine, a_routine_file, a_trainer, a_user, an_act
from tests.builders import a_workout
from tests.properties.dump import Dump, Row, dump, fill
from tests.properties.entries import plain, planned_sets, set_entry
from tests.properties.values import Entry

ANN, BEN = (Actor(name, frozenset({Role.ATHLETE})) for name in ("ann", "ben"))
TOM = Actor("tom", frozenset({Role.TRAINER, Role.ATHLETE}))
_WHOLE = ("workout_session", "deleted_session", "session_event", "performed_set", "receipt", "routine_assignment")
_BESIDE = ("reference_value", "sync_operation")


class Played:
    """A history in which everything happened once: what to name in the ways, and the rows to begin with."""

    def __init__(self, db: Database) -> None:
        self.db = db
        tom, ann, ben = a_trainer(db), a_user(db, "ann"), a_user(db, "ben")
        a_coaching(db, tom, ann)
        a_coaching(db, tom, ben)
        first = a_routine(db, tom, isPublic=True, allowCopy=True)
        self.routine = first.parent_routine_id
        self.unused = a_routine(db, tom, name="Never used").parent_routine_id
        later = [publish_version(db, self.routine, a_routine_file(), an_act(tom)) for _ in range(3)]
        self.versions = [first.id, *(version.id for version in later)]
        assigned = assign_routine(db, "ann", first.id, AssignmentRequest(start_date="2026-01-05"), an_act(tom))
        self._train([created.session_id for created in assigned.created], assigned.new_assignment_id or "")
        assign_routine(db, "ben", self.versions[1], AssignmentRequest(start_date="2026-01-05"), an_act(tom))
        self.rows = dump(db)

    def _train(self, ids: list[str], assignment_id: str) -> None:
        db = self.db
        body = next(iter(dump(db)["workout_snapshot"].values()))["body"]
        planned = planned_sets(body)
        done = set_entry(Entry("performed-1", planned[0].id, 5, NOW), planned)
        value = NewReferenceValue(kind=ReferenceKind.BODYWEIGHT, value=70, unit="kg")
        set_reference_value(db, "ann", value, an_act(ANN))
        start_session(db, "ann", ids[0], an_act(ANN))
        log_set(db, "ann", ids[0], done, an_act(ANN))
        complete_session(db, "ann", ids[0], an_act(ANN), given=Completion(as_planned=True))
        skip_session(db, "ann", ids[1], Skip(reason="travel"), an_act(ANN))
        content = msgspec.json.decode(body, type=WorkoutSnapshot)
        adjust_session(db, "ann", ids[2], msgspec.structs.replace(content, objective="Easier."), an_act(TOM))
        one_off = OneOff(scheduled_date="2026-01-09", workout=a_workout())
        complete_session(db, "ann", add_session(db, "ann", one_off, an_act(TOM)).id, an_act(ANN))
        replace_assignment(db, "ann", assignment_id, self.versions[1], ReplacementRequest(continue_=True), an_act(TOM))
        late = set_entry(Entry("performed-2", planned[1].id, 4, NOW), planned)
        work = Operation(id="late", seen_seq=1, session_id=ids[3], kind=OperationKind.LOG_SET, at=NOW, body=plain(late))
        assert sync(db, "ann", [work], an_act(ANN))[0].outcome == "revived"

    def publish(self) -> None:
        publish_version(self.db, self.routine, a_routine_file(name="Other", duration=2), an_act(TOM))

    def roll_out_to_ben(self) -> None:
        roll_out(self.db, self.versions[2], an_act(TOM), members=["ben"])

    def unshare(self) -> None:
        publish_version(self.db, self.routine, a_routine_file(isPublic=False, allowCopy=False), an_act(TOM))


WAYS: dict[str, Callable[[Played], object]] = {
    "publish": Played.publish,
    "publish for nobody else": Played.unshare,
    "copy": lambda p: copy_routine(p.db, p.versions[1], an_act(BEN)),
    "archive version 1": lambda p: archive_version(p.db, p.versions[0], an_act(TOM)),
    "archive version 2": lambda p: archive_version(p.db, p.versions[1], an_act(TOM)),
    "delete version 1": lambda p: delete_version(p.db, p.versions[0], an_act(TOM)),
    "delete version 2": lambda p: delete_version(p.db, p.versions[1], an_act(TOM)),
    "delete version 4": lambda p: delete_version(p.db, p.versions[3], an_act(TOM)),
    "roll out to another athlete": Played.roll_out_to_ben,
    "archive the routine": lambda p: archive_routine(p.db, p.routine, an_act(TOM)),
    "delete the routine": lambda p: delete_routine(p.db, p.routine, an_act(TOM)),
    "delete the unused routine": lambda p: delete_routine(p.db, p.unused, an_act(TOM)),
    "narrow the coaching": lambda p: change_coaching(p.db, "tom", an_act(ANN), sees=Sees.ASSIGNED),
    "end the coaching": lambda p: end_coaching(p.db, "ann", an_act(TOM)),
    "take the trainer's role": lambda p: change_settings(p.db, "tom", Settings(roles=(Role.ATHLETE,)), an_act(ADMIN)),
    "move to another zone": lambda p: change_settings(p.db, "ann", Settings(time_zone="Asia/Tokyo"), an_act(ANN)),
    "erase the trainer": lambda p: erase_account(p.db, "tom", an_act(TOM)),
    "erase another athlete": lambda p: erase_account(p.db, "ben", an_act(BEN)),
    "sweep snapshots": lambda p: sweep_snapshots(p.db, an_act(ADMIN)),
}
REFUSED = {"delete version 1", "delete version 2", "delete the routine"}
"""These are in use; all other ways succeed when they come in the order above."""


def history_of(rows: Dump, user: str) -> dict[str, dict[object, Row]]:
    """Give every row of a user's training, and the snapshots it points at."""
    own: dict[str, dict[object, Row]] = {
        name: {key: row for key, row in rows[name].items() if row["user_id"] == user} for name in (*_WHOLE, *_BESIDE)
    }
    hashes = {row["snapshot_hash"] for name in _WHOLE[:2] for row in own[name].values()}
    return own | {"workout_snapshot": {key: row for key, row in rows["workout_snapshot"].items() if key[0] in hashes}}


@pytest.fixture
def played(db: Database) -> Played:
    return Played(db)


def test_no_history_changes_whatever_is_done_around_it_in_whatever_order(played: Played) -> None:
    before = history_of(played.rows, "ann")
    assert all(before.values()), "each kind of row must be there, or the claim would be empty"

    @example(list(WAYS))
    @given(st.lists(st.sampled_from(list(WAYS)), min_size=2, max_size=10, unique=True))
    @settings(max_examples=15)
    def stays(ways: list[str]) -> None:
        fill(played.db, played.rows)
        for name in ways:
            try:
                WAYS[name](played)
                done = True
            except Refusal:
                done = False
            assert history_of(dump(played.db), "ann") == before, name
            assert done == (name not in REFUSED) or ways != list(WAYS), name
        with played.db.read() as read:
            assert not verify(read).findings

    stays()
