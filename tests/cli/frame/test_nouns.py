"""The form that every noun has."""

from tests.cli.running import Mesocycle


def test_without_a_command_the_program_and_each_noun_show_their_help(mesocycle: Mesocycle) -> None:
    for noun in ("user", "routine", "coaching", "reference", "exercise", "db"):
        ended = mesocycle(noun)
        assert (ended.code, ended.err) == (0, "")
        assert f"mesocycle {noun}" in ended.out
