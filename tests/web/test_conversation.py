"""What trainer and athlete write to each other on a session, and the trainer's own note."""

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.api.conftest import Client
from tests.arrange import a_trainer
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
