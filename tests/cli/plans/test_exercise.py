"""`mesocycle exercise`: looking, adding, importing."""

from pathlib import Path

import msgspec

from tests.cli.running import Mesocycle
from tests.cli.training import done
from tests.formats.documents.painting import a_picture, points_of

FOREIGN = {
    "id": "Anvil_Shrug",
    "name": "Anvil Shrug",
    "category": "strength",
    "equipment": "other",
    "primaryMuscles": ["traps"],
    "secondaryMuscles": [],
}


def test_the_shipped_library_is_listed_and_searched(mesocycle: Mesocycle) -> None:
    everything = mesocycle("--json exercise list").json
    squats = mesocycle("--json exercise list SQUAT --kind strength").json

    assert len(everything) >= 300
    assert 0 < len(squats) < len(everything)
    assert all(each["kind"] == "strength" for each in squats)


def test_an_exercise_is_shown_by_an_alias(mesocycle: Mesocycle) -> None:
    assert mesocycle("--json exercise show squat").json["name"] == "Back Squat"


def test_an_added_exercise_is_ones_own(everybody: Mesocycle) -> None:
    added = everybody("--json --as ann@example.org exercise add", "Anvil shrug", "--muscle", "traps")

    assert added.json["primaryMuscles"] == ["traps"]
    assert everybody("--as", "ann@example.org", "exercise", "show", "anvil shrug").code == 0
    assert everybody("--as", "tom@example.org", "exercise", "show", "anvil shrug").code == 4


def test_a_collection_is_imported_and_what_can_not_be_is_told_by_line(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = tmp_path / "collection.json"
    file.write_bytes(msgspec.json.encode([FOREIGN, {"id": "no name"}]))

    ended = mesocycle("--json exercise import", str(file), "--for-all")

    assert ended.json["imported"] == 1
    assert len(ended.json["rejected"]) == 1
    assert mesocycle("exercise", "show", "anvil shrug").code == 0


def test_a_file_without_any_exercise_is_refused(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = tmp_path / "nothing.json"
    file.write_text("[]", encoding="utf-8")

    assert mesocycle("exercise import", str(file)).code == 2
    assert mesocycle("exercise import", str(tmp_path / "missing.json")).code == 2


def test_only_an_admin_imports_for_all(everybody: Mesocycle, tmp_path: Path) -> None:
    file = tmp_path / "collection.json"
    file.write_bytes(msgspec.json.encode([FOREIGN]))

    assert everybody("--as ann@example.org exercise import", str(file), "--for-all").code == 5


def test_the_best_match_of_a_search_comes_first(mesocycle: Mesocycle) -> None:
    listed = done(mesocycle("--json exercise list chin")).json

    assert listed[0]["name"].startswith("Chin")


def test_an_own_exercise_is_changed_taken_back_and_brought_back(everybody: Mesocycle) -> None:
    anns = "--json --as ann@example.org exercise"
    added = done(everybody(f"{anns} add", "Anvil shrug")).json

    link = ("--link", "https://example.org/a")
    changed = done(everybody(f"{anns} edit", "anvil shrug", "--name", "Anvil lift", *link)).json
    done(everybody(f"{anns} archive", "anvil lift"))
    own = done(everybody(f"{anns} list --own")).json
    back = done(everybody(f"{anns} restore", added["_id"])).json

    assert (changed["name"], changed["link"]) == ("Anvil lift", "https://example.org/a")
    assert own == []
    assert back == changed


def test_an_exercise_that_ships_is_not_changed(everybody: Mesocycle) -> None:
    assert everybody("--as ann@example.org exercise archive squat").code == 5


def test_a_picture_is_put_saved_and_taken_away(everybody: Mesocycle, tmp_path: Path) -> None:
    anns, photo, saved = "--json --as ann@example.org exercise", tmp_path / "photo", tmp_path / "saved.webp"
    photo.write_bytes(a_picture(size=(200, 100)))
    done(everybody(f"{anns} add", "Anvil shrug"))

    put = done(everybody(f"{anns} picture", "anvil shrug", "--set", str(photo))).json
    done(everybody(f"{anns} picture", "anvil shrug", "--save", str(saved)))
    bare = done(everybody(f"{anns} picture", "anvil shrug", "--remove")).json

    assert points_of(saved.read_bytes()) == (put["picture"]["width"], put["picture"]["height"]) == (200, 100)
    assert "picture" not in bare
    assert everybody(f"{anns} picture", "anvil shrug", "--save", str(saved)).code == 4
    assert everybody(f"{anns} picture", "anvil shrug").code == 2
