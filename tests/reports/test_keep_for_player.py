"""What a phone keeps: the days ahead with their turns, how far the feed was, and what was done last time."""

import pytest

from mesocycle.actions.conversation.mark_read import mark_read
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.conversation import NewReadMark, ReadSubject
from mesocycle.domain.session.inputs import Completion
from mesocycle.reports import keep_for_player as keeping
from mesocycle.reports.keep_for_player import keep_for_player
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sync import feed
from tests.actions.training import ann_trains
from tests.arrange import a_coaching, a_trainer, an_act

LATER = "2026-01-05T20:00:00.000Z"


def test_the_next_two_weeks_are_kept_and_not_what_comes_later(db: Database) -> None:
    _, act, sessions = ann_trains(db)

    kept = keep_for_player(db, act)

    assert [play.session.id for play in kept.plays] == sessions[:3]
    assert [turn.key for turn in kept.plays[0].turns] == ["set-1", "set-2"]


def test_a_session_that_is_asked_for_is_kept_whatever_its_day(db: Database) -> None:
    _, act, sessions = ann_trains(db)

    kept = keep_for_player(db, act, also=sessions[3])

    assert sessions[3] in [play.session.id for play in kept.plays]


def test_the_position_is_that_of_the_feed(db: Database) -> None:
    ann, act, _ = ann_trains(db)

    kept = keep_for_player(db, act)

    with db.read() as read:
        page = feed.changes(read, ann.id, 0, 1000)
    assert (kept.epoch, kept.seq) == (page.epoch, page.seq)


def test_a_load_that_asks_for_a_value_the_athlete_lacks_names_it(db: Database) -> None:
    _, act, _ = ann_trains(db)

    kept = keep_for_player(db, act)

    assert [missing.kind for missing in kept.plays[0].missing] == ["trainingMax"]


def test_what_was_done_last_time_stands_beside_the_plan(db: Database) -> None:
    ann, act, sessions = ann_trains(db)
    complete_session(db, ann.id, sessions[0], act, given=Completion(as_planned=True))

    kept = keep_for_player(db, an_act(ann, "2026-01-12T18:00:00.000Z"))

    (last,) = kept.last_time
    assert (last.day, {(one.reps, one.load_kg) for one in last.sets}) == ("2026-01-05", {(5, 100), (5, None)})


def test_of_more_than_a_phone_goes_through_the_nearest_are_kept(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _, act, sessions = ann_trains(db)
    monkeypatch.setattr(keeping, "MOST_TOGETHER", 5)

    kept = keep_for_player(db, act)

    assert [play.session.id for play in kept.plays] == sessions[:2]


def test_what_a_trainer_has_read_is_known_to_the_phone(db: Database) -> None:
    ann, act, sessions = ann_trains(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)
    complete_session(db, ann.id, sessions[0], act, given=Completion(as_planned=True))
    mark_read(db, ann.id, NewReadMark(subject=ReadSubject.FEEDBACK, subject_id=sessions[0]), an_act(tom, LATER))

    kept = keep_for_player(db, act, also=sessions[0])

    assert {play.session.id: play.seen_at for play in kept.plays}[sessions[0]] == LATER
