"""A workout is looked at on the page while it is written."""

import html
import json
from typing import Any

import httpx
import pytest

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import drafts
from tests.api.conftest import Client
from tests.arrange import a_coaching, a_routine_file, a_trainer, a_user, an_act, an_actor
from tests.web.visitor import Visitor


def test_a_workout_is_shown_in_the_sample_athlete_s_kilograms_with_all_that_is_wrong(
    db: Database, server: Client
) -> None:
    tom, ann = a_trainer(db), a_user(db)
    toms = Visitor(server).sign_in(db, tom)
    a_coaching(db, tom, ann)
    value = NewReferenceValue(
        kind=ReferenceKind.ONE_REP_MAX,
        exercise_id="squat",
        exercise_variant_id="squat.barbell-back",
        value=140,
        unit="kg",
        valid_from="2026-01-01",
        source="tested",
    )
    set_reference_value(db, ann.id, value, an_act(ann))
    lines = [{"name": "Back squat", "sets": "3x5 @ 80% 1RM"}, {"name": "Bench press", "sets": "3x5 @ 60 kq"}]
    workout = {"name": "A", "type": "strength", "sections": [{"name": "Main", "type": "basic", "exercises": lines}]}
    headers = {"content-type": "application/json", "x-csrf-token": toms.csrf}

    answer = toms.send_raw(f"/drafts/preview?userId={ann.id}", json.dumps({"workout": workout}).encode(), headers)

    shown = answer.json()
    assert [each["path"] for each in shown["errors"]] == ["sections[0].exercises[1].sets"]
    assert shown["parts"][0]["groups"][0]["lines"][0]["load"] == "112.5 kg"


def test_a_run_that_is_typed_is_shown_in_the_athlete_s_paces_and_printed_back_or_pointed_at(
    db: Database, server: Client
) -> None:
    tom, ann = a_trainer(db), a_user(db)
    toms = Visitor(server).sign_in(db, tom)
    a_coaching(db, tom, ann)
    value = NewReferenceValue(
        kind=ReferenceKind.THRESHOLD_PACE, value=240, unit="s/km", valid_from="2026-01-01", source="tested"
    )
    set_reference_value(db, ann.id, value, an_act(ann))

    def shown(steps: str) -> Any:  # noqa: ANN401  # JSON
        section = {"name": "Intervals", "type": "steps", "rounds": 1, "steps": steps}
        body = json.dumps({"workout": {"name": "A", "type": "running", "sections": [section]}}).encode()
        headers = {"content-type": "application/json", "x-csrf-token": toms.csrf}
        return toms.send_raw(f"/drafts/preview?userId={ann.id}", body, headers).json()

    read, refused = shown("6 × 800m @ 100% threshold pace, 5 min cool-down"), shown("6x800 m 4:00/km")

    assert read["runs"] == ["6x800 m @ 100% threshold pace; 5min cooldown"]
    assert "4:00 /km" in read["parts"][0]["groups"][1]["lines"][0]["planned"]
    assert [each["path"] for each in refused["errors"]] == ["sections[0].steps"]
    assert refused["errors"][0]["message"].endswith("6x800 m 4:00/km\n        ^")


def test_all_that_stands_against_publishing_is_told_in_the_reader_s_language(db: Database, server: Client) -> None:
    tom = a_trainer(db)
    toms = Visitor(server, **{"accept-language": "de"}).sign_in(db, tom)
    wrong = a_routine_file(name="", duration=99)
    wrong["workouts"][0]["sections"][0]["exercises"][0]["sets"] = "3x5 @ 80 kq"
    draft = begin_draft(db, NewDraft(document=wrong), an_act(tom))

    told = toms.get(f"/drafts/{draft.id}/check").json()
    page = toms.send(f"/drafts/{draft.id}/publish", {"revision": "1"}).text

    assert told["revision"] == 1
    assert {each["path"]: (each["message"].split("\n")[0], each["lang"]) for each in told["errors"]} == {
        "name": ("ist leer", "de"),
        "duration": ("ist 99, muss aber mindestens 1 und höchstens 52 sein", "de"),
        "workouts[0].sections[0].exercises[0].sets": (
            "Nicht lesbar bei Zeichen 7: eine Zahl braucht ihre Einheit.",
            "de",
        ),
    }
    assert "<li>Name: ist leer</li>" in page


def _asked(visitor: Visitor, address: str, said: object, method: str = "POST") -> httpx.Response:
    """Ask as the editor's script does."""
    headers = {"accept": "application/json", "content-type": "application/json", "x-csrf-token": visitor.csrf}
    return visitor.send_raw(address, json.dumps(said).encode(), headers, method)


def test_sets_are_filled_in_and_a_slip_is_told_in_the_reader_s_language(db: Database, server: Client) -> None:
    toms = Visitor(server, **{"accept-language": "de"}).sign_in(db, a_trainer(db))

    def filled(sets: str) -> Any:  # noqa: ANN401  # JSON
        return _asked(toms, "/drafts/fill", {"filler": {"type": "warmup-ramp", "sets": sets}}).json()

    slip = filled("3x5 @ 80 kq")

    assert filled("3x5 @ 80 kg")["sets"].endswith("3x5 @ 80 kg")
    assert slip["sentence"].split("\n")[0] == "Nicht lesbar bei Zeichen 7: eine Zahl braucht ihre Einheit."
    assert (slip["remedy"], slip["translated"]) == ("Schreib kg, lb, %, RPE oder RIR dazu.", True)
    assert filled("")["sentence"].startswith("Nicht lesbar bei Zeichen 1: es sind keine Sätze da.")


@pytest.mark.parametrize(
    ("lang", "says", "wrong"),
    [
        ("de", "Etwas darin kann nicht sein.", "ist 99, muss aber mindestens 1 und höchstens 52 sein"),
        ("es", "Algo no puede ser.", "es 99, pero debe ser al menos 1 y como mucho 52"),
    ],
)
def test_numbers_of_a_scheme_that_make_no_sense_are_named(
    db: Database, server: Client, lang: str, says: str, wrong: str
) -> None:
    toms = Visitor(server, **{"accept-language": lang}).sign_in(db, a_trainer(db))

    no = _asked(toms, "/drafts/fill", {"filler": {"type": "five-three-one", "weeks": 99}})

    assert (no.status_code, no.json()["sentence"]) == (422, says)
    assert [(each["path"], each["message"], each["lang"]) for each in no.json()["errors"]] == [
        ("filler.weeks", wrong, lang)
    ]


def test_what_stands_in_the_grid_is_saved_or_refused_in_the_reader_s_language(db: Database, server: Client) -> None:
    tom, otto = a_trainer(db), a_trainer(db, "otto")
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(tom))
    toms = Visitor(server, **{"accept-language": "de"}).sign_in(db, tom)
    ottos = Visitor(server, **{"accept-language": "es"}).sign_in(db, otto)
    said = {"revision": 1, "document": a_routine_file(name="Winter")}

    saved = _asked(toms, f"/drafts/{draft.id}", said, "PUT")
    stale = _asked(toms, f"/drafts/{draft.id}", said, "PUT")
    long = _asked(toms, f"/drafts/{draft.id}", {"revision": 2, "document": {"name": "x" * 2_000_000}}, "PUT")
    foreign = _asked(ottos, f"/drafts/{draft.id}", {**said, "revision": 2}, "PUT")
    unknown = _asked(Visitor(server, **{"accept-language": "de"}), f"/drafts/{draft.id}", said, "PUT")

    assert saved.json() == {"revision": 2}
    assert (stale.status_code, stale.json()["sentence"]) == (
        409,
        "Jemand anderes hat diesen Entwurf inzwischen gesichert; davon wurde nichts überschrieben.",
    )
    assert long.json()["errors"][0]["message"] == "ist länger als 2000000 Bytes"
    assert (foreign.status_code, foreign.json()["sentence"]) == (404, "No existe, o no puedes verlo.")
    assert (unknown.status_code, unknown.json()["sentence"]) == (401, "Du bist nicht mehr angemeldet.")
    with db.read() as read:
        assert drafts.get(read, an_actor(tom), draft.id).document["name"] == "Winter"


def test_what_is_no_file_is_told_in_the_reader_s_language_with_its_place(db: Database, server: Client) -> None:
    tom = a_trainer(db)
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(tom))
    toms = Visitor(server, **{"accept-language": "de"}).sign_in(db, tom)

    def told(text: str) -> str:
        return html.unescape(toms.send(f"/drafts/{draft.id}", {"revision": "1", "text": text}).text)

    assert "In Zeile 2, Spalte 1 ist die Datei nicht als YAML lesbar." in told("name: [unclosed")
    twice = told("name: A\nname: B")
    assert "In Zeile 2, Spalte 1 ist die Datei nicht als YAML lesbar: 'name' steht zweimal da." in twice
    assert "Die Datei ist leer. Schreib einen Plan hinein" in told(" ")
