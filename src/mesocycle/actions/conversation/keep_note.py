"""Keep what a trainer notes of an athlete for themselves."""

from msgspec.structs import replace

from mesocycle.domain.conversation import NewTrainerNote, TrainerNote, check_note
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.storage.conversation import trainer_notes
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import coachings


def keep_note(db: Database, athlete_id: Id, new: NewTrainerNote, act: Act) -> TrainerNote:
    """Put it in the place of the note before; nobody but the trainer who wrote it sees it."""
    check_note(new)
    stripped = replace(new, text=new.text.strip())

    def keep(write: Write) -> TrainerNote:
        coachings.permit(write, act.actor, athlete_id, Deed.SEE)
        return trainer_notes.put(write, athlete_id, stripped.text)

    return db.write(act.actor.id, act, keep)
