"""Rules for phones that read the feed, work offline and send what they did: late, twice, in another order."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from mesocycle.domain.document import encode
from mesocycle.domain.instant import instant, moment
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation, OperationResult
from mesocycle.offline.sync import sync
from mesocycle.storage.sessions import sessions
from tests.builders import a_workout
from tests.properties.dump import dump
from tests.properties.entries import plain, set_entry, whole_log
from tests.properties.feed_reader import FeedReader
from tests.properties.model import TABLE
from tests.properties.rows import as_session
from tests.properties.rules.day import DayRules
from tests.properties.stage import ATHLETES, pick
from tests.properties.values import NO_LOG, Entry, days_after

KINDS = [kind.value for kind in OperationKind if kind is not OperationKind.ADD]
OFTEN = ["log-set", "log-set", "log-set", "start", "put-log", "complete", "complete", "skip", "cancel"]
COMPLETIONS: list[dict[str, Any]] = [{}, {"durationMinutes": 30}, {"feedback": {"rpe": 7}}]
MOST_BOOKMARKS = 12


@dataclass
class Phone:
    """One athlete's device: what it has read, what it did since, what it sent and may send again."""

    reader: FeedReader
    slow_by_minutes: int
    queue: list[Operation] = field(default_factory=list)
    sent: list[Operation] = field(default_factory=list)


class PhoneRules(DayRules):
    """Play two phones and other readers of the feed."""

    def __init__(self) -> None:
        super().__init__()
        self.phones = [
            Phone(FeedReader(who), slow) for who, slow in zip(ATHLETES, (0, 190), strict=True)
        ]  # the second one's clock is slow
        self.readers += [phone.reader for phone in self.phones]
        self.answers: dict[str, OperationResult] = {}
        self.operations: dict[str, Operation] = {}
        self.entries_of: dict[str, frozenset[Entry]] = {}

    # ---------------------------------------------------------------------------------------- reading

    @initialize(limit=st.integers(1, 9))
    def phones_begin_with_what_is_there(self, limit: int) -> None:
        for phone in self.phones:
            phone.reader.read_on(self.db, limit)

    @rule(which=st.integers(0, 1), limit=st.integers(1, 9))
    def phone_reads(self, which: int, limit: int) -> None:
        phone = self.phones[which]
        if len(self.readers) < MOST_BOOKMARKS:
            self.readers.append(phone.reader.copy())  # reads on from here at the end
        phone.reader.read_on(self.db, limit)
        self.compare(phone.reader)
        self.count("feed read")

    # ---------------------------------------------------------------------------------------- working

    def ever_known(self) -> list[str]:
        """Give all sessions there are or were, in an order that does not hang on their random ids."""
        return list(dict.fromkeys([*self.model.sessions, *self.model.tombstones]))

    def known_to(self, phone: Phone) -> list[str]:
        """Give the sessions a phone can work on: those it has read, and those it added itself."""
        read = phone.reader.session_ids
        added = [one.session_id for one in phone.queue if one.kind is OperationKind.ADD]
        return [*(id_ for id_ in self.ever_known() if id_ in read), *added]

    @precondition(lambda self: any(self.known_to(phone) for phone in self.phones))
    @rule(
        which=st.integers(0, 1),
        number=pick,
        kinds=st.lists(st.sampled_from([*OFTEN, *KINDS]), min_size=1, max_size=4),
        what=pick,
    )
    def phone_works(self, which: int, number: int, kinds: list[str], what: int) -> None:
        phone = self.phones[which] if self.known_to(self.phones[which]) else self.phones[1 - which]
        heard = phone.reader.removed
        gone = [id_ for id_ in self.ever_known() if id_ in heard]
        pool = gone if gone and number % 6 == 5 else self.known_to(phone)  # now and then a page that stood open
        session_id = self.choose(pool, number // 6)
        for place, kind in enumerate(kinds):
            if session_id in self.snapshots or kind not in ("log-set", "put-log"):
                self.queue_up(phone, kind, session_id, what + place)

    @rule(which=st.integers(0, 1), days=st.integers(-1, 3))
    def phone_adds(self, which: int, days: int) -> None:
        phone = self.phones[which]
        self.entries += 1
        body = plain(a_workout(id="phone-workout"))
        on = days_after(self.today(phone.reader.user), days)
        self.queue_up(phone, "add", f"added-{self.entries}", 0, {"scheduledDate": on, "workout": body})

    def queue_up(self, phone: Phone, kind: str, session_id: str, what: int, body: dict[str, Any] | None = None) -> None:
        """Let a phone note down what was done, to be sent later."""
        at = instant(moment(self.now) - timedelta(minutes=phone.slow_by_minutes))
        made, entries = (body, frozenset[Entry]()) if body is not None else self._body(phone, kind, session_id, what)
        operation = Operation(
            id=f"operation-{len(self.operations)}",
            seen_seq=phone.reader.since,
            session_id=session_id,
            kind=OperationKind(kind),
            at=at,
            body=made,
        )
        self.operations[operation.id] = operation
        self.entries_of[operation.id] = entries
        phone.queue.append(operation)

    def _body(self, phone: Phone, kind: str, session_id: str, what: int) -> tuple[dict[str, Any], frozenset[Entry]]:
        if kind == "log-set":
            entry = self.new_entry(session_id, what, phone.slow_by_minutes + what % 50)
            return plain(set_entry(entry, self.planned(session_id))), frozenset({entry})
        if kind == "put-log":
            log = self._new_log(session_id, [what], keep=False)
            return plain(whole_log(log, self.planned(session_id))), log
        bodies: dict[str, dict[str, Any]] = {
            "complete": COMPLETIONS[what % 3],
            "skip": {"reason": "travel"},
            "put-back": {"discardLog": True} if what % 2 else {},
            "reschedule": {"scheduledDate": days_after(self.today(phone.reader.user), what % 9)},
            "note": {"notes": f"Noted {what % 3}."},
        }
        return bodies.get(kind, {}), frozenset()

    # ---------------------------------------------------------------------------------------- sending

    @precondition(lambda self: any(phone.queue or phone.sent for phone in self.phones))
    @rule(
        which=st.integers(0, 1),
        most=st.integers(1, 9),
        turn=st.integers(0, 3),
        lost=st.booleans(),
        again=st.sets(st.integers(0, 30), max_size=3),
    )
    def phone_sends(self, which: int, most: int, turn: int, lost: bool, again: set[int]) -> None:
        phone = self.phones[which] if self.phones[which].queue else self.phones[1 - which]
        repeated = [one for place, one in enumerate(phone.sent) if place in again]
        batch = reordered([*repeated, *phone.queue[:most]], turn)
        if not batch:
            return
        self.send(phone, batch)
        if not lost:
            phone.queue = phone.queue[most:]
            phone.sent += [one for one in batch if one not in phone.sent]
        self.count("sync, answer lost" if lost else "sync")

    def send(self, phone: Phone, batch: list[Operation]) -> None:
        """Send a batch and compare every answer with what the model says."""
        user = phone.reader.user
        answers = sync(self.db, user, batch, self.act(user))
        assert [answer.operation_id for answer in answers] == [operation.id for operation in batch]
        self._taken_in(user, batch, answers)

    def _taken_in(self, user: str, batch: list[Operation], answers: list[OperationResult]) -> None:
        """Let the model take in what was sent, one group a session, and compare the answers."""
        by_id = {answer.operation_id: answer for answer in answers}
        new = [answer for answer in answers if answer.operation_id not in self.answers]
        for session_id in dict.fromkeys(operation.session_id for operation in batch):
            moved: set[str] = set()
            for operation in (one for one in batch if one.session_id == session_id):
                answer = by_id[operation.id]
                before = self.answers.get(operation.id)
                if before is not None:
                    assert bare(answer) == bare(before), "an operation sent again got another answer"
                    self.count("operation sent again")
                    continue
                self._compare_answer(user, operation, answer, moved)
        self._answers_hold_sessions(user, answers)
        self._answers_name_what_stands_beside(user, new)

    def _compare_answer(self, user: str, operation: Operation, answer: OperationResult, moved: set[str]) -> None:
        expected, reasons = self._carry_out(user, operation, moved)
        assert answer.outcome == expected, f"{operation.kind}: {answer} instead of {expected}"
        self.count(f"offline {operation.kind} {expected}")
        if expected == "refused":
            assert answer.refusal is not None
            assert answer.refusal.code in reasons, f"{answer.refusal}, expected {sorted(reasons)}"
            if answer.refusal.kind == "conflict":
                self.answers[operation.id] = answer
            return
        self.answers[operation.id] = answer
        for entry in self.entries_of[operation.id]:
            self.acknowledged[entry.id] = operation.session_id
        if answer.same_day:
            assert self.model.in_place_of(self.model.sessions[operation.session_id]).issuperset(answer.same_day)

    def _in_place_of(self, session_id: str, day: str) -> set[str]:
        """Give the scheduled sessions of a day that stand in the place of one that came back."""
        found = self.model.in_place_of(self.model.sessions[session_id]) - {session_id}
        held = self.model.sessions
        return {id_ for id_ in found if (held[id_].on, held[id_].status) == (day, "scheduled")}

    def _answers_hold_sessions(self, user: str, answers: list[OperationResult]) -> None:
        for answer in answers:
            if answer.session is not None:
                with self.db.read() as read:
                    session = sessions.get(read, user, self.operations[answer.operation_id].session_id)
                assert bytes(answer.session) == encode(session)

    def _answers_name_what_stands_beside(self, user: str, answers: list[OperationResult]) -> None:
        """Look at work that came back by a single operation: sent again, an answer tells what stood there then."""
        sent = [self.operations[answer.operation_id].session_id for answer in answers]
        for session_id, answer in zip(sent, answers, strict=True):
            if answer.outcome == "revived" and sent.count(session_id) == 1:
                with self.db.read() as read:
                    session = sessions.get(read, user, session_id)
                beside = self._in_place_of(session_id, session.performed_date or session.scheduled_date)
                assert set(answer.same_day or ()) >= beside

    def _carry_out(self, user: str, operation: Operation, moved: set[str]) -> tuple[str, set[str]]:
        """Let the model do what an operation says: the outcome, and why it is refused."""
        session_id, kind = operation.session_id, operation.kind.value
        stone = self.model.tombstones.get(session_id)
        away = stone is not None and not stone.revived
        if kind == "add":
            return self._added(user, operation)
        if not away and session_id not in self.model.sessions:
            return "refused", {"not-found"}
        if away and self.model.not_reviving(session_id, kind, operation.seen_seq):
            return "refused", {"session-removed"}
        if away:
            self.model.revive(session_id)
        reasons = self._done(operation, moved)
        assert not (away and reasons), f"late {kind} of removed work would be refused: {reasons}"
        return ("refused", reasons) if reasons else ("revived" if away else "done", set())

    def _done(self, operation: Operation, moved: set[str]) -> set[str]:
        session_id, kind = operation.session_id, operation.kind.value
        session = self.model.sessions[session_id]
        if kind in ("log-set", "put-log"):
            given_up = session.status in ("skipped", "cancelled") and session_id not in moved
            unheard = given_up and self._moved_at(session_id) > operation.seen_seq
            if unheard:
                self.count("offline log of what was given up meanwhile")
            if session.status == "scheduled" or unheard:
                self.model.move(session_id, "start")
                moved.add(session_id)
            for entry in self.entries_of[operation.id]:
                self.model.merge(session_id, entry)
            return set()
        if kind == "note":
            self.model.note(session_id, operation.body["notes"])
            return set()
        if kind == "reschedule":
            if session.status != "scheduled":
                return {"session-not-scheduled"}
            self.model.reschedule(session_id, operation.body["scheduledDate"], None)
            return set()
        reasons = self.model.not_open(session, kind, discard="discardLog" in operation.body)
        if not reasons:
            assert kind in TABLE[session.status]
            self.model.move(session_id, kind)
            moved.add(session_id)
        return reasons

    def _moved_at(self, session_id: str) -> int:
        """Give the feed position of a session's last move before this batch."""
        rows = [row for row in self.rows["session_event"].values() if row["session_id"] == session_id]
        return max((row["change_seq"] for row in rows if row["status_before"] != row["status_after"]), default=0)

    def _added(self, user: str, operation: Operation) -> tuple[str, set[str]]:
        if operation.session_id in self.model.sessions or operation.session_id in self.model.tombstones:
            return "refused", {"already-exists"}
        stored = as_session(dump(self.db)["workout_session"][user, operation.session_id])
        on = operation.body["scheduledDate"]  # the row is what the whole batch left, this is how it began
        self.model.add(replace(stored, on=on, planned=on, status="scheduled", log=NO_LOG, noted=None))
        return "done", set()


def reordered(batch: list[Operation], turn: int) -> list[Operation]:
    """Let the sessions come in another order; within one the order stays."""
    ids = list(dict.fromkeys(operation.session_id for operation in batch))
    place = {session_id: (number + turn) % len(ids) for number, session_id in enumerate(ids)}
    return sorted(batch, key=lambda operation: place[operation.session_id])


def bare(answer: OperationResult) -> OperationResult:
    """Give an answer without the session beside it, which is as it stands then."""
    return msgspec.structs.replace(answer, session=None)
