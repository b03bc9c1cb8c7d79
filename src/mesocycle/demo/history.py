"""An athlete's weeks, day by day and through the same actions that people use, each at its own past moment."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from msgspec.structs import replace

from mesocycle.actions.assignments.pause_assignment import pause_assignment
from mesocycle.actions.assignments.resume_assignment import resume_assignment
from mesocycle.actions.assignments.shift_assignment import shift_assignment
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.log.correct_log import correct_log
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.log.put_log import put_log_in
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.complete_session import complete_session, complete_session_in
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.demo.cast import MISSED, Athlete, Fate
from mesocycle.demo.training import Training, TrainingDone, feeling, perform
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Date, Id, TimeOfDay
from mesocycle.domain.instant import day, instant, moment, zone
from mesocycle.domain.log.as_planned import as_planned
from mesocycle.domain.log.editing import each_set
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import PerformedSet
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.plan.workout import RunSection, Workout, WorkoutType
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.session.inputs import Cancel, Completion, OneOff, Reschedule, Skip
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.engine.database import Database, Write, new_id
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions

LONGEST = timedelta(hours=3)
"""So long before `now` a session must have begun to be over: nothing is done in the future."""
_WITHOUT_PLAYER = 0.08
_EASY = RunSection(id="easy", name="Easy, 35 min", order_index=0, duration="35m", movement="run")
_ONE_OFF = Workout(
    id="easy-run",
    name="Easy run",
    type=WorkoutType.RUNNING,
    order_index=0,
    objective="Stay in the habit",
    schedule=(),
    sections=(_EASY,),
)


class Season:
    """One athlete's season, lived forward from `first`, the first day of the plan."""

    def __init__(self, db: Database, athlete: Athlete, user_id: Id, coach: Actor, *, luck: Random, first: date) -> None:
        """Know who trains, who coaches, and with what luck."""
        self._db = db
        self._athlete = athlete
        self._user_id = user_id
        self._coach = coach
        self._luck = luck
        self._zone = zone(athlete.user.time_zone)
        self._first = self._today = first
        self._assignment_id = ""
        self._fates = dict(athlete.fates)
        self._met = 0
        self._moved: set[Id] = set()
        self._last_set: tuple[Id, PerformedSet] | None = None

    def at(self, on: date, clock: TimeOfDay, minutes: int = 0) -> datetime:
        """Give the moment of a time of day where the athlete lives."""
        civil = datetime.combine(on, time.fromisoformat(clock), tzinfo=self._zone)
        return civil.astimezone(UTC) + timedelta(minutes=minutes)

    def run_alone(self, weeks: int) -> None:
        """Run before there is a plan, every third day: the first session is added whole, the others repeat it."""
        earlier: Id | None = None
        for ago in range(7 * weeks, 2, -3):
            on = self._first - timedelta(days=ago)
            wish = OneOff(
                scheduled_date=on.isoformat(),
                scheduled_time=self._athlete.trains_at,
                workout=_ONE_OFF if earlier is None else None,
                repeat_of=earlier,
            )
            added = self._act(self.at(on, self._athlete.trains_at, -90))
            session = add_session(self._db, self._user_id, wish, added)
            earlier = session.id
            self._train(session, self._begins(session))

    def follow(self, receipt: Receipt) -> None:
        """Follow what the receipt assigned."""
        self._assignment_id = receipt.new_assignment_id or ""

    def miss(self, number: int) -> None:
        """Let the session with this number, from 0, be missed."""
        self._fates[number] = MISSED

    def play(self, until: datetime) -> None:
        """Live on, every day that is over or far enough gone by `until`."""
        pausing = self._athlete.pausing
        while self.at(self._today, self._athlete.trains_at) < until:
            on, number = self._today, (self._today - self._first).days
            if number == self._athlete.second_thoughts_on:
                self._shift_and_back(on)
            if pausing is not None and number == pausing.from_day:
                self._pause(on)
            if pausing is not None and number == pausing.from_day + pausing.days:
                self._resume(on)
            if pausing is None or not 0 <= number - pausing.from_day < pausing.days:
                for session in self._scheduled(on, on):
                    self._live(session, on, until)
            self._today += timedelta(days=1)

    def begin_next(self, at: datetime, until: datetime) -> None:
        """Start the next session, pulled forward where it stands on another day, and log its sets one by one."""
        on = day(self._day(at))
        session = self._scheduled(on, on + timedelta(days=14))[0]
        if session.scheduled_date != on.isoformat():
            forward = Reschedule(scheduled_date=on.isoformat())
            reschedule_session(self._db, self._user_id, session.id, forward, self._act(at - timedelta(minutes=5)))
        start_session(self._db, self._user_id, session.id, self._act(at))
        log, _ = self._done(session, at)
        for _, performed in each_set(log):
            logged_at = moment(performed.performed_at or instant(at))
            if logged_at < until:
                log_set(self._db, self._user_id, session.id, SetEntry(set=performed), self._act(logged_at))

    def correct_latest(self, at: datetime) -> None:
        """Correct the last set that was logged with repetitions, where there is any: it was one fewer."""
        if self._last_set is None:
            return
        session_id, performed = self._last_set
        fewer = replace(performed.performance, reps=(performed.performance.reps or 1) - 1)
        entry = SetEntry(set=replace(performed, performance=fewer))
        correct_log(self._db, self._user_id, session_id, self._act(at), entries=[entry])

    def _scheduled(self, first: date, last: date) -> list[WorkoutSession]:
        """Give what stands scheduled between two days, in an order that no id has a part in."""
        with self._db.read() as read:
            found = sessions.between(
                read, self._user_id, first.isoformat(), last.isoformat(), statuses=[SessionStatus.SCHEDULED]
            )
        return sorted(found, key=lambda each: (each.scheduled_date, each.plan_week or 0, get_snapshot(each).name))

    def _act(self, at: datetime) -> Act:
        return Act(actor=Actor(self._user_id, frozenset({Role.ATHLETE})), now=instant(at))

    def _coaches(self, at: datetime) -> Act:
        return Act(actor=self._coach, now=instant(at))

    def _live(self, session: WorkoutSession, on: date, now: datetime) -> None:
        if session.id in self._moved:
            fate = None
        else:
            fate = self._fates.get(self._met)
            self._met += 1
        begins = self._begins(session)
        if begins + LONGEST > now or fate == MISSED:
            return
        if fate is None:
            self._train(session, begins)
        else:
            self._meet(session, fate, on)

    def _meet(self, session: WorkoutSession, fate: Fate, on: date) -> None:
        """Let a session be skipped, cancelled or moved to another day, an hour before it was due."""
        act = self._act(self.at(on, self._athlete.trains_at, -60))
        if fate.skip is not None:
            skip_session(self._db, self._user_id, session.id, Skip(reason=fate.skip, notes=fate.notes), act)
        elif fate.cancel is not None:
            cancel_session(self._db, self._user_id, session.id, act, given=Cancel(reason=fate.cancel))
        else:
            to = (on + timedelta(days=fate.days_later)).isoformat()
            reschedule_session(self._db, self._user_id, session.id, Reschedule(scheduled_date=to), act)
            self._moved.add(session.id)

    def _begins(self, session: WorkoutSession) -> datetime:
        return self.at(day(session.scheduled_date), session.scheduled_time, self._luck.randint(-5, 25))

    def _train(self, session: WorkoutSession, begins: datetime) -> None:
        """Do a session: started, logged and completed, now and then without the player and just as planned."""
        if self._luck.random() < _WITHOUT_PLAYER:
            _, ended = self._done(session, begins)
            given = Completion(as_planned=True, started_at=instant(begins))
            complete_session(self._db, self._user_id, session.id, self._act(ended), given=given)
            return
        start_session(self._db, self._user_id, session.id, self._act(begins))

        log, ended = self._done(session, begins)
        for _, performed in each_set(log):
            if performed.performance.reps is not None:
                self._last_set = session.id, performed
        given = Completion(feedback=feeling(self._luck))

        def finish(write: Write) -> None:
            put_log_in(write, session.id, log)
            complete_session_in(write, session.id, given)

        self._db.write(self._user_id, self._act(ended + timedelta(minutes=self._luck.randint(2, 9))), finish)

    def _done(self, session: WorkoutSession, begins: datetime) -> TrainingDone:
        """Work out what is logged of a session, with the values in force on its day."""
        with self._db.read() as read:
            user = users.get(read, self._user_id)
            values = reference_values.of_user(read, self._user_id)
        snapshot = get_snapshot(session)
        resolved = resolve(snapshot, values, self._day(begins), user.load_step, user.units)
        planned = as_planned(snapshot, resolved, lambda: new_id(instant(begins)))
        training = Training(self._athlete, session.plan_week or 1, begins, self._luck)
        return perform(training, snapshot, resolved, planned)

    def _day(self, at: datetime) -> Date:
        return at.astimezone(self._zone).date().isoformat()

    def _pause(self, on: date) -> None:
        pause_assignment(self._db, self._user_id, self._assignment_id, self._coaches(self.at(on, "05:00")))

    def _resume(self, on: date) -> None:
        act = self._coaches(self.at(on, "05:00"))
        resume_assignment(self._db, self._user_id, self._assignment_id, act, shift=True)

    def _shift_and_back(self, on: date) -> None:
        act = self._coaches(self.at(on, "05:00"))
        receipt = shift_assignment(self._db, self._user_id, self._assignment_id, act, days=2)
        undo_receipt(self._db, self._user_id, receipt.id, self._coaches(self.at(on, "05:40")))
