"""Give what a phone keeps for the player: the next two weeks, what is overdue, and what was done last time."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from mesocycle.actions.log.guiding import LineGuide
from mesocycle.analytics.weeks import days_before
from mesocycle.domain.conversation import ReadSubject
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.history.done import CountedSet
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import ALL
from mesocycle.domain.plan.lines import each_exercise
from mesocycle.domain.plan.turns import MOST_TOGETHER, turns_in
from mesocycle.domain.plan.workout import Exercise
from mesocycle.domain.player.kept import Advice, BestLoad, DoneBefore, Kept, LastTime, Play
from mesocycle.domain.player.turns import turns_of
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.resolved import resolve_session
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot
from mesocycle.domain.session.suggested_sets import suggested_sets
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.conversation import read_marks
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.history import sets as set_history
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions
from mesocycle.storage.sync import feed

AHEAD_DAYS = 14
OVERDUE_DAYS = 7
_LAST_TIME_DAYS = 120
_MOST_SESSIONS = 200
_TO_DO = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS)


def keep_for_player(db: Database, act: Act, *, also: Id | None = None, say: Callable[[str], str] = str) -> Kept:
    """Give what the acting athlete's phone keeps; with `also`, one session more, whatever its day and status."""
    user_id = act.actor.id
    with db.read() as read:
        athlete = users.get(read, user_id)
        today = civil_day(act.now, athlete.time_zone)
        first, last = days_before(today, OVERDUE_DAYS), days_before(today, -AHEAD_DAYS)
        wanted = Wanted(first=first, last=last, statuses=_TO_DO)
        found = _most(calendar_pages.whole(read, user_id, wanted, None, _MOST_SESSIONS)[0])
        if also is not None and also not in {one.id for one in found}:
            found.append(sessions.get(read, user_id, also))
        values = reference_values.of_user(read, user_id)
        position = feed.position(read, user_id)
        seen = _seen(read, user_id, found)
        plays = tuple(replace(_play(each, athlete, values, today), seen_at=seen.get(each.id)) for each in found)
        return Kept(
            user_id=user_id,
            units=athlete.units,
            time_zone=athlete.time_zone,
            now=act.now,
            today=today,
            epoch=position.epoch,
            seq=position.seq,
            plays=plays,
            last_time=tuple(_last_time(read, user_id, found, today)),
            advice=tuple(_advice(LineGuide(read, athlete, values, ALL, say=say), plays, today)),
            bests=tuple(_bests(read, user_id, found, today)),
            load_step=athlete.load_step,
            gym=athlete.gym,
        )


def _most(found: Sequence[WorkoutSession]) -> list[WorkoutSession]:
    """Leave out the last ones where they come to more turns than a phone goes through in weeks."""
    kept: list[WorkoutSession] = []
    turns = 0
    for session in found:
        snapshot = find_snapshot(session)
        turns += 0 if snapshot is None else turns_in(snapshot.sections)
        if turns > MOST_TOGETHER and kept:
            break
        kept.append(session)
    return kept


def _play(session: WorkoutSession, athlete: User, values: Sequence[ReferenceValue], today: Date) -> Play:
    snapshot = find_snapshot(session)
    if snapshot is None:
        return Play(session=session, turns=(), missing=())
    resolved = resolve_session(session, snapshot, find_log(session), athlete, values, today)
    return Play(session=session, turns=turns_of(snapshot, resolved), missing=resolved.missing)


def _seen(read: Read, user_id: Id, found: Sequence[WorkoutSession]) -> dict[Id, Instant]:
    """Give when somebody else read what the athlete says of a session."""
    marks = read_marks.of_subjects(read, user_id, ReadSubject.FEEDBACK, [each.id for each in found])
    return {mark.subject_id: mark.at for mark in marks if mark.reader_id != user_id}


def _last_time(read: Read, user_id: Id, found: Sequence[WorkoutSession], today: Date) -> Iterator[LastTime]:
    """Go once over the sets of the last months, however many exercises there are."""
    wanted = {line.exercise_variant_id for session in found for line in _lines(session)}
    latest: dict[Id, list[CountedSet]] = {}
    for each in set_history.between(read, user_id, days_before(today, _LAST_TIME_DAYS), days_before(today, 1)):
        variant = each.exercise_variant_id
        if variant is None or variant not in wanted or each.set_type == "warmup":
            continue
        known = latest.get(variant)
        if known is None or each.day > known[0].day:
            latest[variant] = [each]
        elif each.day == known[0].day:
            known.append(each)
    for variant, sets in latest.items():
        done = tuple(DoneBefore(reps=one.reps, load_kg=one.load_kg) for one in sets)
        yield LastTime(exercise_variant_id=variant, day=sets[0].day, sets=done)


def _advice(line_guide: LineGuide, plays: Sequence[Play], today: Date) -> Iterator[Advice]:
    """Look each line up once, however many weeks it comes in: for the first day of them."""
    told: set[Id] = set()
    for session, loads in ((play.session, _loads(play)) for play in plays):
        for line in _lines(session):
            if line.id in told or session.status not in _TO_DO:
                continue
            told.add(line.id)
            guidance = line_guide.of(line, max(session.scheduled_date, today), session.id)
            if guidance is not None:
                of_sets = guidance.applies_to != "trainingMax"
                sets = suggested_sets(line, loads, guidance.suggestion) if of_sets else {}
                yield Advice(line_id=line.id, why=guidance.suggestion.why, sets=sets or None)


def _loads(play: Play) -> dict[Id, ResolvedLoad]:
    return {turn.planned.id: turn.load for turn in play.turns if turn.planned is not None and turn.load is not None}


def _bests(read: Read, user_id: Id, found: Sequence[WorkoutSession], today: Date) -> Iterator[BestLoad]:
    """Give what a set must beat to be a record: of each variant, the heaviest load for each count of repetitions."""
    wanted = {line.exercise_variant_id: line.exercise_id for session in found for line in _lines(session)}
    for each in set_history.heaviest(read, user_id, sorted(set(wanted.values())), until=days_before(today, 1)):
        if each.exercise_variant_id in wanted:
            yield BestLoad(exercise_variant_id=each.exercise_variant_id, reps=each.reps, load_kg=each.load_kg)


def _lines(session: WorkoutSession) -> list[Exercise]:
    snapshot = find_snapshot(session)
    return [] if snapshot is None else [line for _, line in each_exercise(snapshot)]
