"""Routines: shipped, public, one's own, and what training says of their next version."""

import re

import pytest

from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import User
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import drafts, routines
from tests.api.conftest import Client
from tests.arrange import a_routine, a_routine_file, an_act
from tests.reports.two_versions import a_plan, runs, squats, train
from tests.web.readers import LANGUAGES, are_in, read_by_both
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["/routines", "/routines?search=squat"])
def test_routines_are_there_for_who_has_much_and_who_has_nothing(
    db: Database, server: Client, ann: User, path: str, lang: str
) -> None:
    assert are_in(lang, read_by_both(db, server, ann, path, lang))


def test_a_favourite_stands_first_until_it_is_none_any_more(anns: Visitor) -> None:
    before = anns.get("/routines").text
    marked = anns.send("/routines/first-5-km/favourite", {"wanted": "yes"})
    with_it = anns.get("/routines").text
    anns.send("/routines/first-5-km/favourite")

    assert marked.headers["location"] == "/routines"
    assert "Favourites</h2>" in with_it
    assert "Favourites</h2>" not in before + anns.get("/routines").text


def test_a_routine_that_nobody_sees_is_no_favourite(anns: Visitor) -> None:
    assert anns.send("/routines/no-such/favourite", {"wanted": "yes"}).status_code == 404


def test_routines_are_filtered_by_what_they_ask(anns: Visitor) -> None:
    by_goal = anns.get("/routines?goal=race").text
    few_days = anns.get("/routines?days=3&search=novice").text
    none = anns.get("/routines?weeks=1").text

    assert "Half marathon" in by_goal
    assert "Novice linear" not in by_goal
    assert "Novice linear" in few_days
    assert "Nothing is called so" in none


SIDES = {
    "en": ("Squat day · Monday", "weeks 1, 2: 3x5 @ 100 kg", "Length: 4 weeks"),
    "de": ("Squat day · Montag", "Wochen 1, 2: 3x5 @ 100 kg", "Länge: 4 Wochen"),
    "es": ("Squat day · lunes", "semanas 1, 2: 3x5 @ 100 kg", "Duración: 4 semanas"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_lines_of_two_versions_are_in_the_reader_s_language(
    db: Database, server: Client, ann: User, lang: str
) -> None:
    version = a_routine(db, ann)
    exercise = {"name": "Back squat", "sets": {"1-2": "3x5 @ 100 kg", "3-4": "3x5 @ 102.5 kg rest 2min"}}
    section = {"name": "Main", "type": "basic", "exercises": [exercise]}
    run = {"name": "Run", "steps": "10min @ zone 2; 6x800 m rest 400 m jog"}
    raw = a_routine_file(duration=4)
    raw["workouts"][0] |= {"sections": [section, run]}
    publish_version(db, version.parent_routine_id, raw, an_act(ann))
    anns = Visitor(server).sign_in(db, ann)

    shown = anns.get(f"/routines/{version.parent_routine_id}/history?all=yes&lang={lang}").text

    table = shown[shown.index("<tbody>") :]
    assert [each for each in SIDES[lang] if each not in table] == []
    assert 'lang="en"' not in table


PROPOSAL = "/routines/routine-1/proposal"
SAYS = {
    "en": ("Set 5 of Back squat was left out 8 of 8 times (100 %).", "From 8 sessions of 2 athletes."),
    "de": ("Satz 5 von Back squat fiel aus: 8 von 8 Mal (100 %).", "Aus 8 Einheiten von 2 Personen."),
    "es": ("La serie 5 de Back squat se dejó 8 de 8 veces (100 %).", "De 8 sesiones de 2 atletas."),
}


@pytest.fixture
def trained(db: Database, server: Client) -> Visitor:
    """Give Tom's browser, two of whose athletes left the fifth set out."""
    tom, *_ = a_plan(db, "ann", "ben", new=(squats(5), runs(8000)))
    for name in ("ann", "ben"):
        train(db, name, weeks=4, sets=4)
    return Visitor(server).sign_in(db, tom)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_proposed_stands_with_its_evidence_in_the_reader_s_language(trained: Visitor, lang: str) -> None:
    shown = trained.get(f"{PROPOSAL}?lang={lang}").text

    assert all(each in shown for each in SAYS[lang])
    assert "1x5 @ 100 kg" in shown
    assert f'href="{PROPOSAL}"' in trained.get("/routines/routine-1/history").text
    assert SAYS[lang][0] not in trained.get(f"{PROPOSAL}?lang={lang}&of=ann").text


def test_a_line_that_is_ticked_goes_into_a_draft_with_its_reason(db: Database, trained: Visitor) -> None:
    (line,) = re.findall(r'name="line" value="(\w+)"', trained.get(PROPOSAL).text)

    answer = trained.send(PROPOSAL, {"line": line, "into": "draft"})

    address = answer.headers["location"]
    with db.read() as read:
        draft = drafts.get(read, Actor("tom", frozenset()), address.rpartition("/")[2])
    assert draft.document["workouts"][0]["sections"][0]["exercises"][0]["sets"] == "4x5 @ 100 kg"
    assert f'value="{SAYS["en"][0]}"' in trained.get(address).text


def test_a_line_that_is_ticked_is_published_with_the_note_that_was_typed(db: Database, trained: Visitor) -> None:
    (line,) = re.findall(r'name="line" value="(\w+)"', trained.get(PROPOSAL).text)

    answer = trained.send(PROPOSAL, {"line": line, "into": "version", "note": "Four will do"})
    again = trained.send(PROPOSAL, {"line": line, "into": "version"}, **{"accept-language": "de"})

    assert answer.headers["location"] == "/routines/routine-1/history?done=published"
    with db.read() as read:
        latest = routines.get_latest(read, "routine-1")
    assert (latest.version, latest.change_note) == (3, "Four will do")
    assert again.status_code == 404
    assert "wird nicht mehr vorgeschlagen" in again.text


def test_taking_nothing_is_refused_on_the_page(trained: Visitor) -> None:
    answer = trained.send(PROPOSAL, {"into": "draft"})

    assert answer.status_code == 422
    assert SAYS["en"][0] in answer.text


def test_what_holds_one_off_sessions_offers_nothing_that_would_be_refused(
    db: Database, tom: User, toms: Visitor, versions: None
) -> None:
    with db.read() as read:
        (own,) = assignments.of_user(read, tom.id)

    theirs, other = toms.get(f"/routines/{own.parent_routine_id}").text, toms.get("/routines/routine-1").text

    for offered in ('action="/drafts"', "/roll-outs/new"):
        assert offered in other
        assert offered not in theirs
