"""A session that a person chose for an activity."""

import pytest

from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.activities.chosen_session import NotOneActivity
from mesocycle.transfer.activities.import_activities import Choice
from tests.arrange import a_user
from tests.formats.fit_bytes import a_run
from tests.transfer.activities.recorded import imported, planned, the_item


def test_a_session_is_chosen_for_one_activity_only(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    with pytest.raises(NotOneActivity):
        imported(db, ann, a_run([(300, 1000)]), a_run([(300, 900)], start=4000), choice=Choice(session_id=waiting.id))


def test_a_session_chosen_for_what_is_there_already_is_told_the_way_back(db: Database) -> None:
    ann = a_user(db)
    kept = the_item(imported(db, ann, a_run([(300, 1000)]))).session_id
    waiting = planned(db, ann)

    with pytest.raises(NotOneActivity) as refused:
        imported(db, ann, a_run([(300, 1000)]), choice=Choice(session_id=waiting.id))

    assert refused.value.sentence == f"The activity is there already, in session {kept}."
    assert str(Do("import unmatch", (str(kept),))) in refused.value.remedy


def test_a_session_chosen_for_a_file_without_an_activity_is_refused(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)

    with pytest.raises(NotOneActivity, match="No activity was found"):
        imported(db, ann, b"nonsense", choice=Choice(session_id=waiting.id))
