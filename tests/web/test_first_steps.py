"""From an address to a first planned session, without JavaScript."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from httpx import Response

from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.plans.create_routine import create_routine_once
from mesocycle.domain.people.user import User
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Database
from mesocycle.web.first_steps import shipped
from tests.arrange import a_trainer, an_act
from tests.web.visitor import Visitor

NOVICE = "novice-linear-3-day"
MONDAY, SUNDAY = "2031-01-06", "2031-01-05"


def begun(visitor: Visitor, routine: str, fields: dict[str, str]) -> Response:
    """See the days, then begin as they were shown."""
    shown = visitor.send(f"/first-steps/{routine}", fields)
    expected = re.search(r'name="expected" value="([^"]+)"', shown.text)
    return visitor.send(f"/first-steps/{routine}", {**fields, "expected": expected[1]}) if expected else shown


def test_what_is_begun_is_what_was_shown_and_nothing_before(anns: Visitor, db: Database, ann: User) -> None:
    fields = {"startDate": MONDAY}
    shown = anns.send(f"/first-steps/{NOVICE}", fields)
    with db.read() as read:
        before = pages.summaries(read, ann.id, Wanted(), None, 100)

    other = begun(anns, NOVICE, {**fields, "monday": "tuesday", "wednesday": "thursday", "friday": "saturday"})

    assert before == []
    assert shown.text.count('<li><span class="receipt-name">') > 30
    assert other.headers["location"] == "/today?done=began"


def test_other_days_than_those_that_were_shown_are_shown_first(anns: Visitor, db: Database, ann: User) -> None:
    shown = anns.send(f"/first-steps/{NOVICE}", {"startDate": MONDAY})
    expected = re.search(r'name="expected" value="([^"]+)"', shown.text)
    assert expected

    answer = anns.send(f"/first-steps/{NOVICE}", {"startDate": "2031-01-13", "expected": expected[1]})

    with db.read() as read:
        assert pages.summaries(read, ann.id, Wanted(), None, 100) == []
    assert answer.status_code == 200


def test_a_routine_begins_on_the_days_that_were_chosen(anns: Visitor, db: Database, ann: User) -> None:
    days = {"monday": "tuesday", "wednesday": "thursday", "friday": "saturday"}

    answer = begun(anns, NOVICE, {**days, "startDate": MONDAY, "defaultTime": "07:30"})

    with db.read() as read:
        first, second, *_ = pages.summaries(read, ann.id, Wanted(first=MONDAY), None, 10)
    assert answer.headers["location"] == "/today?done=began"
    assert (first.scheduled_date, first.scheduled_time) == ("2031-01-07", "07:30")
    assert second.scheduled_date == "2031-01-09"


def test_a_beginning_on_a_sunday_is_asked_about_and_nothing_is_done_yet(anns: Visitor, db: Database, ann: User) -> None:
    answer = anns.send(f"/first-steps/{NOVICE}", {"startDate": SUNDAY})

    with db.read() as read:
        live = [each for each in assignments.of_user(read, ann.id) if each.origin.value == "assigned"]
    assert "You would begin in week 2 of 12." in answer.text
    assert f'name="beginOn" value="{MONDAY}"' in answer.text
    assert live == []


def test_the_answer_to_that_question_begins_in_week_1_or_as_it_was_asked(
    anns: Visitor, db: Database, ann: User
) -> None:
    begun(anns, NOVICE, {"startDate": SUNDAY, "beginOn": MONDAY})
    begun(anns, "upper-lower-hypertrophy", {"startDate": SUNDAY, "sure": "yes"})

    with db.read() as read:
        first = {each.routine_assignment_id: each for each in pages.summaries(read, ann.id, Wanted(), None, 100)[::-1]}
    assert sorted(each.plan_week or 0 for each in first.values()) == [1, 2]


def test_beginning_twice_is_refused_with_what_was_typed(anns: Visitor) -> None:
    begun(anns, NOVICE, {"startDate": MONDAY})

    answer = anns.send(f"/first-steps/{NOVICE}", {"startDate": "2031-02-03"})

    assert answer.status_code == 409
    assert 'value="2031-02-03"' in answer.text


def test_pressed_twice_in_one_moment_there_is_one_routine(db: Database, ann: User) -> None:
    ready = Barrier(4)

    def press(_: int) -> str:
        ready.wait(10)
        return create_routine_once(db, {**shipped.get(NOVICE).file, "isPublic": False}, an_act(ann)).id

    with ThreadPoolExecutor(4) as threads:
        versions = set(threads.map(press, range(4)))

    assert len(versions) == 1


def test_a_trainer_s_invitation_is_accepted_here(anns: Visitor, db: Database, ann: User) -> None:
    tom = a_trainer(db)
    invite_athlete(db, ann.id, an_act(tom))
    page = anns.get("/first-steps").text
    accept = re.search(r'action="(/coaching/[^"]+/accept)"', page)
    assert accept

    answer = anns.send(accept[1])

    assert answer.headers["location"] == "/today?done=accepted"
    assert "Tom coaches you" in anns.get("/settings").text


def test_a_routine_says_of_itself_on_which_days_it_trains_and_whether_it_leads_to_a_race() -> None:
    found = shipped.every()

    assert found[NOVICE].weekdays == ("monday", "wednesday", "friday")
    assert (found[NOVICE].raced, found["trail-50-km-16-weeks"].raced) == (False, True)


def test_every_shipped_routine_can_be_asked_for_its_days(anns: Visitor) -> None:
    assert [name for name in shipped.every() if anns.get(f"/first-steps/{name}").status_code != 200] == []
