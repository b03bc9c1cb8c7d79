"""Roll a version out to all (or chosen) athletes on its routine: each athlete's replacement is atomic."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence

from mesocycle.actions.assignments.replace_assignment import decide, load_replaced
from mesocycle.domain.assignment.arrangement import Arrangement, Content
from mesocycle.domain.assignment.assignment import ReplacementRequest, RoutineAssignment
from mesocycle.domain.assignment.receipt import PreviewOutdated, require_expected
from mesocycle.domain.assignment.roll_out import (
    MemberStatus,
    RollOut,
    RollOutRunning,
    RollOutStatus,
    check_addressed,
    check_members,
)
from mesocycle.domain.defect import part_failed
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Coaching
from mesocycle.domain.permission import Deed, require_assignable, scope
from mesocycle.domain.plan.placement import TooMuchToSchedule, most_sessions
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound, Refusal, RefusalDocument
from mesocycle.domain.remedy import Do
from mesocycle.storage.assignments import assignments, roll_outs
from mesocycle.storage.assignments.settling import settle
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.engine.machines import one_by_one
from mesocycle.storage.people import coachings, groups, users
from mesocycle.storage.plans import readable_versions, snapshots

CHUNK = 50
"""Athletes in one transaction: one commit each costs more than twice the time, one for all blocks everybody."""

_SESSIONS_AT_ONCE = 20_000
"""Sessions in one transaction: of long plans fewer athletes go into one, so that nobody waits long behind it."""

CONTINUE = ReplacementRequest(continue_=True)

_log = logging.getLogger("mesocycle.roll_outs")

TellServed = Callable[[int, int], None]
"""Told (served, all) after each chunk."""


def begin_roll_out(
    db: Database,
    version_id: Id,
    act: Act,
    *,
    members: Sequence[Id] | None = None,
    group: Id | None = None,
    exclude: Collection[Id] = (),
    expected: Mapping[Id, str] | None = None,
    wish: ReplacementRequest = CONTINUE,
) -> Id:
    """Note who is to get the version: the users named, those in a group, or all in reach who follow another version.

    Whoever is to be left out is not among them. Whose fingerprint is `expected` gets it only where their receipt is
    the one that was looked at; else they have a refusal (`PreviewOutdated`). Those who can't get it after all
    (consent ended meanwhile) have a refusal each; nobody else is held up. While the actor's earlier roll-out of the
    version still runs, another is refused: it would serve the same athletes twice.
    """
    check_addressed(members, group)
    check_members([*exclude], "exclude")

    def begin(write: Write) -> Id:
        one_by_one(write.connection)  # who follows is asked everywhere, then the roll-out is noted for all
        version = readable_versions.hold(write, version_id)
        require_assignable(version)
        running = roll_outs.find_running(write, version_id, write.by)
        if running is not None:
            raise RollOutRunning(
                f"Your roll-out {running} of this version is not done yet.",
                "Wait for it, or take it up where it was broken off.",
                facts={"rollOutId": running},
            )
        roll_out_id = write.new_id()
        chosen = concerned(write, version, members, exclude, act.actor, group=group)
        roll_outs.add(write, roll_out_id, version_id, wish, chosen, expected)
        return roll_out_id

    return db.write(act.actor.id, act, begin)


def run_roll_out(
    db: Database, roll_out_id: Id, act: Act, *, progress: TellServed | None = None, chunk: int = CHUNK
) -> None:
    """Serve all who still wait, chunk by chunk; broken off at any point, running again takes it up.

    One that was stopped meanwhile ends there: who waits keeps what they follow.
    """
    with db.read() as read:
        rolled = roll_outs.head(read, roll_out_id)
        if rolled.by != act.actor.id:
            raise NotFound("There is no such roll-out of yours.", "Whoever began a roll-out takes it up.")
        content = readable_versions.get_content(read, act.actor, rolled.routine_version_id)
        wish = roll_outs.wish_of(read, roll_out_id)
        counts = roll_outs.count(read, roll_out_id)
    everybody = sum(counts.values())
    served = everybody - counts.get(MemberStatus.WAITING, 0)
    at_once = _as_many(chunk, most_sessions(content.version))
    while True:
        with db.read() as read:
            goes_on = roll_outs.head(read, roll_out_id).status is RollOutStatus.RUNNING
            members = roll_outs.waiting(read, roll_out_id, at_once)
        if not members or not goes_on:
            break
        created = _serve_or_part(db, roll_out_id, members, content, wish, act)
        served += len(members)
        at_once = _as_many(chunk, -(-created // len(members)))
        if progress is not None:
            progress(served, everybody)
    db.write(act.actor.id, act, lambda write: roll_outs.finish(write, roll_out_id, RollOutStatus.DONE))


def roll_out(
    db: Database,
    version_id: Id,
    act: Act,
    *,
    members: Sequence[Id] | None = None,
    group: Id | None = None,
    exclude: Collection[Id] = (),
    wish: ReplacementRequest = CONTINUE,
    progress: TellServed | None = None,
) -> RollOut:
    """Roll a version out; the actor's broken-off roll-out of the same version is taken up instead of a new one.

    Taken up, it keeps its members; those named now and not among them come after it, in a roll-out of their own.
    """
    with db.read() as read:
        running = roll_outs.find_running(read, version_id, act.actor.id)
    if running is not None:
        run_roll_out(db, running, act, progress=progress)
        taken_up = _get(db, running)
        served = {member.user_id for member in taken_up.members}
        if group is None and (members is None or served.issuperset(members)):
            return taken_up
        members = None if members is None else [user_id for user_id in members if user_id not in served]
    roll_out_id = begin_roll_out(db, version_id, act, members=members, group=group, exclude=exclude, wish=wish)
    run_roll_out(db, roll_out_id, act, progress=progress)
    return _get(db, roll_out_id)


def _get(db: Database, roll_out_id: Id) -> RollOut:
    with db.read() as read:
        return roll_outs.get(read, roll_out_id)


def concerned(
    read: Read,
    version: RoutineVersion,
    members: Sequence[Id] | None,
    exclude: Collection[Id],
    actor: Actor,
    *,
    group: Id | None = None,
) -> list[Id]:
    """Give whom a roll-out of a version concerns, by their ids; of a group, those who are not on the version yet."""
    if group is not None:
        there = groups.get(read, actor.id, group).members
        live = assignments.live_of_routine(read, there, version.parent_routine_id)
        members = [each for each in there if each not in live or live[each].routine_version_id != version.id]
    if members is None:
        members = within_reach(read, assignments.followers(read, version.parent_routine_id, not_on=version.id), actor)
    return sorted(set(members).difference(exclude))


def within_reach(read: Read, followers: Sequence[tuple[Id, Id]], actor: Actor) -> list[Id]:
    """Keep the followers whose assignment the actor may replace."""
    links = coachings.active_of_trainer(read, actor.id, [user_id for user_id, _ in followers])
    reach = []
    for user_id, assigned_by in followers:
        try:
            limits = scope(actor, user_id, links.get(user_id), Deed.PLAN)
        except Refusal:
            continue
        if limits.assigned_by in (None, assigned_by):
            reach.append(user_id)
    return reach


def _serve_or_part(
    db: Database, roll_out_id: Id, members: Sequence[Id], content: Content, wish: ReplacementRequest, act: Act
) -> int:
    """Serve a chunk; where a defect stops it, serve each athlete alone, and tell whoever it stops again.

    Gives how many sessions were created.
    """
    try:
        return _serve(db, roll_out_id, members, content, wish, act)
    except Refusal:
        raise
    except Exception:  # noqa: BLE001  # a defect: logged whole, and told to whom it concerns
        if len(members) > 1:
            return sum(_serve_or_part(db, roll_out_id, [user_id], content, wish, act) for user_id in members)
        _log.exception("unexpected error in roll-out %s for %s", roll_out_id, members[0])
        failed = {members[0]: part_failed().document}
        db.write(act.actor.id, act, lambda write: roll_outs.serve(write, roll_out_id, {}, failed))
        return 0


def _as_many(chunk: int, sessions: int) -> int:
    """Give how many athletes who get so many sessions each go into one transaction."""
    return max(1, min(chunk, _SESSIONS_AT_ONCE // max(1, sessions)))


def _serve(
    db: Database, roll_out_id: Id, members: Sequence[Id], content: Content, wish: ReplacementRequest, act: Act
) -> int:
    """Replace for one chunk of athletes in one transaction and count the sessions created.

    A refusal concerns its own athlete only.
    """
    created = 0

    def serve(writes: Mapping[Id, Write]) -> None:
        here = [user_id for user_id in members if user_id in writes]
        if not here:  # all of them were erased since they were read: they are strangers the next time
            return
        waiting = roll_outs.still_waiting(writes[here[0]], roll_out_id, here)
        _keep_snapshots(writes[here[0]], content)
        arranged, refusals = _arrange(writes[here[0]], waiting, content, wish, act)
        settle(writes, arranged)
        nonlocal created
        created = sum(len(arrangement.sessions) for arrangement in arranged)
        receipts = {arrangement.receipt.user_id: arrangement.receipt.id for arrangement in arranged}
        roll_outs.serve(writes[here[0]], roll_out_id, receipts, refusals)

    with db.read() as read:
        known = users.several(read, list(members))
    strangers = {user_id: no_user().document for user_id in members if user_id not in known}
    if strangers:
        db.write(act.actor.id, act, lambda write: roll_outs.serve(write, roll_out_id, {}, strangers))
    if known:
        db.write_many(sorted(known), act, serve)
    return created


def _keep_snapshots(write: Write, content: Content) -> None:
    """Store the version's snapshots before the athletes' training is read.

    Where that is spread over machines, what all share is written first, or not at all.
    """
    try:
        every = content.every()
    except TooMuchToSchedule:
        return  # each athlete hears of it, or needs only some of them
    snapshots.keep(write, every)


def _arrange(
    write: Write, waiting: Mapping[Id, str | None], content: Content, wish: ReplacementRequest, act: Act
) -> tuple[list[Arrangement], dict[Id, RefusalDocument]]:
    """Work out each athlete's replacement, or why there is none; consent is looked at here, under the locks."""
    try:
        version = readable_versions.hold(write, content.version.id)
        require_assignable(version)  # it may have been archived since the roll-out began
    except Refusal as refusal:
        return [], dict.fromkeys(waiting, refusal.document)
    arranged, refusals = arranged_for(write, list(waiting), content, wish, act, dry_run=False)
    for arrangement in list(arranged):
        try:
            require_expected(arrangement.receipt, waiting[arrangement.receipt.user_id])
        except PreviewOutdated as outdated:
            arranged.remove(arrangement)
            refusals[arrangement.receipt.user_id] = outdated.document
    return arranged, refusals


def arranged_for(
    read: Read, members: Sequence[Id], content: Content, wish: ReplacementRequest, act: Act, *, dry_run: bool
) -> tuple[list[Arrangement], dict[Id, RefusalDocument]]:
    """Work out what each athlete's replacement comes to, or why there is none, in a few statements for all."""
    olds, refusals = replaceable_of(read, members, content.version.parent_routine_id, act.actor)
    arranged: list[Arrangement] = []
    for user_id, athlete in load_replaced(read, olds).items():
        try:
            arranged.append(decide(athlete, content, act, wish, dry_run=dry_run))
        except Refusal as refusal:
            refusals[user_id] = refusal.document
    return arranged, refusals


def replaceable_of(
    read: Read, members: Sequence[Id], routine_id: Id, actor: Actor
) -> tuple[dict[Id, RoutineAssignment], dict[Id, RefusalDocument]]:
    """Give by athlete the live assignment that the actor may replace, or why there is none."""
    links = coachings.active_of_trainer(read, actor.id, members)
    live = assignments.live_of_routine(read, members, routine_id)
    olds: dict[Id, RoutineAssignment] = {}
    refusals: dict[Id, RefusalDocument] = {}
    for user_id in members:
        try:
            olds[user_id] = replaceable(actor, user_id, links.get(user_id), live.get(user_id))
        except Refusal as refusal:
            refusals[user_id] = refusal.document
    return olds, refusals


def replaceable(actor: Actor, user_id: Id, link: Coaching | None, live: RoutineAssignment | None) -> RoutineAssignment:
    """Give an athlete's live assignment if the actor may replace it, or refuse."""
    limits = scope(actor, user_id, link, Deed.PLAN)
    if live is None or limits.assigned_by not in (None, live.assigned_by):
        raise NotFound("The athlete does not follow the routine (any more).", "Assign the version instead.")
    return live


def no_user() -> Refusal:
    """Refuse whom nobody knows."""
    return NotFound("There is no such user.", f"Look at {Do('user list')}.")
