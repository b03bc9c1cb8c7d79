"""What is written about training, by the client."""

from mesocycle.client import NewMessage, NewTrainerNote, ReadSubject
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import a_trained


def test_a_trainer_and_an_athlete_write_to_each_other_on_a_session(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    trainer, athlete = client_of(tom), client_of(ann)
    done = a_trained(athlete, given_by=trainer).done
    theirs = trainer.of(ann.id).conversation

    theirs.write(NewMessage(text="Deeper next time", session_id=done))
    athlete.conversation.write(NewMessage(text="I will", session_id=done))
    theirs.put_note(NewTrainerNote(text="Left knee"))

    assert [each.text for each in athlete.conversation.messages(session_id=done)] == ["Deeper next time", "I will"]
    assert [each.text for each in theirs.unread()] == ["I will"]
    sent = theirs.messages(session_id=done)[0]
    assert [each.reader_id for each in theirs.marks(ReadSubject.MESSAGE, sent.id)] == [ann.id]
    assert theirs.note().text == "Left knee"
