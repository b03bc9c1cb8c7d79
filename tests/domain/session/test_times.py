"""When a session was done: what is said, what follows, what can't be."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.instant import civil_day, instant, moment
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.times import SessionTimes, complete_times, correct_times, start_times, times_of
from tests.builders import a_session

NOW = "2026-03-10T08:00:00.000Z"
BERLIN = "Europe/Berlin"
NOTHING = SessionTimes()


def ago(**span: float) -> str:
    return instant(moment(NOW) - timedelta(**span))


def completed(
    known: SessionTimes = NOTHING,
    said: SessionTimes = NOTHING,
    *,
    now: str = NOW,
    time_zone: str = BERLIN,
    last_performed_at: str | None = None,
    usual: timedelta = timedelta(hours=1),
) -> SessionTimes:
    return complete_times(known, said, now=now, time_zone=time_zone, last_performed_at=last_performed_at, usual=usual)


def test_without_a_word_the_end_is_now() -> None:
    assert completed().completed_at == NOW


def test_finish_pressed_next_morning_ends_the_session_with_its_last_set() -> None:
    evening = "2026-03-09T19:10:00.000Z"

    times = completed(SessionTimes(started_at="2026-03-09T18:00:00.000Z"), last_performed_at=evening)

    assert times.completed_at == evening
    assert times.duration_minutes == 70


@pytest.mark.parametrize(("minutes", "ends_now"), [(119, True), (120, True), (121, False)])
def test_only_a_last_set_more_than_two_hours_ago_is_the_end(minutes: int, *, ends_now: bool) -> None:
    last = ago(minutes=minutes)

    assert completed(last_performed_at=last).completed_at == (NOW if ends_now else last)


def test_sets_from_before_the_start_do_not_end_the_session_before_it_began() -> None:
    times = completed(SessionTimes(started_at=ago(minutes=10)), last_performed_at=ago(hours=9))

    assert times.completed_at == NOW


def test_completing_again_after_a_reopen_keeps_the_first_end_and_the_duration_said_then() -> None:
    first = SessionTimes(started_at=ago(hours=30), completed_at=ago(hours=29), duration_minutes=45)

    again = completed(first, last_performed_at=ago(hours=4))

    assert (again.completed_at, again.duration_minutes) == (first.completed_at, 45)


def test_an_end_that_is_said_wins_over_everything() -> None:
    said = SessionTimes(completed_at=ago(hours=1))

    times = completed(SessionTimes(completed_at=ago(hours=5)), said, last_performed_at=ago(hours=8))

    assert times.completed_at == said.completed_at


def test_a_session_counts_on_the_day_it_began_in_the_athletes_zone() -> None:
    half_past_eleven = "2026-03-09T22:30:00.000Z"

    begun = start_times(NOTHING, at=half_past_eleven, time_zone=BERLIN)

    assert begun.performed_date == "2026-03-09"
    assert completed(begun, now="2026-03-09T23:40:00.000Z").performed_date == "2026-03-09"


def test_done_without_the_player_it_counts_on_the_day_it_ended() -> None:
    assert completed(said=SessionTimes(completed_at="2026-03-08T23:30:00.000Z")).performed_date == "2026-03-09"


def test_a_day_that_is_said_stands() -> None:
    assert completed(said=SessionTimes(performed_date="2026-03-07")).performed_date == "2026-03-07"


def test_starting_again_keeps_the_first_start() -> None:
    first = SessionTimes(started_at=ago(hours=3), performed_date="2026-03-10")

    assert start_times(first, at=NOW, time_zone=BERLIN) == first


def test_starting_again_days_after_it_was_given_up_is_another_start_on_another_day() -> None:
    given_up = SessionTimes(started_at=ago(hours=72), performed_date="2026-03-07")

    begun = start_times(given_up, at=NOW, time_zone=BERLIN)

    assert begun == SessionTimes(started_at=NOW, performed_date="2026-03-10")


def test_starting_again_what_was_completed_once_keeps_its_times() -> None:
    done = SessionTimes(started_at=ago(hours=72), completed_at=ago(hours=71), performed_date="2026-03-07")

    assert start_times(done, at=NOW, time_zone=BERLIN) == done


def test_starting_after_an_end_that_had_no_start_forgets_that_end() -> None:
    done = SessionTimes(completed_at=ago(hours=2), duration_minutes=40, performed_date="2026-03-09")

    begun = start_times(done, at=NOW, time_zone=BERLIN)

    assert begun == SessionTimes(started_at=NOW, performed_date="2026-03-10")
    assert completed(begun).completed_at == NOW


def test_a_clock_running_a_little_ahead_over_midnight_does_not_make_it_tomorrow() -> None:
    now = "2026-03-10T22:58:00.000Z"  # 23:58 in Berlin

    times = completed(said=SessionTimes(completed_at="2026-03-10T23:01:00.000Z"), now=now)

    assert times.performed_date == "2026-03-10"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        (SessionTimes(started_at=ago(minutes=-6)), "startedAt"),
        (SessionTimes(completed_at=ago(minutes=-6)), "completedAt"),
        (SessionTimes(started_at=ago(hours=1), completed_at=ago(hours=2)), "completedAt"),
        (SessionTimes(duration_minutes=-1), "durationMinutes"),
        (SessionTimes(performed_date="2026-03-11"), "performedDate"),
        (SessionTimes(performed_date="11.3.2026"), "performedDate"),
        (SessionTimes(started_at="yesterday"), "startedAt"),
    ],
)
def test_what_cannot_have_been_is_refused_with_its_path(said: SessionTimes, path: str) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        completed(said=said)

    assert path in [error.path for error in refused.value.errors or ()]


def test_a_clock_five_minutes_ahead_is_forgiven() -> None:
    ahead = ago(minutes=-5)

    assert completed(said=SessionTimes(completed_at=ahead)).completed_at == ahead


def test_correcting_the_start_moves_day_and_duration_along() -> None:
    known = SessionTimes(
        started_at="2026-03-09T18:00:00.000Z",
        completed_at="2026-03-09T19:00:00.000Z",
        duration_minutes=60,
        performed_date="2026-03-09",
    )

    corrected = correct_times(
        known,
        SessionTimes(started_at="2026-03-08T18:00:00.000Z", completed_at="2026-03-08T18:30:00.000Z"),
        now=NOW,
        time_zone=BERLIN,
    )

    assert (corrected.performed_date, corrected.duration_minutes) == ("2026-03-08", 30)


def test_correcting_the_day_alone_leaves_the_rest() -> None:
    known = times_of(
        a_session(
            started_at=ago(hours=3),
            completed_at=ago(hours=2),
            duration_minutes=55,
            performed_date="2026-03-10",
        )
    )

    corrected = correct_times(known, SessionTimes(performed_date="2026-03-09"), now=NOW, time_zone=BERLIN)

    assert corrected == SessionTimes(
        started_at=known.started_at,
        completed_at=known.completed_at,
        duration_minutes=55,
        performed_date="2026-03-09",
    )


minutes_ago = st.none() | st.integers(min_value=-5, max_value=4000).map(lambda m: ago(minutes=m))


@given(minutes_ago, minutes_ago, minutes_ago, st.sampled_from(["Pacific/Auckland", "Pacific/Pago_Pago", BERLIN]))
def test_whatever_is_said_a_completed_session_has_an_end_and_a_day_that_is_not_in_the_future(
    begun: str | None, ended: str | None, last: str | None, time_zone: str
) -> None:
    said = SessionTimes(started_at=begun, completed_at=ended)

    try:
        times = completed(said=said, time_zone=time_zone, last_performed_at=last)
    except DocumentNotValid:
        assert begun is not None
        assert begun > (ended or NOW)
        return

    assert times.completed_at is not None
    assert times.performed_date is not None
    assert times.performed_date <= civil_day(NOW, time_zone)
    assert times.duration_minutes is None or times.duration_minutes >= 0


# ------------------------------------------------------------------------------------------ work of long ago


def test_a_session_of_two_weeks_ago_finished_today_took_as_long_as_such_a_session_takes() -> None:
    begun = SessionTimes(started_at=ago(days=14), performed_date="2026-02-24")

    times = completed(begun, last_performed_at=ago(minutes=3), usual=timedelta(minutes=50))

    assert (times.completed_at, times.duration_minutes) == (ago(days=14, minutes=-50), 50)


def test_a_session_left_open_ends_with_the_last_set_of_its_own_day() -> None:
    begun = SessionTimes(started_at=ago(days=3))

    times = completed(begun, last_performed_at=ago(days=3, minutes=-40))

    assert times.duration_minutes == 40


def test_a_race_of_a_day_and_a_night_is_not_left_open_when_it_is_finished() -> None:
    times = completed(SessionTimes(started_at=ago(hours=25)), usual=timedelta(hours=24))

    assert times.duration_minutes == 25 * 60


def test_a_duration_that_is_said_puts_the_end_where_it_belongs() -> None:
    said = SessionTimes(started_at=ago(days=13), duration_minutes=52)

    assert completed(said=said).completed_at == ago(days=13, minutes=-52)


def test_who_pressed_start_late_began_as_much_earlier_as_the_duration_says() -> None:
    times = completed(SessionTimes(started_at=ago(minutes=10)), SessionTimes(duration_minutes=45))

    assert (times.started_at, times.completed_at, times.duration_minutes) == (ago(minutes=45), NOW, 45)


def test_pauses_are_no_training_so_a_shorter_duration_moves_neither_end() -> None:
    times = completed(SessionTimes(started_at=ago(minutes=90)), SessionTimes(duration_minutes=60))

    assert (times.started_at, times.completed_at, times.duration_minutes) == (ago(minutes=90), NOW, 60)


@pytest.mark.parametrize(
    "said",
    [
        SessionTimes(started_at=ago(hours=2), completed_at=ago(hours=1), duration_minutes=90),
        SessionTimes(started_at=ago(hours=1), duration_minutes=120),
        SessionTimes(duration_minutes=20_161),
    ],
)
def test_a_duration_that_does_not_fit_is_refused(said: SessionTimes) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        completed(said=said)

    assert [error.path for error in refused.value.errors or ()] == ["durationMinutes"]


def test_what_was_done_on_another_day_ended_on_that_day() -> None:
    times = completed(said=SessionTimes(performed_date="2026-03-07"))

    assert times.completed_at == "2026-03-07T08:00:00.000Z"


def test_a_duration_corrected_after_a_session_was_left_open_moves_its_end() -> None:
    known = SessionTimes(started_at=ago(days=14), completed_at=NOW, duration_minutes=14 * 24 * 60)

    times = correct_times(known, SessionTimes(duration_minutes=55), now=NOW, time_zone=BERLIN)

    assert (times.completed_at, times.duration_minutes) == (ago(days=14, minutes=-55), 55)


@given(
    begun=st.integers(min_value=0, max_value=60 * 24 * 60),
    last=st.none() | st.integers(min_value=0, max_value=60 * 24 * 60),
    said=st.none() | st.integers(min_value=0, max_value=20_000),
    usual=st.integers(min_value=1, max_value=30 * 60),
)
def test_start_end_and_duration_agree_and_nothing_unsaid_is_longer_than_a_day_and_a_half(
    begun: int, last: int | None, said: int | None, usual: int
) -> None:
    known = SessionTimes(started_at=ago(minutes=begun))
    last_at = None if last is None else ago(minutes=last)
    length = timedelta(minutes=usual)

    times = completed(known, SessionTimes(duration_minutes=said), last_performed_at=last_at, usual=length)

    assert times.started_at is not None
    assert times.completed_at is not None
    assert times.duration_minutes is not None
    between = (moment(times.completed_at) - moment(times.started_at)).total_seconds() / 60
    assert 0 <= times.duration_minutes <= between + 1
    assert said is not None or times.duration_minutes <= max(12 * 60, usual * 1.5)
