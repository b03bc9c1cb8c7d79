"""Where a section is put."""

import pytest

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.library.insert_part import insert_part
from mesocycle.actions.library.keep_part import keep_part
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.domain.plan.keeping import KeptInsertion, KeptKind, NewKeptPart
from mesocycle.domain.refusal import NotFound
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_user, an_act


def test_a_section_comes_into_no_workout_that_is_not_there(db: Database) -> None:
    act = an_act(a_user(db))
    kept = keep_part(db, NewKeptPart(kind=KeptKind.SECTION, content={"name": "Core"}), act)
    draft = begin_draft(db, NewDraft(document=a_routine_file()), act)

    for workout in (None, 99):
        with pytest.raises(NotFound):
            insert_part(db, draft.id, KeptInsertion(revision=1, kept_part_id=kept.id, workout=workout), act)
