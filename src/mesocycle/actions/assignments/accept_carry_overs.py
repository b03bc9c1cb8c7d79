"""Take over what was changed for an athlete alone, line by line, into the sessions of the version that came."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.actions.sessions.adjust_session import adjust_session_in
from mesocycle.actions.sessions.note_session import note_session_in
from mesocycle.actions.sessions.reschedule_session import reschedule_session_in
from mesocycle.domain.assignment.carry_over import CarriedOver, CarryOver, CarryOverNotPossible
from mesocycle.domain.assignment.carrying import InItsPlace, changes_of, line_id_of, state_of
from mesocycle.domain.assignment.line_changes import LineChange
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.inputs import Reschedule
from mesocycle.storage.assignments import assignments, receipts, session_facts
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import routines


class Offered(Struct, frozen=True, kw_only=True):
    """What a receipt offers, as it stands now."""

    offer: CarryOver
    change: LineChange | None
    now: SessionFacts | None


def look_at_carry_overs(read: Read, user_id: Id, receipt_id: Id, act: Act) -> tuple[CarryOver, ...]:
    """Give what a receipt offers to carry over, each with what has become of it."""
    scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
    receipt = receipts.get(read, user_id, receipt_id, scope)
    return tuple(each.offer for each in _offered(read, receipt, users.today(read, user_id, act.now)))


def accept_carry_overs(db: Database, user_id: Id, receipt_id: Id, line_ids: Sequence[Id], act: Act) -> CarriedOver:
    """Take over the lines that are named, all or none; taken again, nothing is left to change."""
    return db.write(user_id, act, lambda write: accept_carry_overs_in(write, receipt_id, line_ids))


def accept_carry_overs_in(write: Write, receipt_id: Id, line_ids: Sequence[Id]) -> CarriedOver:
    """Take over inside a write that is open: each session is adjusted once, moved and noted as it was before."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.ARRANGE)
    receipt = receipts.get(write, write.owner, receipt_id, scope)
    today = users.today(write, write.owner, write.now)
    offered = {each.offer.id: each for each in _offered(write, receipt, today)}
    unknown = [each for each in line_ids if each not in offered]
    if unknown:
        raise NotFound(
            f"The receipt does not offer this: {', '.join(unknown)[:200]}.", "Look at the receipt for what it offers."
        )
    chosen = [offered[each] for each in dict.fromkeys(line_ids)]
    for each in chosen:
        _require_fit(each.offer)
    of_session: dict[Id, list[Offered]] = {}
    for each in chosen:
        if each.now is not None and each.offer.state == "open":
            of_session.setdefault(each.now.id, []).append(each)
    changed = [_carry(write, session_id, those) for session_id, those in of_session.items()]
    after = _offered(write, receipt, today)
    return CarriedOver(lines=tuple(each.offer for each in after), session_ids=tuple(changed))


def _carry(write: Write, session_id: Id, those: Sequence[Offered]) -> Id:
    lines = [each for each in those if each.change is not None]
    now = those[0].now
    if lines and now is not None:
        content = session_facts.contents(write, [now.snapshot_hash])[now.snapshot_hash]
        for each in lines:
            content = _made(each, content)
        session_id = adjust_session_in(write, session_id, content).id
    for each in those:
        after = each.offer.after
        if each.offer.kind == "day":
            reschedule_session_in(write, session_id, Reschedule(scheduled_date=after))
        elif each.offer.kind == "time":
            reschedule_session_in(write, session_id, Reschedule(scheduled_time=after, all_day=after is None or None))
        elif each.offer.kind == "notes":
            there = now.notes if now is not None else None
            note_session_in(write, session_id, f"{there}\n{after}" if there else after or "")
    return session_id


def _made(each: Offered, content: WorkoutSnapshot) -> WorkoutSnapshot:
    """Make a change beside those that were made before it: they may have taken its line away."""
    made = None if each.change is None else each.change.made_in(content)
    if made is None:
        _require_fit(replace(each.offer, state="line-gone"))
    return made or content


def _require_fit(offer: CarryOver) -> None:
    why = {
        "no-session": "the plan has no session in its place now",
        "line-gone": "the new version has no such line",
        "day-past": "the day is past",
        "begun": "the session in its place has begun",
        "undone": "the replacement was taken back",
    }.get(offer.state)
    if why is not None:
        raise CarryOverNotPossible(
            f"What was changed in {offer.workout_name} on {offer.scheduled_date} can't be taken over: {why}.",
            "Leave this line out, or change the session itself.",
            facts={"lineId": offer.id, "state": offer.state},
        )


def _offered(read: Read, receipt: Receipt, today: Date) -> list[Offered]:
    offers = receipt.carry_overs
    if not offers or receipt.new_assignment_id is None:
        return []
    if receipt.undone_at is not None:
        return [Offered(offer=replace(each, state="undone"), change=None, now=None) for each in offers]
    changes = _changes(read, receipt)
    find = session_facts.standing_for(read, receipt.user_id, receipt.new_assignment_id)
    there = {each.id: None if each.new_session_id is None else find(each.new_session_id) for each in offers}
    held = session_facts.contents(read, {facts.snapshot_hash for facts in there.values() if facts is not None})
    found = []
    for offer in offers:
        now, change = there[offer.id], changes.get(offer.id)
        standing = None if now is None else _standing(now, held.get(now.snapshot_hash))
        found.append(
            Offered(offer=replace(offer, state=state_of(offer, change, standing, today)), change=change, now=now)
        )
    return found


def _changes(read: Read, receipt: Receipt) -> dict[Id, LineChange]:
    """Work out again what was changed: what a session held and what its version said are there for good."""
    sessions = session_facts.of_tombstones(read, receipt.user_id, {each.session_id for each in receipt.carry_overs})
    old = assignments.find(read, receipt.user_id, receipt.old_assignment_id or "")
    version = (
        None if old is None else routines.several_versions(read, {old.routine_version_id}).get(old.routine_version_id)
    )
    held = session_facts.contents(read, {each.snapshot_hash for each in sessions.values()})
    return {
        line_id_of(session_id, change): change
        for session_id, each in sessions.items()
        for change in changes_of(version, each.workout_id, each.plan_week, held.get(each.snapshot_hash))
    }


def _standing(facts: SessionFacts, content: WorkoutSnapshot | None) -> InItsPlace:
    return InItsPlace(
        id=facts.id,
        scheduled_date=facts.scheduled_date.isoformat(),
        scheduled_time=None if facts.all_day else facts.scheduled_time,
        notes=facts.notes,
        scheduled=not facts.kept,
        content=lambda: content,
    )
