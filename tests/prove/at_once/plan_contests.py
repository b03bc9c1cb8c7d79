"""What races across owners: versions, accounts, snapshots, roll-outs, offline batches."""

from collections.abc import Sequence
from functools import partial
from random import Random

import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.roll_out import begin_roll_out, run_roll_out
from mesocycle.actions.people.erase_account import erase_account
from mesocycle.actions.plans.delete_version import delete_version
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.plans.sweep_snapshots import sweep_snapshots
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.document import Id
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.assignments import receipts, roll_outs
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables.training import metadata
from tests.arrange import ADMIN, a_trainer, an_act, feed_position
from tests.prove.at_once.contests import CONTINUE, Contest
from tests.prove.at_once.racing import Finish, Race
from tests.prove.run import NotProvenError
from tests.prove.scene import WISH, Follower, Scene, a_follower, a_plan, an_athlete, published
from tests.prove.soundness import require_sound

_ROLLED = 6
"""Athletes of each roll-out that races, in chunks of two, so that they meet between chunks too."""


def _require(holds: bool, what: str, finishes: Sequence[Finish]) -> None:
    if not holds:
        raise NotProvenError(f"{what}: {[finish.refusal or finish.result for finish in finishes]}")


def _outcomes(finishes: Sequence[Finish]) -> tuple[str, ...]:
    return tuple(finish.outcome for finish in finishes)


def publishes_at_once(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Give out the numbers without a gap, exactly one of them the latest."""
    one = published(scene.db, scene.trainer, versions=1)
    deeds = [
        partial(publish_version, routine_id=one.routine_id, raw=a_plan(n, name=name), act=one.coach) for n in (2, 3, 4)
    ]
    finishes = race(deeds, chance)
    _require(set(_outcomes(finishes)) == {"done"}, "a publish was refused", finishes)
    with scene.db.read() as read:
        versions = routines.versions_of(read, one.routine_id)
    _require([v.version for v in versions] == [4, 3, 2, 1], "the numbers have a gap", finishes)
    _require([v.version for v in versions if v.is_latest] == [4], "not exactly one is the latest", finishes)
    _require({f.result.id for f in finishes} == {v.id for v in versions[:-1]}, "a version was lost", finishes)
    return "numbered 1 to 4"


def delete_version_against_assign(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Delete a version or assign it, never both."""
    plan = published(scene.db, scene.trainer, versions=2)
    athlete = an_athlete(scene, name).actor.id
    version_id = chance.choice(plan.version_ids)
    finishes = race(
        [
            partial(delete_version, version_id=version_id, act=plan.coach),
            partial(assign_routine, user_id=athlete, version_id=version_id, act=plan.coach, wish=WISH),
        ],
        chance,
    )
    with scene.db.read() as read:
        there = {version.id: version.is_latest for version in routines.versions_of(read, plan.routine_id)}
        used = routines.in_use(read, [version_id])
    deleted = _outcomes(finishes) == ("done", "not-found")
    _require(deleted or _outcomes(finishes) == ("version-in-use", "done"), "both or none were done", finishes)
    _require(deleted == (version_id not in there) and deleted == (not used), "the rows say otherwise", finishes)
    _require(sum(there.values()) == 1, "not exactly one version is the latest", finishes)
    require_sound(scene.db, athlete)
    return "deleted" if deleted else "assigned"


def delete_version_against_publish(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Do both, in either order, with exactly one latest version and no number given twice."""
    plan = published(scene.db, scene.trainer, versions=2)
    finishes = race(
        [
            partial(delete_version, version_id=plan.version_ids[1], act=plan.coach),
            partial(publish_version, routine_id=plan.routine_id, raw=a_plan(5, name=name), act=plan.coach),
        ],
        chance,
    )
    _require(set(_outcomes(finishes)) == {"done"}, "one was refused", finishes)
    with scene.db.read() as read:
        there = {version.version: version.is_latest for version in routines.versions_of(read, plan.routine_id)}
    _require(there in ({1: False, 2: True}, {1: False, 3: True}), f"the versions are {there}", finishes)
    return "deleted first" if 2 in there else "published first"


def erase_against_start(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Erase the whole account, whether a session was started just before or not."""
    follower = a_follower(scene, name)
    finishes = race(
        [
            partial(erase_account, user_id=name, act=follower.act),
            partial(start_session, user_id=name, session_id=chance.choice(follower.session_ids), act=follower.act),
        ],
        chance,
    )
    _require(finishes[0].outcome == "done", "the account was not erased", finishes)
    _require(finishes[1].outcome in ("done", "not-found"), "the start ended in a way of its own", finishes)
    _require_erased(scene.db, name)
    return f"start {finishes[1].outcome}"


def _require_erased(db: Database, user_id: Id) -> None:
    with db.read() as read:
        for table in metadata.sorted_tables:
            column = "user_id" if "user_id" in table.c else "id" if table.name == "app_user" else None
            if column and read.execute(sa.select(table).where(table.c[column] == user_id)).first():
                raise NotProvenError(f"{user_id} was erased and still has rows in {table.name}")


def erase_trainer_against_assign(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Keep the version of an erased trainer where it was assigned in time, archived; else it is gone."""
    trainer = a_trainer(scene.db, f"{name}-tom")
    plan = published(scene.db, trainer, versions=2)
    athlete = an_athlete(plan, name)
    finishes = race(
        [
            partial(erase_account, user_id=trainer.id, act=plan.coach),
            partial(assign_routine, user_id=name, version_id=plan.version_ids[0], act=plan.coach, wish=WISH),
        ],
        chance,
    )
    _require(finishes[0].outcome == "done", "the account was not erased", finishes)
    with scene.db.read() as read:
        left = {v.id: (v.is_latest, v.is_archived) for v in routines.versions_of(read, plan.routine_id)}
    require_sound(scene.db, athlete.actor.id)
    if finishes[1].outcome == "done":
        _require(left == {plan.version_ids[0]: (True, True)}, f"the version is not kept, archived: {left}", finishes)
        return "assigned, version kept"
    _require(finishes[1].outcome in ("not-found", "version-archived"), "the refusal is another", finishes)
    _require(not left, f"unused versions stayed: {left}", finishes)
    return "refused, versions gone"


def sweep_against_assign(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Sweep no snapshot that an assigning has just found there."""
    plan = published(scene.db, scene.trainer, versions=1)
    gone = an_athlete(scene, f"{name}-gone")
    assign_routine(scene.db, gone.actor.id, plan.version_ids[0], WISH, scene.coach)
    erase_account(scene.db, gone.actor.id, gone)  # its snapshots stay behind, and nobody points at them
    athlete, sweeper = an_athlete(scene, name).actor.id, a_trainer(scene.db, f"{name}-sweeper")
    act = an_act(sweeper)
    sweeping = partial(sweep_snapshots, act=an_act(type(act.actor)(sweeper.id, ADMIN.roles)))
    finishes = race(
        [
            sweeping,
            partial(assign_routine, user_id=athlete, version_id=plan.version_ids[0], act=plan.coach, wish=WISH),
            sweeping,
        ],
        chance,
    )
    _require(set(_outcomes(finishes)) == {"done"}, "one was refused", finishes)
    require_sound(scene.db, athlete)
    swept = finishes[0].result + finishes[2].result
    return "assigned first" if swept == 0 else "swept first"


def one_roll_out_run_twice(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Serve each athlete of a roll-out once, however many run it, and whoever begins to train meanwhile."""
    followers = [a_follower(scene, f"{name}-{n}") for n in range(_ROLLED)]
    members = [follower.id for follower in followers]
    rolled = begin_roll_out(scene.db, scene.version_ids[1], scene.coach, members=members)
    run = partial(run_roll_out, roll_out_id=rolled, act=scene.coach, chunk=2)
    begun = chance.choice(followers)
    starting = partial(start_session, user_id=begun.id, session_id=begun.session_ids[0], act=begun.act)
    finishes = race([run, run, starting], chance)
    _require(_outcomes(finishes)[:2] == ("done", "done"), "a run was refused", finishes)
    _require_served_once(scene, rolled, members)
    return f"start {finishes[2].outcome}"


def _require_served_once(scene: Scene, roll_out_id: Id, members: Sequence[Id]) -> None:
    with scene.db.read() as read:
        served = {m.user_id: m.receipt_id for m in roll_outs.get(read, roll_out_id).members}
        issued = {user: {r.id for r in receipts.of_user(read, user) if r.old_assignment_id} for user in members}
    if {user: {receipt} for user, receipt in served.items()} != issued:
        raise NotProvenError(f"members say {served}, the receipts are {issued}")
    for user_id in members:
        require_sound(scene.db, user_id)


def two_roll_outs_and_a_replace(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Let roll-outs of two routines to the same athletes and a replacement pass one another without a deadlock."""
    other = published(scene.db, scene.trainer, versions=2)
    followers: list[Follower] = []
    for n in range(_ROLLED):
        followers.append(a_follower(scene, f"{name}-{n}"))
        assign_routine(scene.db, followers[-1].id, other.version_ids[0], WISH, scene.coach)
    members = [follower.id for follower in followers]
    rolls = [
        begin_roll_out(scene.db, version, scene.coach, members=chance.sample(members, len(members)))
        for version in (scene.version_ids[1], other.version_ids[1])
    ]
    one = chance.choice(followers)
    replacing = partial(
        replace_assignment,
        user_id=one.id,
        assignment_id=one.assignment_id,
        version_id=scene.version_ids[2],
        act=scene.coach,
        wish=CONTINUE,
    )
    finishes = race(
        [*(partial(run_roll_out, roll_out_id=r, act=scene.coach, chunk=4) for r in rolls), replacing], chance
    )
    _require(_outcomes(finishes)[:2] == ("done", "done"), "a roll-out was refused", finishes)
    _require(finishes[2].outcome in ("done", "assignment-not-live"), "the replacement failed", finishes)
    for roll in rolls:
        with scene.db.read() as read:
            waiting = [m.user_id for m in roll_outs.get(read, roll).members if m.receipt_id is None]
        _require(not waiting, f"{waiting} have no receipt", finishes)
    for user_id in members:
        require_sound(scene.db, user_id)
    return f"replace {finishes[2].outcome}"


def one_batch_sent_twice(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Take in an offline batch once, though it comes twice at once and a replacement crosses it."""
    follower = a_follower(scene, name)
    with scene.db.read() as read:
        seen = feed_position(read, name)[1]
    begun, done = chance.sample(follower.session_ids, 2)
    batch = [
        Operation(id=f"{name}-{n}", seen_seq=seen, session_id=session_id, kind=kind, at=follower.act.now, body={})
        for n, (session_id, kind) in enumerate(
            ((begun, OperationKind.START), (done, OperationKind.START), (done, OperationKind.COMPLETE))
        )
    ]
    sending = partial(sync, user_id=name, act=follower.act, operations=batch)
    replacing = partial(
        replace_assignment,
        user_id=name,
        assignment_id=follower.assignment_id,
        version_id=scene.version_ids[1],
        act=scene.coach,
        wish=CONTINUE,
    )
    finishes = race([sending, replacing, sending], chance)
    _require(set(_outcomes(finishes)) == {"done"}, "one was refused", finishes)
    answers = [[(a.operation_id, a.outcome) for a in finishes[n].result] for n in (0, 2)]
    _require(answers[0] == answers[1], f"the two got different answers {answers}", finishes)
    with scene.db.read() as read:
        stand = [sessions.get(read, name, session_id).status.value for session_id in (begun, done)]
        moves = read.execute(
            sa.text(
                "select count(*) from session_event where user_id = :u and kind in"
                " ('started', 'completed', 'late-work')"
            ),
            {"u": name},
        ).scalar_one()
    _require(stand == ["in-progress", "completed"], f"the sessions are {stand}", finishes)
    _require(moves == len(batch), f"{moves} moves were made of {len(batch)}", finishes)
    require_sound(scene.db, name)
    return " and ".join(sorted({outcome for _, outcome in answers[0]}))


PLAN_CONTESTS: Sequence[Contest] = (
    Contest("three publishes at once", 100, publishes_at_once),
    Contest("delete a version against assign it", 100, delete_version_against_assign),
    Contest("delete a version against publish", 50, delete_version_against_publish),
    Contest("erase an account against start", 100, erase_against_start),
    Contest("erase a trainer against assign", 100, erase_trainer_against_assign),
    Contest("sweep snapshots against assign", 50, sweep_against_assign),
    Contest("one roll-out run twice, and a start", 50, one_roll_out_run_twice),
    Contest("two roll-outs and a replace", 50, two_roll_outs_and_a_replace),
    Contest("one offline batch sent twice, and a replace", 100, one_batch_sent_twice),
)
