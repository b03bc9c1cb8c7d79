"""The library: exercises found, made, changed, taken back."""

import pytest

from mesocycle.actions.library.change_exercise import change_exercise
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.library import find_exercises
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.plan.library import ExerciseChange, LibraryExercise, NewExercise
from mesocycle.storage.engine.database import Database
from mesocycle.web.frame.words import catalogue
from mesocycle.web.library.exercises import vocabulary
from tests.api.conftest import Client
from tests.arrange import a_user, an_act
from tests.formats.documents.painting import a_picture, points_of
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor

LIFT = {
    "name": "Anvil lift",
    "kind": "bodyweight",
    "aliases": "Anvil\nThe heavy one",
    "primaryMuscles": ["traps", "lats"],
    "equipment": "plate",
    "unilateral": "yes",
    "link": "https://example.org/lift",
}


def a_lift(db: Database, user: User) -> LibraryExercise:
    new = NewExercise(
        name="Anvil lift", kind="strength", primary_muscles=("my own muscle",), link="https://example.org"
    )
    return add_exercise(db, new, an_act(user))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "path", ["/exercises", "/exercises?whose=own&kind=strength", "/exercises/new", "/exercises/squat.barbell-back"]
)
def test_the_library_is_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    a_lift(db, ann)

    assert are_in(lang, read_by_both(db, server, ann, path, lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_muscle_and_all_equipment_has_its_word_in_every_language(lang: str) -> None:
    muscles, equipment = vocabulary()
    names = {*(f"library.muscles.{each}" for each in muscles), *(f"library.equipment.{each}" for each in equipment)}

    assert names - set(catalogue(lang)) == set()


def test_an_exercise_is_found_by_what_it_is_called_in_the_reader_s_language(anns: Visitor) -> None:
    found = anns.get("/exercises?search=Kniebeuge").text

    assert ">Back Squat</a>" in found
    assert ">Barbell Curl</a>" not in found


def test_the_library_is_filtered_by_muscle_equipment_and_kind(anns: Visitor) -> None:
    found = anns.get("/exercises?muscle=quads&equipment=kettlebell&kind=strength").text

    assert ">Kettlebell Goblet Squat</a>" in found
    assert ">Back Squat</a>" not in found


def test_what_does_not_fit_on_a_page_comes_after_it(anns: Visitor) -> None:
    first, second = anns.get("/exercises").text, anns.get("/exercises?after=60").text

    assert 'name="after" value="60"' in first
    assert 'name="after" value="120"' in second
    assert first.count('class="row"><div class="grow"><a class="title"') == 60
    assert anns.get("/exercises?after=-1").status_code == 200


def test_an_exercise_is_made_by_its_form(db: Database, anns: Visitor, ann: User) -> None:
    sent = anns.send("/exercises", LIFT)

    made = find_exercises(db, ann.id).find("The heavy one")
    assert made is not None
    assert sent.headers["location"] == f"/exercises/{made.exercise_variant_id}?done=saved"
    assert (made.name, made.kind, made.primary_muscles) == ("Anvil lift", "bodyweight", ("lats", "traps"))
    assert (made.equipment, made.unilateral, made.link) == (("plate",), True, "https://example.org/lift")


@pytest.mark.parametrize("wrong", [{"name": "Back squat"}, {"name": "!!"}, {"link": "http://example.org"}])
def test_what_an_exercise_can_not_be_is_said_and_what_was_typed_stays(anns: Visitor, wrong: dict[str, str]) -> None:
    answer = anns.send("/exercises", LIFT | wrong)

    assert answer.status_code in {409, 422}
    assert 'role="alert"' in answer.text
    assert "The heavy one" in answer.text


def test_a_form_changes_what_was_changed_in_it_and_keeps_words_that_no_box_has(
    db: Database, anns: Visitor, ann: User
) -> None:
    lift = a_lift(db, ann)
    shown = {"name": lift.name, "primaryMuscles": "my own muscle"}
    before = {f"before.{name}": value for name, value in shown.items()}
    change_exercise(db, lift.id, ExerciseChange(name="Anvil heave"), an_act(ann))

    sent = anns.send(f"/exercises/{lift.id}", {**shown, **before, "equipment": "plate"})

    after = find_exercises(db, ann.id).variant(lift.id)
    assert sent.status_code == 303
    assert after is not None
    assert (after.name, after.primary_muscles, after.equipment) == ("Anvil heave", ("my own muscle",), ("plate",))


def test_two_changes_of_one_field_are_both_shown(db: Database, anns: Visitor, ann: User) -> None:
    lift = a_lift(db, ann)
    change_exercise(db, lift.id, ExerciseChange(name="Anvil heave"), an_act(ann))

    answer = anns.send(f"/exercises/{lift.id}", {"name": "Anvil pull", "before.name": "Anvil lift"})

    assert answer.status_code == 409
    assert "Anvil heave" in answer.text
    assert 'value="Anvil pull"' in answer.text


def test_an_exercise_is_taken_back_and_brought_back(db: Database, anns: Visitor, ann: User) -> None:
    lift = a_lift(db, ann)

    anns.send(f"/exercises/{lift.id}/archive")
    gone, apart = anns.get("/exercises?whose=own").text, anns.get("/exercises?whose=archived").text
    anns.send(f"/exercises/{lift.id}/archive", {"back": "yes"})

    assert "Anvil lift" not in gone
    assert "Anvil lift" in apart
    assert "Anvil lift" in anns.get("/exercises?whose=own").text


def test_a_link_leads_away_without_telling_from_where(db: Database, anns: Visitor, ann: User) -> None:
    shown = anns.get(f"/exercises/{a_lift(db, ann).id}").text

    assert '<a href="https://example.org" rel="noopener noreferrer" target="_blank">' in shown


def test_a_shared_exercise_has_a_form_for_an_admin_alone(db: Database, server: Client, anns: Visitor) -> None:
    root = a_user(db, "root", roles=(Role.ADMIN,))
    shared = add_exercise(db, NewExercise(name="Anvil lift", kind="strength"), an_act(root), for_all=True)
    roots, form = Visitor(server).sign_in(db, root), f'action="/exercises/{shared.id}"'

    assert form in roots.get(f"/exercises/{shared.id}").text
    assert form not in anns.get(f"/exercises/{shared.id}").text
    assert 'name="before.name"' not in roots.get("/exercises/squat.barbell-back").text


def test_a_picture_is_put_by_the_page_shown_and_taken_away(db: Database, anns: Visitor, ann: User) -> None:
    lift = a_lift(db, ann)

    sent = anns.send_files(f"/exercises/{lift.id}/picture", {"any name.txt": a_picture(size=(200, 100))})
    page, shown = anns.get(f"/exercises/{lift.id}").text, anns.get(f"/exercises/{lift.id}/picture")
    anns.send(f"/exercises/{lift.id}/picture/remove")

    assert sent.status_code == 303
    assert f'src="/exercises/{lift.id}/picture"' in page
    assert (shown.headers["content-type"], points_of(shown.content)) == ("image/webp", (200, 100))
    assert anns.get(f"/exercises/{lift.id}/picture").status_code == 404


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_picture_is_said_on_the_page(db: Database, server: Client, ann: User, lang: str) -> None:
    lift = a_lift(db, ann)
    anns = Visitor(server, **{"accept-language": lang}).sign_in(db, ann)

    answers = [anns.send_files(f"/exercises/{lift.id}/picture", files) for files in ({"a.png": b"no picture"}, {})]

    assert [each.status_code for each in answers] == [422, 422]
    assert all('role="alert"' in each.text for each in answers)
    assert str(catalogue(lang)["refusals.picture-not-usable.sentence"]) in answers[0].text
