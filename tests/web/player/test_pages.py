"""The player's page and what goes with it, as the server gives them."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.storage.engine.database import Database
from mesocycle.web.frame import static
from mesocycle.web.frame.static import FOLDER, LIBRARIES, content, files
from mesocycle.web.frame.words import catalogue
from mesocycle.web.player.pages import shell_files
from tests.actions.training import ann_trains
from tests.api.conftest import Client
from tests.arrange import a_routine_file, an_act
from tests.web.visitor import Visitor

ROOT = Path(__file__).parents[3]
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs Node to run JavaScript outside a browser")
needs_libraries = pytest.mark.skipif(
    "vendor/lit-html.js" not in files(), reason="needs the pages' libraries: make setup, on a machine with npm"
)
MOST_BYTES = 40_000


@needs_node
def test_the_core_of_the_player_keeps_its_rules() -> None:
    tests = sorted(str(each) for each in Path(__file__).parent.glob("*.test.js"))

    ran = subprocess.run([str(NODE), "--test", *tests], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout


@needs_node
def test_the_scripts_of_the_player_hold_their_types() -> None:
    compiler = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.exists():
        pytest.skip("needs the pages' libraries: make setup, on a machine with npm")

    ran = subprocess.run([str(NODE), compiler, "-p", ROOT], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout


@needs_libraries
def test_script_and_style_of_the_player_with_libraries_are_small() -> None:
    sizes = {name: len(gzip.compress(content(name), 9)) for name in map(_name, shell_files())}

    assert sum(sizes.values()) < MOST_BYTES, sizes


@needs_libraries
def test_every_file_that_the_script_imports_is_among_those_kept_for_no_network() -> None:
    kept = set(map(_name, shell_files()))
    imported = {
        str((FOLDER / "player" / found).resolve().relative_to(FOLDER))
        for found in re.findall(r'from "(\.[^"]+)"', content("player/all.js").decode())
    }

    assert imported == {"vendor/lit-html.js", "vendor/idb.js"}
    assert imported <= kept


def test_the_page_is_the_same_for_everybody_and_names_nobody(db: Database, server: Client) -> None:
    ann, _, sessions = ann_trains(db)
    path = f"/sessions/{sessions[0]}/player"

    strangers = server.get(path)

    assert strangers.status_code == 200
    assert ann.name not in strangers.text
    assert server.get("/player").text == strangers.text


def test_without_its_libraries_the_player_says_so_and_a_draft_is_edited_as_text(
    db: Database, server: Client, tom: User, toms: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin_draft(db, NewDraft(document=a_routine_file()), an_act(tom)).id
    here = files()
    monkeypatch.setattr(static, "files", lambda: {name: file for name, file in here.items() if name not in LIBRARIES})

    page, text = server.get("/player"), toms.get(f"/drafts/{draft}")

    assert page.status_code == 503
    assert "<h1>Not set up here</h1>" in page.text
    assert "a workout can be logged on its own page" in page.text
    assert re.search(r"<details[^>]* data-as-text open>", text.text)
    assert '<script type="module" src="/static/' in text.text
    assert "editor/all.js" not in text.text


def test_what_the_phone_keeps_is_given_to_the_athlete_alone(db: Database, server: Client) -> None:
    ann_trains(db)

    told = server.get("/player/kept", follow_redirects=False)

    assert told.status_code in {303, 401}


def test_the_sentences_are_there_in_every_language() -> None:
    names = {lang: {name for name in catalogue(lang) if name.startswith("player.")} for lang in ("en", "de", "es")}

    assert names["en"] == names["de"] == names["es"]


def test_every_sentence_that_a_script_says_is_in_the_catalogue() -> None:
    said = {
        f"player.{name}"
        for file in (FOLDER / "player").glob("*.js")
        for name in re.findall(r'\bt\("([a-z0-9-]+)"', file.read_text(encoding="utf-8"))
    }

    assert said <= set(catalogue("en"))


@pytest.mark.parametrize(("lang", "word"), [("de", "Fertig"), ("es", "Hecho"), ("en", "Done")])
def test_the_page_brings_its_sentences_in_the_language_that_is_asked_for(server: Client, lang: str, word: str) -> None:
    told = server.get(f"/player?lang={lang}")

    assert f'lang="{lang}"' in told.text
    assert word in told.text


def test_another_state_of_the_files_is_another_service_worker(server: Client) -> None:
    told = server.get("/sw.js")

    assert told.headers["cache-control"] == "no-cache"
    assert "const VERSION" in told.text
    assert "/player" in told.text


def test_the_pages_can_be_installed(server: Client) -> None:
    told = server.get("/manifest.webmanifest").json()

    assert (told["display"], told["start_url"]) == ("standalone", "/")


def _name(address: str) -> str:
    return address.split("/", 3)[3]
