"""Tags at the command line."""

from tests.cli.running import Mesocycle
from tests.cli.training import done

ANNS = "--json --as ann@example.org"


def test_words_are_put_on_an_exercise_taken_off_and_filtered_by(everybody: Mesocycle) -> None:
    done(everybody(f"{ANNS} exercise tag", "back squat", "--add", "heavy", "--add", "home"))
    after = done(everybody(f"{ANNS} exercise tag", "back squat", "--remove", "HOME", "--add", "knee friendly")).json

    shown = done(everybody(f"{ANNS} exercise tag", "back squat")).json
    listed = done(everybody(f"{ANNS} exercise list --tag Heavy")).json

    assert after["tags"] == shown["tags"] == ["heavy", "knee friendly"]
    assert [each["name"] for each in listed] == ["Back Squat"]


def test_routines_are_listed_by_a_tag(everybody: Mesocycle) -> None:
    made = done(everybody(f"{ANNS} routine create first-5-km")).json

    done(everybody(f"{ANNS} routine tag", made["name"], "--add", "beginners"))

    assert len(done(everybody(f"{ANNS} routine list --tag beginners")).json) == 1
    assert done(everybody(f"{ANNS} routine list --tag others")).json == []
