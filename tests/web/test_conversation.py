"""What trainer and athlete write to each other on a session, and the trainer's own note."""

import re
from datetime import UTC, datetime

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.storage.conversation import messages
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_routine, a_trainer, an_act
from tests.web.visitor import Visitor


def test_trainer_and_athlete_write_to_each_other_and_see_that_it_was_read(
    db: Database, server: Client, ann: User, toms: Visitor, skipped: str
) -> None:
    anns = Visitor(server).sign_in(db, ann)
    of_tom, of_ann = f"/athletes/ann/sessions/{skipped}", f"/sessions/{skipped}"

    sent = toms.send(f"{of_tom}/messages", {"text": "How is the <knee>?"})
    asked = anns.get(of_ann).text
    anns.send(f"{of_ann}/messages", {"text": "Better."})
    answered = toms.get(of_tom).text
    again = anns.get(of_ann).text

    assert sent.headers["location"] == f"{of_tom}?done=sent"
    assert "How is the &lt;knee&gt;?" in asked
    assert ("1 unread" in asked, "1 unread" in again) == (True, False)
    assert "Better." in answered
    assert "read " in answered.partition("How is the")[0]


def first_set(page: str) -> str:
    """Give the first set that can be written about."""
    found = re.search(r'<optgroup.*?<option value="([^"]+)"', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_what_is_written_about_a_set_stands_at_the_set_on_both_pages(
    db: Database, server: Client, ann: User, toms: Visitor, skipped: str
) -> None:
    anns = Visitor(server).sign_in(db, ann)
    of_tom, of_ann = f"/athletes/ann/sessions/{skipped}", f"/sessions/{skipped}"
    named = first_set(toms.get(of_tom).text)

    toms.send(f"{of_tom}/messages", {"text": "Knees <out> here", "about": named})
    pages = [toms.get(of_tom).text, anns.get(of_ann).text]

    for page in pages:
        at = page.partition(f'id="set-{named}"')[2].partition("</li>")[0]
        assert "Knees &lt;out&gt; here" in at
    assert f'value="{named}" selected' in toms.get(f"{of_tom}?about={named}").text


def test_a_set_of_another_session_is_not_written_about(db: Database, toms: Visitor, skipped: str) -> None:
    answer = toms.send(f"/athletes/ann/sessions/{skipped}/messages", {"text": "Here", "about": "no-such-set"})

    assert answer.status_code == 404


def test_the_athlete_answers_a_change_and_the_trainer_sees_that_it_was_read_and_what_was_said(
    db: Database, server: Client, ann: User, tom: User, toms: Visitor
) -> None:
    anns = Visitor(server).sign_in(db, ann)
    now = Act(actor=an_act(tom).actor, now=instant(datetime.now(UTC)))
    receipt = assign_routine(db, "ann", a_routine(db, tom).id, AssignmentRequest(start_date="2031-01-06"), now)
    before = anns.get("/today").text

    anns.send(f"/receipts/{receipt.id}/messages", {"text": "Not on Mondays", "back": "/today"})
    after = anns.get("/today").text
    page = toms.get(f"/athletes/ann/receipts/{receipt.id}").text

    assert (f"/receipts/{receipt.id}/seen" in before, f"/receipts/{receipt.id}/seen" in after) == (True, False)
    assert "Not on Mondays" in page
    assert "1 unread" in page
    assert "has not seen" not in page


def test_what_is_not_read_stands_on_the_page_of_today_until_it_is(
    db: Database, server: Client, ann: User, toms: Visitor, skipped: str
) -> None:
    anns = Visitor(server).sign_in(db, ann)
    toms.send(f"/athletes/ann/sessions/{skipped}/messages", {"text": "Call me"})
    with db.read() as read:
        (sent,) = messages.unread(read, "ann", "ann")

    before = anns.get("/today").text
    read_it = anns.send(f"/messages/{sent.id}/read")

    assert "Call me" in before
    assert f"/sessions/{skipped}#talk" in before
    assert read_it.headers["location"] == "/today?done=read"
    assert "Call me" not in anns.get("/today").text


def test_of_many_messages_some_are_shown_and_all_are_counted(
    db: Database, server: Client, ann: User, toms: Visitor, skipped: str
) -> None:
    for number in range(14):
        toms.send(f"/athletes/ann/sessions/{skipped}/messages", {"text": f"Line {number}"})

    page = Visitor(server).sign_in(db, ann).get("/today").text

    assert "14 unread" in page
    assert page.count('<p class="prose">Line ') == 12
    assert "2 more are shown once these are read." in page


def test_what_a_trainer_has_not_read_stands_on_the_athlete_s_page(
    db: Database, server: Client, ann: User, toms: Visitor, skipped: str
) -> None:
    Visitor(server).sign_in(db, ann).send(f"/sessions/{skipped}/messages", {"text": "It hurts"})
    with db.read() as read:
        (sent,) = messages.unread(read, "ann", "tom")

    before = toms.get("/athletes/ann").text
    toms.send(f"/athletes/ann/messages/{sent.id}/read")

    assert "It hurts" in before
    assert "It hurts" not in toms.get("/athletes/ann").text


def test_where_nobody_coaches_nobody_is_written_to(anns: Visitor, planned: str) -> None:
    page = anns.get(f"/sessions/{planned}").text

    assert "?about=" not in page
    assert f"/sessions/{planned}/messages" not in page


def test_a_trainer_s_own_note_is_for_nobody_else(db: Database, server: Client, ann: User, toms: Visitor) -> None:
    toms.send("/athletes/ann/note", {"note": "Talks too much."})

    assert "Talks too much." in toms.get("/athletes/ann").text
    assert "Talks too much." not in Visitor(server).sign_in(db, ann).get("/athletes/ann").text


def test_an_empty_message_of_a_stranger_marks_nothing(db: Database, server: Client, tom: User, skipped: str) -> None:
    eve = Visitor(server).sign_in(db, a_trainer(db, "eve"))

    answers = [eve.send(f"/athletes/ann/sessions/{skipped}/messages", {"text": text}) for text in ("", "Let me in")] + [
        eve.send("/athletes/ann/note", {"note": "x"})
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
