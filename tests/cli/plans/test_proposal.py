"""`mesocycle routine propose` and `accept-proposal`."""

from tests.cli.running import Mesocycle


def test_without_training_nothing_is_proposed_and_nothing_accepted(mesocycle: Mesocycle, file: object) -> None:
    mesocycle("routine create", str(file))

    shown = mesocycle("routine propose squats")
    document = mesocycle("--json routine propose squats").json
    accepted = mesocycle("routine accept-proposal squats 3f09ac")

    assert "asks for no change of version 1" in shown.out
    assert document["lines"] == []
    assert "not proposed" in accepted.err
    assert accepted.code == 4
