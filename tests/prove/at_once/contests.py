"""What races: on one athlete's assignment, where the owner's lock decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.put_back_session import put_back_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.document import Id
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.status import Move
from tests.prove.at_once.racing import Finish, Race
from tests.prove.at_once.serial import Step, World, ends, explain, moves, undoes
from tests.prove.run import NotProvenError
from tests.prove.scene import WISH, Follower, Scene, a_follower, an_athlete
from tests.prove.soundness import places, require_sound

CONTINUE = ReplacementRequest(continue_=True)
AFRESH = ReplacementRequest(start_date="2026-01-12")


@dataclass(frozen=True)
class Contest:
    """A kind of race: how often it is promised, and how one is arranged, run, checked and called."""

    name: str
    count: int
    run: Callable[[Scene, Random, Race, str], str]


def _start(follower: Follower, session_id: Id) -> Step:
    return Step(
        "start",
        partial(start_session, user_id=follower.id, session_id=session_id, act=follower.act),
        moves(session_id, Move.START),
    )


def _put_back(follower: Follower, session_id: Id) -> Step:
    return Step(
        "put back",
        partial(put_back_session, user_id=follower.id, session_id=session_id, act=follower.act),
        moves(session_id, Move.PUT_BACK),
    )


def _complete(follower: Follower, session_id: Id) -> Step:
    return Step(
        "complete",
        partial(complete_session, user_id=follower.id, session_id=session_id, act=follower.act),
        moves(session_id, Move.COMPLETE),
    )


def _cancel(follower: Follower, session_id: Id) -> Step:
    return Step(
        "cancel",
        partial(cancel_session, user_id=follower.id, session_id=session_id, act=follower.act),
        moves(session_id, Move.CANCEL),
    )


def _skip(follower: Follower, session_id: Id) -> Step:
    given = Skip(reason="illness")
    return Step(
        "skip",
        partial(skip_session, user_id=follower.id, session_id=session_id, act=follower.act, given=given),
        moves(session_id, Move.SKIP),
    )


def _replace(scene: Scene, follower: Follower, version: int, name: str, wish: ReplacementRequest = CONTINUE) -> Step:
    return Step(
        name,
        partial(
            replace_assignment,
            user_id=follower.id,
            assignment_id=follower.assignment_id,
            version_id=scene.version_ids[version],
            act=scene.coach,
            wish=wish,
        ),
        ends("replaced"),
    )


def _race(
    scene: Scene, follower: Follower, steps: Sequence[Step], chance: Random, race: Race
) -> tuple[tuple[str, ...], Mapping[str, Finish]]:
    """Run the steps at once; give an order that explains the end, and how each ended."""
    with scene.db.read() as read:
        before = World(places(read, follower.id))
    finishes = race([step.deed for step in steps], chance)
    with scene.db.read() as read:
        after = places(read, follower.id)
    order = explain(before, steps, finishes, after)
    require_sound(scene.db, follower.id)
    by_name = {step.name: finish for step, finish in zip(steps, finishes, strict=True)}
    _require_told(by_name)
    return order, by_name


def _require_told(finishes: Mapping[str, Finish]) -> None:
    """Require that who came too late is told what happened: by what it was replaced, or who moved it."""
    replaced = {
        finish.result.new_assignment_id
        for name, finish in finishes.items()
        if name.startswith("replace") and finish.outcome == "done"
    }
    for name, finish in finishes.items():
        if finish.outcome in ("session-removed", "assignment-not-live") and replaced:
            if {finish.facts.get("newAssignmentId")} != replaced:
                raise NotProvenError(f"{name} was refused without the new assignment {replaced}: {finish.refusal}")
        elif finish.outcome == "session-removed" and "reason" not in finish.facts:
            raise NotProvenError(f"{name} was refused without a reason: {finish.refusal}")
        elif finish.outcome == "assignment-not-live" and "status" not in finish.facts:
            raise NotProvenError(f"{name} was refused without the status: {finish.refusal}")
        elif finish.outcome == "move-not-allowed" and not {"status", "movedBy"} <= finish.facts.keys():
            raise NotProvenError(f"{name} was refused without who moved the session: {finish.refusal}")


def _label(order: tuple[str, ...], finishes: Mapping[str, Finish]) -> str:
    """Name the order and who lost, so that the counts show that every end was met."""
    lost = [name for name in order if finishes[name].outcome != "done"]
    return " < ".join(order) + (f" ({' and '.join(lost)} refused)" if lost else "")


def _one_wins(finishes: Mapping[str, Finish]) -> None:
    winners = [name for name, finish in finishes.items() if finish.outcome == "done"]
    if len(winners) != 1:
        raise NotProvenError(f"{len(winners)} of the deeds won: {winners}")


# ---------------------------------------------------------------------------------------------- the contests


def start_against_replace(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Keep the session or tell the start of the new assignment: never both, never lost."""
    follower = a_follower(scene, name)
    session_id = chance.choice(follower.session_ids)
    wish = chance.choice((CONTINUE, AFRESH))
    steps = [_start(follower, session_id), _replace(scene, follower, 1, "replace", wish)]
    order, finishes = _race(scene, follower, steps, chance, race)
    receipt = finishes["replace"].result
    if receipt is None or receipt.kept.in_progress + len(receipt.removed) != len(follower.session_ids):
        raise NotProvenError(f"the replacement lost a session: {finishes['replace']}")
    if receipt.kept.in_progress != (finishes["start"].outcome == "done"):
        raise NotProvenError("the session was both kept and refused, or neither")
    return _label(order, finishes)


def two_replaces(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Let one replacement through; the other is told of the assignment it made."""
    follower = a_follower(scene, name)
    steps = [_replace(scene, follower, 1, "replace by 2"), _replace(scene, follower, 2, "replace by 3", AFRESH)]
    order, finishes = _race(scene, follower, steps, chance, race)
    _one_wins(finishes)
    return _label(order, finishes)


def complete_against_cancel(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Complete and cancel one session: a cancelled one may still be completed, a completed one not cancelled."""
    follower = a_follower(scene, name)
    session_id = chance.choice(follower.session_ids)
    if chance.random() < 0.5:
        start_session(scene.db, follower.id, session_id, follower.act)
    steps = [_complete(follower, session_id), _cancel(follower, session_id)]
    order, finishes = _race(scene, follower, steps, chance, race)
    if (finishes["cancel"].outcome == "done") == (order[0] == "complete"):
        raise NotProvenError(f"the cancelling ended {finishes['cancel'].outcome} in the order {order}")
    return _label(order, finishes)


def skip_against_cancel(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Let exactly one of two moves through that exclude each other."""
    follower = a_follower(scene, name)
    session_id = chance.choice(follower.session_ids)
    order, finishes = _race(scene, follower, [_skip(follower, session_id), _cancel(follower, session_id)], chance, race)
    _one_wins(finishes)
    return _label(order, finishes)


def complete_session_against_cancel_assignment(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Keep the completed session or tell the completing that it was removed; the assignment ends either way."""
    follower = a_follower(scene, name)
    end = chance.choice((cancel_assignment, complete_assignment))
    deed = partial(end, user_id=follower.id, assignment_id=follower.assignment_id, act=scene.coach)
    reason = "cancelled" if end is cancel_assignment else "completed"
    steps = [_complete(follower, chance.choice(follower.session_ids)), Step("end", deed, ends(reason))]
    order, finishes = _race(scene, follower, steps, chance, race)
    if finishes["end"].outcome != "done":
        raise NotProvenError(f"the assignment did not end: {finishes['end'].refusal}")
    return _label(order, finishes)


def replace_start_put_back(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Leave no orphan: a session put back after its assignment was replaced would be one."""
    follower = a_follower(scene, name)
    begun, other = chance.sample(follower.session_ids, 2)
    if chance.random() < 0.5:  # one session for both: cancelled, it can be started and put back
        cancel_session(scene.db, follower.id, begun, follower.act)
        other = begun
    else:
        start_session(scene.db, follower.id, begun, follower.act)
    steps = [_replace(scene, follower, 1, "replace"), _start(follower, other), _put_back(follower, begun)]
    order, finishes = _race(scene, follower, steps, chance, race)
    if finishes["replace"].outcome != "done":
        raise NotProvenError(f"the replacement was refused: {finishes['replace'].refusal}")
    return _label(order, finishes)


def undo_against_start(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Undo an assignment or begin it, never both."""
    follower = a_follower(scene, name)
    undo = partial(undo_receipt, user_id=follower.id, receipt_id=follower.receipt.id, act=scene.coach)
    steps = [Step("undo", undo, undoes), _start(follower, chance.choice(follower.session_ids))]
    order, finishes = _race(scene, follower, steps, chance, race)
    _one_wins(finishes)
    return _label(order, finishes)


def two_first_assigns(scene: Scene, chance: Random, race: Race, name: str) -> str:
    """Assign one routine once; the other caller is told of the assignment that stands."""
    athlete = an_athlete(scene, name).actor.id
    versions = chance.sample(scene.version_ids, 2)
    deeds = [partial(assign_routine, user_id=athlete, version_id=v, act=scene.coach, wish=WISH) for v in versions]
    finishes = dict(zip(("first", "second"), race(deeds, chance), strict=True))
    _one_wins(finishes)
    require_sound(scene.db, athlete)
    won, lost = sorted(finishes, key=lambda each: finishes[each].outcome != "done")
    assignment_id = finishes[won].result.new_assignment_id
    if finishes[lost].outcome != "routine-already-followed" or finishes[lost].facts != {"assignmentId": assignment_id}:
        raise NotProvenError(f"the second was not told of {assignment_id}: {finishes[lost].refusal}")
    with scene.db.read() as read:
        if {place.assignment_id for place in places(read, athlete).values()} != {assignment_id}:
            raise NotProvenError("sessions of the refused assignment are there")
    return f"{won} won"


SESSION_CONTESTS: Sequence[Contest] = (
    Contest("start against replace", 500, start_against_replace),
    Contest("two replaces", 200, two_replaces),
    Contest("complete against cancel", 200, complete_against_cancel),
    Contest("replace, start, put back", 200, replace_start_put_back),
    Contest("skip against cancel", 100, skip_against_cancel),
    Contest("complete a session against ending its assignment", 100, complete_session_against_cancel_assignment),
    Contest("undo against start", 100, undo_against_start),
    Contest("two first assigns", 100, two_first_assigns),
)
