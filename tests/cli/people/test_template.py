"""`mesocycle template`: texts that a trainer writes again and again."""

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done, words

TOM = "--as tom@example.org"


def test_a_template_is_kept_changed_filled_in_and_taken_away(everybody: Mesocycle) -> None:
    made = done(everybody(f"{TOM} --json template create Hello", "How are you, {athlete}?")).json
    done(everybody(f"{TOM} template change Hello --name Hi", "Well done, {athlete}."))
    filled = done(everybody(f"{TOM} template fill Hi", *ANN)).out
    listed = words(done(everybody(f"{TOM} template list")).out)
    done(everybody(f"{TOM} template delete", made["_id"]))

    assert filled.strip() == "Well done, Ann."
    assert "Hi Well done, {athlete}." in listed
    assert done(everybody(f"{TOM} --json template list")).json == []


def test_a_template_with_a_place_that_nothing_fills_is_refused(everybody: Mesocycle) -> None:
    ended = everybody(f"{TOM} template create Hello", "Dear {friend}")

    assert ended.code != 0
    assert "{friend}" in ended.err
