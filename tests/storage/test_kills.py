"""A short, seeded cut of the kills that `make prove` runs in full."""

from random import Random

from tests.prove.kills import kill_replacing, kill_rolling_out


def test_a_process_killed_while_replacing_leaves_all_or_nothing_of_each_replacement(ready_url: str) -> None:
    hits = kill_replacing(ready_url, 3, 5, Random(5))

    assert sum(hits.values()) == 3


def test_a_roll_out_killed_and_taken_up_serves_each_athlete_once(ready_url: str) -> None:
    hits = kill_rolling_out(ready_url, 3, 60, Random(5))

    assert sum(hits.values()) == 3
