"""A draft is told all that stands against it at once."""

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.reports.check_draft import check_draft
from mesocycle.storage.engine.database import Database
from tests.arrange import a_routine_file, a_trainer, an_act


def test_every_place_that_is_wrong_is_named_and_none_where_nothing_is(db: Database) -> None:
    tom = a_trainer(db)
    right = a_routine_file()
    (workout,) = right["workouts"]
    sets = {"1-3": "3x5 @ 100 kq", "4": "2x5 @ 100 kg"}
    exercise = {**workout["sections"][0]["exercises"][0], "sets": sets}
    wrong = {
        **workout,
        "sections": [{**workout["sections"][0], "exercises": [exercise, {"name": "Unheard of", "sets": "3x5"}]}],
    }

    drafts = [
        begin_draft(db, NewDraft(document={**right, "workouts": [each]}), an_act(tom)) for each in (workout, wrong)
    ]
    clean, faulty = (check_draft(db, each.id, an_act(tom)) for each in drafts)

    assert clean.errors == ()
    assert [each.path for each in faulty.errors] == [
        'workouts[0].sections[0].exercises[0].sets."1-3"',
        "workouts[0].sections[0].exercises[1].name",
    ]
    assert "character 7" in faulty.errors[0].message
