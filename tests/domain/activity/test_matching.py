from mesocycle.domain.activity.matching import DoneActivity, Match, OpenSession, match_activities
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.session.session import SessionStatus

DAY = "2026-01-05"
ROAD, TRAIL, STRENGTH = WorkoutType.RUNNING, WorkoutType.TRAIL_RUNNING, WorkoutType.STRENGTH


def done(type_: WorkoutType | None = ROAD, day: str = DAY, *, sport_known: bool = True, hour: int = 10) -> DoneActivity:
    return DoneActivity(
        type=type_,
        sport_known=sport_known,
        day=day,
        started_at=f"{day}T{hour:02}:00:00.000Z",
        completed_at=f"{day}T{hour:02}:50:00.000Z",
    )


def waiting(
    id_: str = "one", type_: WorkoutType = ROAD, day: str = DAY, *, started_at: str | None = None
) -> OpenSession:
    status = SessionStatus.SCHEDULED if started_at is None else SessionStatus.IN_PROGRESS
    return OpenSession(id=id_, type=type_, day=day, status=status, started_at=started_at)


def test_one_activity_and_one_session_of_a_type_and_day_belong_together() -> None:
    assert match_activities([done()], [waiting()]) == [Match(session_id="one")]


def test_another_day_or_another_type_is_no_match() -> None:
    sessions = [waiting("tomorrow", day="2026-01-06"), waiting("strength", STRENGTH)]

    assert match_activities([done()], sessions) == [Match()]


def test_two_activities_for_one_session_are_not_decided() -> None:
    found = match_activities([done(), done(hour=17)], [waiting()])

    assert found == [Match(candidates=("one",)), Match(candidates=("one",))]


def test_one_activity_for_two_sessions_is_not_decided() -> None:
    assert match_activities([done()], [waiting("one"), waiting("two")]) == [Match(candidates=("one", "two"))]


def test_road_and_trail_go_to_their_own_sessions_first() -> None:
    found = match_activities([done(TRAIL), done(ROAD)], [waiting("road"), waiting("trail", TRAIL)])

    assert found == [Match(session_id="trail"), Match(session_id="road")]


def test_a_road_run_is_the_deed_of_a_trail_session_where_nothing_else_is() -> None:
    assert match_activities([done(ROAD)], [waiting("trail", TRAIL)]) == [Match(session_id="trail")]


def test_a_session_under_way_goes_before_others_of_its_day() -> None:
    begun = waiting("begun", started_at="2026-01-05T10:05:00.000Z")

    assert match_activities([done()], [waiting("other"), begun]) == [Match(session_id="begun")]


def test_a_session_begun_at_another_time_is_as_any_other() -> None:
    begun = waiting("begun", started_at="2026-01-05T18:00:00.000Z")

    assert match_activities([done()], [waiting("other"), begun]) == [Match(candidates=("other", "begun"))]


def test_a_track_of_no_known_sport_is_never_matched_unasked() -> None:
    assert match_activities([done(None, sport_known=False)], [waiting()]) == [Match(candidates=("one",))]


def test_a_bicycle_ride_is_the_deed_of_no_session() -> None:
    assert match_activities([done(None)], [waiting()]) == [Match()]


def test_no_session_is_given_to_two() -> None:
    runs = [done(day=f"2026-01-{day:02}") for day in range(1, 11)]
    sessions = [waiting(f"s{day}", day=f"2026-01-{day:02}") for day in range(1, 11)]

    found = match_activities(runs, sessions)

    assert [each.session_id for each in found] == [f"s{day}" for day in range(1, 11)]
