"""Rules on assignments: assign, replace, end, pause, resume, shift, undo, roll out."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.end_assignment import cancel_assignment, complete_assignment
from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.roll_out import roll_out
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt as Issued
from mesocycle.domain.assignment.roll_out import MemberStatus
from mesocycle.storage.assignments import assignments, receipts
from tests.properties.model import LIVE
from tests.properties.rows import as_assignment
from tests.properties.stage import ATHLETES, Stage, pick
from tests.properties.values import Assignment, Receipt, Session, days_after

AnyWish = AssignmentRequest | ReplacementRequest


class AssignmentRules(Stage):
    """Play what trainers and athletes do with assignments."""

    def __init__(self) -> None:
        super().__init__()
        self.continued: dict[str, str] = {}
        """By an assignment, the one whose beginning it took over."""

    def one_assignment(self, number: int) -> Assignment:
        """Choose an assignment, three times out of four a live one."""
        held = list(self.model.assignments.values())
        live = [one for one in held if one.status in LIVE and not one.own]
        return self.choose(held if number % 5 == 4 or not live else live, number // 5)

    def assigned(self) -> bool:
        """Tell whether anybody ever followed a routine."""
        return any(not one.own for one in self.model.assignments.values())

    @rule(
        who=st.sampled_from(ATHLETES),
        by_trainer=st.booleans(),
        version=pick,
        start=st.integers(-9, 4),
        week=st.sampled_from([None, None, None, 2]),
        race=st.sampled_from([False, False, False, True]),
        mapped=st.booleans(),
    )
    def assign(
        self, who: str, by_trainer: bool, version: int, start: int, week: int | None, race: bool, mapped: bool
    ) -> None:
        wish = self._wish(who, start, week, race=race, mapped=mapped)
        self._assign(who, "tom" if by_trainer else who, self.choose(list(self.model.versions), version), wish)

    @initialize(starts=st.tuples(st.integers(-9, 2), st.integers(-9, 2)), alone=st.booleans())
    def both_follow_a_routine(self, starts: tuple[int, int], alone: bool) -> None:
        bys = ("ann" if alone else "tom", "tom")
        for who, by, version_id, start in zip(ATHLETES, bys, list(self.model.versions), starts, strict=True):
            self._assign(who, by, version_id, AssignmentRequest(start_date=days_after(self.today(who), start)))

    def _assign(self, who: str, by: str, version_id: str, wish: AssignmentRequest) -> None:
        receipt = self.refused_or(
            self.model.no_assign(by, who, version_id),
            lambda: assign_routine(self.db, who, version_id, wish, self.act(by)),
            calendar=True,
            name="assign",
        )
        if receipt is not None:
            self._begin(receipt)

    def _wish(self, who: str, start: int, week: int | None, *, race: bool, mapped: bool) -> AssignmentRequest:
        today = self.today(who)
        return AssignmentRequest(
            start_date=days_after(today, start),
            start_week=None if race else week,
            race_date=days_after(today, 10) if race else None,
            weekday_map={"monday": "sunday"} if mapped else None,
            default_time="06:30" if mapped else None,
        )

    def _begin(self, issued: Issued) -> Assignment:
        """Take in what a receipt created."""
        user = issued.user_id
        with self.db.read() as read:
            new = as_assignment(assignments.get(read, user, issued.new_assignment_id or ""))
        created = self.created([one.session_id for one in issued.created], user)
        assert [(one.scheduled_date, one.scheduled_time) for one in issued.created] == [
            (session.on, session.time) for session in created
        ]
        assert all(session.assignment == new.id and session.version == new.version for session in created)
        known = self.model.receipts.get(issued.id) or as_receipt(issued)
        self.model.begin(known, new, created)
        return new

    @precondition(assigned)
    @rule(
        number=pick,
        by_trainer=st.booleans(),
        version=pick,
        how=st.sampled_from(["continue", "continue", "continue", "explicit", "same version"]),
        start=st.integers(-9, 4),
        include=st.integers(0, 3),
        dry=st.booleans(),
    )
    def replace(
        self, number: int, by_trainer: bool, version: int, how: str, start: int, include: int, dry: bool
    ) -> None:
        old = self.one_assignment(number)
        by = "tom" if by_trainer else old.user
        version_id = old.version if how == "same version" else self.version_for(old, version)
        explicit = how == "explicit" or (how == "same version" and include > 1)
        wish = (
            ReplacementRequest(
                start_date=days_after(self.today(old.user), start), start_week=2 if include == 3 else None
            )
            if explicit
            else ReplacementRequest(continue_=True, include=self._overdue(old, include) or None)
        )
        self.replace_by(by, old, version_id, wish, dry=dry)

    def replace_by(self, by: str, old: Assignment, version_id: str, wish: ReplacementRequest, *, dry: bool) -> None:
        """Put a version in the place of an assignment, perhaps after a dry run that must tell the same."""
        refused = self.model.no_replace(by, old.id, version_id)
        tried = self._dry_run(old, by, version_id, wish, refused) if dry else None
        receipt = self.refused_or(
            refused,
            lambda: replace_assignment(self.db, old.user, old.id, version_id, wish, self.act(by)),
            calendar=True,
            name="continue" if wish.continue_ else "replace",
        )
        if receipt is not None:
            assert tried is None or told(tried) == told(receipt), "the dry run told another story"
            self._replaced(receipt, old, wish)

    def version_for(self, old: Assignment, number: int) -> str:
        """Choose a version to replace by, more often of the same routine."""
        every = list(self.model.versions.values())
        same = [one for one in every if one.routine == old.routine]
        return self.choose(same if number % 4 and same else every, number // 4).id

    def _overdue(self, old: Assignment, most: int) -> tuple[str, ...]:
        held = self.model.of_assignment(old.id)
        return tuple(s.id for s in held if s.status == "scheduled" and s.on < self.today(old.user))[:most]

    def _dry_run(
        self, old: Assignment, by: str, version_id: str, wish: ReplacementRequest, refused: set[str]
    ) -> Issued | None:
        return self.refused_or(
            refused,
            lambda: replace_assignment(self.db, old.user, old.id, version_id, wish, self.act(by), dry_run=True),
            calendar=True,
            name="dry run",
        )

    def _replaced(self, issued: Issued, old: Assignment, wish: ReplacementRequest) -> None:
        held = self.model.of_assignment(old.id)
        leaving = [session for session in held if session.status == "scheduled"]
        assert sorted(one.session_id for one in issued.removed) == sorted(session.id for session in leaving)
        assert sorted(one.session_id for one in issued.kept_sessions) == sorted(
            session.id for session in held if session.status != "scheduled"
        )
        self.model.end(
            as_receipt(issued),
            "replaced",
            today=self.today(old.user),
            seq=self.seq(old.user),
            replaced_by=issued.new_assignment_id,
        )
        new = self._begin(issued)
        if wish.continue_:
            self._continued(old, new, held, set(wish.include or ()))

    def _continued(self, old: Assignment, new: Assignment, held: list[Session], include: set[str]) -> None:
        """Check what a continuation must respect, whatever the calendar says."""
        assert (new.began, new.shift, new.status) == (old.began, old.shift, old.status)
        with self.db.read() as read:
            pauses = assignments.get(read, new.user, new.id).pauses
        since = self.today(old.user)
        if pauses and pauses[-1].to is None:  # what falls into a running pause is still to come
            since = min(since, pauses[-1].from_)
        self.continued[new.id] = old.id
        kept = {(s.slot, s.planned) for s in [*held, *self._earlier(old)] if s.status != "scheduled"}
        included = {(s.slot, s.on) for s in held if s.id in include}
        moved = {
            (s.slot, s.planned): (s.on, s.time)
            for s in held
            if s.status == "scheduled" and s.on != days_after(s.planned, old.shift)
        }
        for session in self.model.of_assignment(new.id):
            assert (session.slot, session.planned) not in kept, "a slot whose session is kept was created again"
            assert session.on >= since or (session.slot, session.on) in included, "created in the past"
            stood = moved.get((session.slot, session.planned))
            assert stood in (None, (session.on, session.time)), "a day set by hand did not stand"

    def _earlier(self, old: Assignment) -> list[Session]:
        """Give the sessions of the assignments that an assignment continued, one after the other."""
        earlier = self.continued.get(old.id)
        if earlier is None or self.model.assignments[earlier].routine != old.routine:
            return []
        before = self.model.assignments[earlier]
        return [*self.model.of_assignment(earlier), *self._earlier(before)]

    @precondition(assigned)
    @rule(number=pick, by_trainer=st.booleans(), complete=st.booleans())
    def end_assignment(self, number: int, by_trainer: bool, complete: bool) -> None:
        old = self.one_assignment(number)
        self.end_by("tom" if by_trainer else old.user, old, complete=complete)

    def end_by(self, by: str, old: Assignment, *, complete: bool) -> None:
        """Complete or cancel an assignment."""
        end = complete_assignment if complete else cancel_assignment
        receipt = self.refused_or(
            self.model.no_change(by, old.id),
            lambda: end(self.db, old.user, old.id, self.act(by)),
            name="complete assignment" if complete else "cancel assignment",
        )
        if receipt is not None:
            status = "completed" if complete else "cancelled"
            self.model.end(as_receipt(receipt), status, today=self.today(old.user), seq=self.seq(old.user))

    @precondition(assigned)
    @rule(number=pick, by_trainer=st.booleans(), ahead=st.integers(0, 3), shift=st.booleans())
    def pause_or_resume(self, number: int, by_trainer: bool, ahead: int, shift: bool) -> None:
        old = self.one_assignment(number)
        (self._resume if old.status == "paused" else self._pause)(old, "tom" if by_trainer else old.user, ahead, shift)

    def _pause(self, old: Assignment, by: str, ahead: int, _shift: bool) -> None:
        first = days_after(self.today(old.user), ahead)
        reasons = self.model.no_change(by, old.id)
        with self.db.read() as read:
            pauses = assignments.get(read, old.user, old.id).pauses
        if pauses and first <= (pauses[-1].to or ""):
            reasons.add("pause-not-possible")
        receipt = self.refused_or(
            reasons,
            lambda: pause_assignment(self.db, old.user, old.id, self.act(by), from_day=first),
            name="pause",
        )
        if receipt is not None:
            self.model.change(as_receipt(receipt), replace(old, status="paused"))

    def _resume(self, old: Assignment, by: str, ahead: int, shift: bool) -> None:
        with self.db.read() as read:
            began = assignments.get(read, old.user, old.id)
        first = days_after(self.today(old.user), ahead)
        reasons = self.model.no_change(by, old.id)
        if shift and began.race_date is not None:
            reasons.add("pause-not-possible")
        receipt = self.refused_or(
            reasons,
            lambda: resume_assignment(self.db, old.user, old.id, self.act(by), shift=shift, on_day=first),
            name="resume",
        )
        if receipt is not None:
            from_ = began.pauses[-1].from_
            days = next(n for n in range(4000) if days_after(from_, n) >= first) if shift else 0
            after = replace(old, status="active", shift=old.shift + days)
            self.model.change(as_receipt(receipt), after, by_days=days, not_before=from_)

    @precondition(assigned)
    @rule(number=pick, by_trainer=st.booleans(), days=st.integers(-5, 5))
    def shift(self, number: int, by_trainer: bool, days: int) -> None:
        old = self.one_assignment(number)
        by = "tom" if by_trainer else old.user
        receipt = self.refused_or(
            self.model.no_change(by, old.id) | (set() if days else {"shift-not-possible"}),
            lambda: shift_assignment(self.db, old.user, old.id, self.act(by), days=days),
            name="shift",
        )
        if receipt is not None:
            self.model.change(as_receipt(receipt), replace(old, shift=old.shift + days), by_days=days)

    @precondition(lambda self: bool(self.model.receipts))
    @rule(number=pick, by_trainer=st.booleans())
    def undo(self, number: int, by_trainer: bool) -> None:
        known = [one for one in self.model.receipts.values() if not one.undone] or list(self.model.receipts.values())
        receipt = self.choose(list(self.model.receipts.values()) if number % 5 == 4 else known[-2:], number // 5)
        by = "tom" if by_trainer else receipt.user
        undone = self.refused_or(
            self.model.no_undo(by, receipt.id),
            lambda: undo_receipt(self.db, receipt.user, receipt.id, self.act(by)),
            name=f"undo of {receipt.kind}",
        )
        if undone is not None:
            assert undone.undone_at == self.now
            self.model.undo(receipt.id, today=self.today(receipt.user), seq=self.seq(receipt.user))

    @precondition(assigned)
    @rule(version=pick, chosen=st.sets(st.sampled_from((*ATHLETES, "nobody"))), everybody=st.booleans())
    def roll_out(self, version: int, chosen: set[str], everybody: bool) -> None:
        version_id = self.choose(list(self.model.versions), version)
        routine = self.model.versions[version_id].routine
        followed = {user: old for user in ATHLETES if (old := self.model.live(user, routine))}
        archived = {"version-archived"} if self.model.versions[version_id].archived else set()
        members = None if everybody else sorted(chosen)
        rolled = self.refused_or(
            archived, lambda: roll_out(self.db, version_id, self.act("tom"), members=members), name="roll-out"
        )
        if rolled is None:
            return
        within = {user for user, old in followed.items() if not self.model.no_permit("tom", user, assigned_by=old.by)}
        behind = {user for user in within if followed[user].version != version_id}
        assert {member.user_id for member in rolled.members} == (behind if everybody else chosen)
        for member in rolled.members:
            self.count(f"roll-out, {member.status}")
            old = followed.get(member.user_id)
            if member.status is MemberStatus.REFUSED:
                codes = CALENDAR_OF_CONTINUING if member.user_id in within else {"not-found"}
                assert member.refusal is not None
                assert member.refusal.code in codes, member.refusal
                continue
            assert member.user_id in within
            assert old is not None
            with self.db.read() as read:
                issued = receipts.get(read, member.user_id, member.receipt_id or "")
            self._replaced(issued, old, ReplacementRequest(continue_=True))


CALENDAR_OF_CONTINUING = {"begin-not-possible", "nothing-to-schedule"}


def as_receipt(issued: Issued) -> Receipt:
    """Give a receipt as the model sees it, before anything is known of what it removed."""
    return Receipt(issued.id, issued.user_id, issued.kind.value, issued.old_assignment_id, issued.new_assignment_id)


def told(issued: Issued) -> tuple[object, ...]:
    """Give what a dry run and the real run must tell alike: all but ids and instants."""
    return (
        issued.kind,
        issued.old_assignment_id,
        issued.removed,
        issued.kept_sessions,
        [(one.workout_name, one.scheduled_date, one.scheduled_time) for one in issued.created],
        issued.not_created,
        issued.same_day,
        issued.missing_references,
    )
