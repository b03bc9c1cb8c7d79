"""`mesocycle routine`: from a file to versions, and what people can do with them."""

from pathlib import Path

import msgspec
import pytest

from tests.arrange import a_routine_file
from tests.cli.running import Mesocycle


@pytest.fixture
def heavier(tmp_path: Path) -> Path:
    """Give the same file with 105 in the place of 100 kg."""
    path = tmp_path / "heavier.yaml"
    path.write_bytes(msgspec.yaml.encode(a_routine_file()).replace(b"100 kg", b"105 kg"))
    return path


def test_a_file_becomes_a_routine_and_the_next_file_its_next_version(
    mesocycle: Mesocycle, file: Path, heavier: Path
) -> None:
    first = mesocycle("--json routine create", str(file)).json

    second = mesocycle("--json routine publish squats", str(heavier), "--note", "Heavier").json

    assert (second["version"], second["isLatest"], second["changeNote"]) == (2, True, "Heavier")
    assert second["parentRoutineId"] == first["parentRoutineId"]
    listed = mesocycle("--json routine versions", first["parentRoutineId"]).json
    assert [(each["version"], each["isLatest"]) for each in listed] == [(2, True), (1, False)]


def test_a_diff_tells_in_sentences_what_changed(mesocycle: Mesocycle, file: Path, heavier: Path) -> None:
    mesocycle("routine create", str(file))
    mesocycle("routine publish squats", str(heavier))

    told = mesocycle("routine diff squats").out
    named = mesocycle("routine diff squats@1 squats@2").out
    document = mesocycle("--json routine diff squats@1").json

    assert "100 kg" in told
    assert "105 kg" in told
    assert named == told
    assert (document["oldVersion"], document["newVersion"]) == (1, 2)


def test_what_json_shows_can_be_published_again_unchanged(mesocycle: Mesocycle, file: Path, tmp_path: Path) -> None:
    mesocycle("routine create", str(file))
    shown = tmp_path / "shown.json"
    shown.write_text(mesocycle("--json routine show squats").out, encoding="utf-8")

    published = mesocycle("routine publish squats", str(shown))

    assert published.code == 0, published.err
    assert "Nothing changed." in mesocycle("routine diff squats").out


def test_people_see_the_plan_with_its_sets_in_the_notation(mesocycle: Mesocycle, file: Path) -> None:
    mesocycle("routine create", str(file))

    out = mesocycle("routine show squats").out

    assert "Squat day (strength): Monday" in out
    assert "3x5 @ 100 kg" in out


@pytest.mark.parametrize(
    "name",
    [
        "bodyweight-and-mobility",
        "first-5-km",
        "half-marathon-12-weeks",
        "novice-linear-3-day",
        "trail-50-km-16-weeks",
        "training-max-wave",
        "upper-lower-hypertrophy",
    ],
)
def test_every_shipped_routine_is_listed_created_and_shown(mesocycle: Mesocycle, name: str) -> None:
    assert name in mesocycle("--json routine list --shipped").json

    created = mesocycle("--json routine create", name)

    assert created.code == 0, created.err
    assert mesocycle("routine show", created.json["_id"]).code == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"name: [unclosed", "line"),
        (b"just words", "no routine"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"name: A\nduration: 4\n", "missing"),
        (msgspec.yaml.encode(a_routine_file(speed=9)), "speed"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_created(
    mesocycle: Mesocycle, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_bytes(content)

    ended = mesocycle("routine create", str(path))

    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert mesocycle("--json routine list").json == []


def test_a_slip_in_the_notation_is_pointed_at(mesocycle: Mesocycle, file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_bytes(file.read_bytes().replace(b"3x5 @ 100 kg", b"3x5 @ 100"))

    ended = mesocycle("--json routine create", str(wrong))

    assert ended.code == 2
    assert [error["path"] for error in ended.refusal["errors"]] == ["workouts[0].sections[0].exercises[0].sets"]


def test_a_routine_of_another_is_not_there_until_it_is_public(everybody: Mesocycle, file: Path, tmp_path: Path) -> None:
    public = tmp_path / "public.yaml"
    public.write_bytes(msgspec.yaml.encode(a_routine_file(isPublic=True, allowCopy=True)))
    created = everybody("--json --as tom@example.org routine create", str(file)).json

    hidden = everybody("--as ann@example.org routine show", created["_id"])
    everybody("--as tom@example.org routine publish", created["parentRoutineId"], str(public))
    copied = everybody("--json --as ann@example.org routine copy squats --name Mine").json

    assert hidden.code == 4
    assert (copied["name"], copied["version"]) == ("Mine", 1)


def test_archiving_marks_one_version_or_the_whole_routine(mesocycle: Mesocycle, file: Path) -> None:
    first = mesocycle("--json routine create", str(file)).json
    mesocycle("routine publish squats", str(file))

    mesocycle("routine archive SQUATS@1")
    one = [each.get("isArchived") for each in mesocycle("--json routine versions squats").json]
    mesocycle("routine archive", first["parentRoutineId"])
    both = [each.get("isArchived") for each in mesocycle("--json routine versions squats").json]

    assert (one, both) == ([None, True], [True, True])


def test_deleting_one_version_leaves_the_others(mesocycle: Mesocycle, file: Path) -> None:
    mesocycle("routine create", str(file))
    mesocycle("routine publish squats", str(file))

    unasked = mesocycle("routine delete SQUATS@2")
    mesocycle("routine delete SQUATS@2 --yes")
    left = [each["version"] for each in mesocycle("--json routine versions squats").json]
    mesocycle("routine delete squats --yes")

    assert (unasked.code, unasked.out) == (2, "")
    assert left == [1]
    assert mesocycle("--json routine list").json == []
