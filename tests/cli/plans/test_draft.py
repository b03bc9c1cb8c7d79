"""`mesocycle draft`: what becomes a version, written as a file and put back with its revision."""

from pathlib import Path

from tests.cli.running import Mesocycle


def test_a_draft_of_a_routine_is_written_as_a_file_put_back_and_published(
    mesocycle: Mesocycle, file: Path, tmp_path: Path
) -> None:
    mesocycle("routine create", str(file))
    begun = mesocycle("--json draft new --of squats").json
    written = tmp_path / "draft.yaml"

    told = mesocycle("draft file squats -o", str(written))
    written.write_text(written.read_text(encoding="utf-8").replace("100 kg", "105 kg"), encoding="utf-8")
    saved = mesocycle("--json draft save squats", str(written), "--revision", "1").json
    again = mesocycle("draft save squats", str(written), "--revision", "1")
    published = mesocycle("--json draft publish squats --note Heavier").json

    assert "revision 1" in told.err
    assert (begun["revision"], saved["revision"]) == (1, 2)
    assert "saved meanwhile" in again.err
    assert again.code != 0
    assert (published["version"], published["changeNote"]) == (2, "Heavier")
    assert "105 kg" in mesocycle("routine diff squats").out
    assert "There are no drafts" in mesocycle("draft list").out


def test_what_is_wrong_stays_in_a_draft_and_stands_against_publishing_it(mesocycle: Mesocycle, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text("name: Winter\nduration: 99\nworkouts: []\n", encoding="utf-8")
    mesocycle("draft new", str(path))

    shown = mesocycle("draft show winter").out
    checked = mesocycle("draft check winter").out
    document = mesocycle("--json draft show winter").json
    published = mesocycle("draft publish winter")

    assert "duration: is 99, but must be at least 1 and at most 52" in shown
    assert "duration: is 99" in checked
    assert document["document"]["name"] == "Winter"
    assert "duration" in published.err
    assert "Winter" in mesocycle("draft list").out


def test_a_newer_version_is_named_and_the_draft_put_after_it(mesocycle: Mesocycle, file: Path) -> None:
    mesocycle("routine create", str(file))
    mesocycle("draft new --of squats")
    newer = mesocycle("--json routine publish squats", str(file)).json

    refused = mesocycle("draft publish squats")
    published = mesocycle("--json draft publish squats --after", newer["_id"]).json

    assert f"--after {newer['_id']}" in refused.err
    assert published["version"] == 3


def test_a_draft_is_shared_left_and_discarded(everybody: Mesocycle, file: Path) -> None:
    everybody("--as tom@example.org routine create", str(file))
    everybody("--as tom@example.org draft new --of squats")

    shared = everybody("--as tom@example.org draft share squats ann@example.org").out
    seen = everybody("--as ann@example.org draft list").out
    left = everybody("--as ann@example.org --json draft unshare squats").json
    unsure = everybody("--as tom@example.org draft discard squats")
    gone = everybody("--as tom@example.org draft discard squats --yes").out
    unknown = everybody("--as tom@example.org draft show squats")

    assert "Ann" in shared
    assert "Squats" in seen
    assert [each for each in left.get("people", []) if each.get("shared")] == []
    assert "Say --yes" in unsure.err
    assert "Discarded the draft 'Squats'." in gone
    assert "draft list" in unknown.err


def test_a_draft_begins_with_one_thing(mesocycle: Mesocycle, file: Path) -> None:
    both = mesocycle("draft new --of squats", str(file))

    assert "not said what the draft begins with" in both.err
