"""Where an answer goes, and how it looks."""

import msgspec

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, done


def test_json_is_exactly_one_document(followed: tuple[Mesocycle, str]) -> None:
    mesocycle, assignment = followed

    ended = done(mesocycle("assignment show", assignment, *ANN, "--json"))

    assert msgspec.json.decode(ended.out)["_id"] == assignment
    assert ended.err == ""
