"""A session's page: plan and deed, moves, day and notes."""

import pytest

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.notation import parse
from mesocycle.domain.plan.workout import CircuitSection, ExerciseSet, IntervalsSection
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import MOVES
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.web.frame.languages import tongue_of
from mesocycle.web.frame.page import Reader
from mesocycle.web.session.notation import exercise_text, section_text, set_text, step_texts
from tests.api.conftest import Client
from tests.arrange import a_user, an_act, feed_position, the_status
from tests.builders import a_set, an_exercise
from tests.offline.phone import an_operation
from tests.web.visitor import Visitor

HOSTILE = '"><img src=x onerror=alert(1)>'


def the(db: Database, user: User, session_id: str) -> tuple[str, str]:
    """Give a session's status and day."""
    with db.read() as read:
        found = sessions.get(read, user.id, session_id)
    return found.status.value, found.scheduled_date


def test_the_plan_is_read_without_a_script(anns: Visitor, planned: str) -> None:
    page = anns.get(f"/sessions/{planned}").text

    assert "Squat day" in page
    assert "5 @ 100 kg" in page
    assert "1–3" in page


@pytest.mark.parametrize("status", SessionStatus)
def test_a_page_offers_the_moves_of_the_table_and_no_others(
    anns: Visitor, db: Database, ann: User, planned: str, status: SessionStatus
) -> None:
    the_status(db, ann.id, planned, status)

    page = anns.get(f"/sessions/{planned}").text

    every = {move.value for moves in MOVES.values() for move in moves}
    assert {move for move in every if f'/sessions/{planned}/{move}"' in page} == {m.value for m in MOVES[status]}


def test_one_tap_starts_a_session_and_with_a_script_opens_the_player(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    answer = anns.send(f"/sessions/{planned}/start", {"player": "yes"})

    assert answer.headers["location"] == f"/sessions/{planned}/player"
    assert the(db, ann, planned)[0] == "in-progress"


def test_a_move_that_is_not_open_any_more_shows_how_the_session_stands_now(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    the_status(db, ann.id, planned, SessionStatus.COMPLETED)

    answer = anns.send(f"/sessions/{planned}/skip", {"reason": "travel"})

    assert answer.status_code == 409
    assert "Meanwhile the session stands otherwise" in answer.text
    assert "Reopen" in answer.text


def test_a_session_is_moved_by_its_form_and_moved_back_by_the_toast(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    moved = anns.send(f"/sessions/{planned}/reschedule", {"scheduledDate": "2031-01-08", "back": "/calendar"})
    there = the(db, ann, planned)[1]
    toast = anns.get(moved.headers["location"]).text

    anns.send("/undo", {"what": f"{planned},2031-01-06,all-day", "back": "/calendar"})

    assert there == "2031-01-08"
    assert "The session was moved." in toast
    assert f'value="{planned},2031-01-06,' in toast
    assert the(db, ann, planned)[1] == "2031-01-06"


def test_a_day_that_does_not_exist_is_refused_on_the_session_s_page(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    answer = anns.send(f"/sessions/{planned}/reschedule", {"scheduledDate": "2031-02-30"})

    assert answer.status_code == 422
    assert the(db, ann, planned)[1] == "2031-01-06"


def test_notes_of_any_signs_are_kept_and_shown_as_text(anns: Visitor, planned: str) -> None:
    anns.send(f"/sessions/{planned}/notes", {"notes": f"Leg felt odd.\n{HOSTILE}"})

    page = anns.get(f"/sessions/{planned}").text
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_a_completed_session_shows_what_was_done_with_its_verdict(anns: Visitor, planned: str) -> None:
    anns.send(f"/sessions/{planned}/complete", {"asPlanned": "yes"})

    page = anns.get(f"/sessions/{planned}").text
    assert "5 × 100 kg" in page
    assert 'class="badge met"' in page
    assert "100 % of the plan" in page


def test_nobody_sees_or_moves_the_session_of_another(db: Database, server: Client, ann: User, planned: str) -> None:
    bob = Visitor(server).sign_in(db, a_user(db, "bob"))

    answers = [bob.get(f"/sessions/{planned}"), bob.send(f"/sessions/{planned}/start"), bob.get("/sessions/no-such")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert the(db, ann, planned)[0] == "scheduled"


def replaced_while_trained(db: Database, ann: User, planned: str) -> str:
    """Replace Ann's plan, then let work on it come in; gives the new plan's session of that day."""
    with db.read() as read:
        old = sessions.get(read, ann.id, planned)
        seen = feed_position(read, ann.id)[1]
    again = ReplacementRequest(start_date=old.scheduled_date)
    receipt = replace_assignment(
        db, ann.id, old.routine_assignment_id, old.routine_version_id, again, an_act(ann, "2026-01-05T17:59:00.000Z")
    )
    new = receipt.created[0].session_id
    sync(db, ann.id, [an_operation("start", planned, seen=seen)], an_act(ann))
    return new


def test_work_that_came_back_shows_the_new_plan_s_session_beside_it_until_it_counts(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    new = replaced_while_trained(db, ann, planned)

    page = anns.get(f"/sessions/{planned}").text
    answer = anns.send(f"/sessions/{planned}/settle", {"other": new, "counts": "yes"})
    after = anns.get(f"/sessions/{planned}").text

    assert [page.count(f'data-whole="{each}"') for each in (planned, new)] == [1, 1]
    assert page.count("5 @ 100 kg") == 2
    assert f'href="/sessions/{new}"' in page
    assert answer.headers["location"].startswith(f"/sessions/{planned}")
    assert the(db, ann, new)[0] == "skipped"
    assert "data-whole" not in after


def test_who_keeps_the_new_plan_s_session_too_is_not_asked_again(
    anns: Visitor, db: Database, ann: User, planned: str
) -> None:
    new = replaced_while_trained(db, ann, planned)

    anns.send(f"/sessions/{planned}/settle", {"other": new})

    assert "data-whole" not in anns.get(f"/sessions/{planned}").text
    assert the(db, ann, new)[0] == "scheduled"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "5 warmup @ 50% top; 8 drop @ 75% prev; max hold rest 2m"),
        (
            "de",
            "5 Aufwärmen @ 50% vom schwersten; 8 Reduktion @ 75% vom vorigen; so lange wie möglich Pause 2m",
        ),
        (
            "es",
            "5 calentamiento @ 50% de la más pesada; 8 descendente @ 75% de la anterior; aguante máximo descanso 2m",
        ),
    ],
)
def test_the_words_of_a_set_are_in_the_reader_s_language(lang: str, told: str) -> None:
    reader = Reader(tongue=tongue_of(lang))
    sets = parse("1x5 warmup @ 50% top; 1x8 drop @ 75% prev; 1xmax hold rest 2m")

    assert "; ".join(set_text(reader, each) for each in sets) == told


def test_a_load_is_written_with_the_decimals_of_the_language() -> None:
    sets = parse("1x10/side @ 102.5 kg tempo 3-1-1-0")

    assert [set_text(Reader(tongue=tongue_of(lang)), sets[0]) for lang in ("en", "de")] == [
        "10/side @ 102.5 kg tempo 3-1-1-0",
        "10/Seite @ 102,5 kg Tempo 3-1-1-0",
    ]


def test_what_an_athlete_or_trainer_wrote_is_not_translated() -> None:
    reader = Reader(tongue=tongue_of("de"))
    told = ExerciseSet(
        id="a",
        set_number=1,
        set_type="working",
        rep_type="fixed",
        reps=5,
        hold_time=3,
        unilateral_side="left",
        notes="rest at the top",
    )
    section = CircuitSection(
        id="c", name="Drop rest", order_index=0, rounds=3, rest_between_rounds="2m", time_cap="20m", exercises=()
    )

    assert set_text(reader, told) == "5 (3 s halten, links, rest at the top)"
    assert section_text(reader, section) == "Drop rest (3 Runden, höchstens 20m, 2m zwischen den Runden)"


def test_a_run_and_an_exercise_are_written_in_the_reader_s_language() -> None:
    reader = Reader(tongue=tongue_of("de"))
    intervals = IntervalsSection(
        id="fast", name="Fast", order_index=0, rounds=5, work_distance=1000, rest_duration="2m", intensity="threshold"
    )
    squat = an_exercise(
        sets=(a_set(id="a", weeks=(1, 2)), a_set(id="b", set_number=2, weeks=(1, 2))), superset_group_id="A"
    )

    assert list(step_texts(reader, intervals)) == ["1 km", "Erholung: 2:00"]
    assert exercise_text(reader, squat) == "Back squat (Supersatz A): Wochen 1, 2: 2x5 @ 100 kg, Pause 3m"
