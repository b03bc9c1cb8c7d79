"""Which changes of one athlete's sessions are offered, and why some do not fit."""

from datetime import date

from mesocycle.domain.assignment.carrying import Adjusted, InItsPlace, by_slot, carry_overs, changes_of
from mesocycle.domain.assignment.schedule import SessionFacts
from mesocycle.domain.session.session import SessionStatus
from tests.builders import a_version

TODAY = "2026-01-12"


def facts(**given: object) -> SessionFacts:
    """Give a session of Wednesday that was planned for Monday."""
    usual: dict[str, object] = {
        "id": "s1",
        "assignment_id": "a1",
        "workout_id": "w1",
        "workout_name": "Squats",
        "plan_week": 2,
        "plan_day": 1,
        "planned_date": date(2026, 1, 12),
        "scheduled_date": date(2026, 1, 14),
        "scheduled_time": "18:00",
        "all_day": False,
        "status": SessionStatus.SCHEDULED,
        "performed_date": None,
    }
    return SessionFacts(**{**usual, **given})  # type: ignore[arg-type]  # each by its name


def new(day: str = "2026-02-02", time: str | None = None) -> InItsPlace:
    """Give the session that takes its place."""
    return InItsPlace(id="s2", scheduled_date=day, scheduled_time=time, notes=None, scheduled=True, content=_nothing)


def _nothing() -> None:
    """Hold nothing."""


def states(adjusted: Adjusted, standing: InItsPlace | None) -> list[tuple[str, str]]:
    """Give kind and state of what is offered."""
    return [(each.kind, each.state) for each in carry_overs([adjusted], lambda _: standing, TODAY)]


def test_a_move_by_hand_is_offered_by_as_many_days() -> None:
    (offer,) = carry_overs([Adjusted(facts=facts(), moved_by=2)], lambda _: new(), TODAY)

    assert (offer.kind, offer.before, offer.after, offer.state) == ("day", "2026-02-02", "2026-02-04", "open")


def test_a_day_that_would_be_past_does_not_fit() -> None:
    assert states(Adjusted(facts=facts(), moved_by=-7), new("2026-01-13")) == [("day", "day-past")]


def test_a_day_beyond_the_calendar_is_not_offered() -> None:
    assert states(Adjusted(facts=facts(), moved_by=1), new("9999-12-31")) == []


def test_a_time_set_by_hand_is_offered_and_all_day_is_no_time() -> None:
    (timed,) = carry_overs([Adjusted(facts=facts(), timed=True)], lambda _: new(), TODAY)
    (free,) = carry_overs([Adjusted(facts=facts(all_day=True), timed=True)], lambda _: new(time="07:00"), TODAY)

    assert (timed.kind, timed.after) == ("time", "18:00")
    assert (free.before, free.after) == ("07:00", None)


def test_notes_have_nowhere_to_go_where_no_session_takes_the_place() -> None:
    assert states(Adjusted(facts=facts(notes="Knee!")), None) == [("notes", "no-session")]


def test_what_the_new_session_says_already_is_not_offered() -> None:
    assert states(Adjusted(facts=facts(), timed=True), new(time="18:00")) == []


def test_of_a_workout_that_its_version_does_not_have_nothing_is_known_to_be_changed() -> None:
    assert changes_of(a_version(), "another", 1, None) == ()


def test_of_two_sessions_of_one_slot_the_planned_day_tells_which() -> None:
    slot = ("w1", 2, 1)
    find = by_slot([(slot, "2026-01-13", new()._replace(id="other")), (slot, "2026-01-12", new())])

    found = find(facts())

    assert found is not None
    assert found.id == "s2"


def test_a_workout_that_stands_on_another_day_of_its_week_is_the_same_where_it_stands_there_once() -> None:
    moved = (("w1", 2, 4), "2026-01-15", new())

    assert by_slot([moved])(facts()) == moved[2]
    assert by_slot([moved, (("w1", 2, 5), "2026-01-16", new())])(facts()) is None
    assert by_slot([(("w1", 3, 1), "2026-01-19", new())])(facts()) is None
