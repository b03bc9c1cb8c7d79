"""What a version would change, tried on real history before it is given."""

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.roll_out import CONTINUE
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.people.user import Sees
from mesocycle.reports.what_if import what_if
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_has_a_training_max
from tests.arrange import a_user, an_act, training_of
from tests.builders import a_section, a_set, a_workout, an_exercise
from tests.reports.two_versions import LATE, a_plan, runs, squats, train


def test_weekly_work_is_compared_with_what_was_really_done(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(6), runs(10_000)))
    train(db, "ann", weeks=2, sets=4)

    (found,) = what_if(db, "v2", an_act(tom, LATE)).members

    assert found.change is not None
    done, planned = found.change.done, found.change.planned
    assert found.change.weeks_done == 2
    assert (done.sets, done.load_kg, done.distance_m, done.ascent_m) == (4, 2000, 8000, 100)
    assert (planned.sets, planned.load_kg, planned.distance_m, planned.ascent_m) == (3, 1500, 10_000, 100)
    assert found.change.difference.distance_m == 2000
    assert found.change.percent["distanceM"] == 25
    assert found.change.percent["loadKg"] == -25


def test_a_later_beginning_moves_every_day(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(5), runs(8000)))

    wish = ReplacementRequest(start_date="2026-01-12")
    (found,) = what_if(db, "v2", an_act(tom, "2026-01-05T05:00:00.000Z"), wish=wish).members

    assert (len(found.moved), found.gone, found.new) == (8, (), ())
    assert (found.moved[0].from_, found.moved[0].to) == ("2026-01-05", "2026-01-12")


def test_percentages_are_planned_with_the_athlete_s_own_values(db: Database) -> None:
    heavy = a_set(weight=None, weight_unit=None, percent_of_training_max=80)
    section = a_section(exercises=(an_exercise(sets=(heavy,)),))
    tom, ann, _ = a_plan(db, "ann", "ben", new=(a_workout(sections=(section,)),))
    ann_has_a_training_max(db, ann, 100)

    of_ann, of_ben = what_if(db, "v2", an_act(tom, LATE)).members

    assert (of_ann.weeks[0].planned.load_kg, of_ben.weeks[0].planned.load_kg) == (400, 0)


def test_who_never_trained_has_no_change_to_tell_and_who_can_t_be_given_it_a_refusal(db: Database) -> None:
    tom, _ = a_plan(db, "ann", new=(squats(5),))
    eve = a_user(db, "eve")

    found = what_if(db, "v2", an_act(tom, LATE), members=["ann", "eve", "nobody"])

    ann, stranger, nobody = found.members
    assert (ann.change, ann.refusal) == (None, None)
    assert (stranger.user_id, stranger.receipt, nobody.receipt) == (eve.id, None, None)
    assert stranger.refusal is not None
    assert stranger.refusal.code == "not-found"


def test_nothing_is_changed_and_the_receipt_is_that_of_a_dry_run(db: Database) -> None:
    tom, ann = a_plan(db, "ann", new=(squats(6),))
    before = training_of(db, ann)

    (found,) = what_if(db, "v2", an_act(tom, LATE)).members

    assert training_of(db, ann) == before
    assert found.receipt is not None
    assert found.receipt.dry_run
    replace_assignment(db, "ann", str(found.receipt.old_assignment_id), "v2", CONTINUE, an_act(tom, LATE))
    after = training_of(db, ann)
    assert len(after["workout_session"]) == len(found.receipt.created)


def test_a_trainer_s_what_if_reaches_as_far_as_their_roll_out(db: Database) -> None:
    tom, ann = a_plan(db, "ann", new=(squats(6),))
    change_coaching(db, "tom", an_act(ann), sees=Sees.ASSIGNED)

    assert what_if(db, "v2", an_act(tom, LATE)).members == ()
