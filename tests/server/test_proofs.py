"""A short cut of the proofs against a running server; `make prove` plays them at full length."""

import random
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.prove import bounds, fuzz, garbage, phone, restarts, restored
from tests.prove.beginning import beginnings
from tests.server.served import serving

UNLIMITED = 10_000_000


def test_a_phone_with_a_bad_network_and_the_server_agree_in_the_end(ready_url: str, tmp_path: Path) -> None:
    with phone.machine_at(ready_url, tmp_path) as machine:
        run_state_machine_as_test(machine, settings=settings(max_examples=6, stateful_step_count=25))

    assert machine.totals["sets that stayed"] > 0


def test_rubbish_is_refused_and_the_server_lives_on(engine_name: str, ready_url: str, tmp_path: Path) -> None:
    token = fuzz.people(ready_url)
    with serving(ready_url, tmp_path, requests_per_minute=UNLIMITED, log_level="error") as server:
        garbage.throw(engine_name, server, token, 120, random.Random(7))


def test_a_server_killed_under_load_loses_nothing_and_does_nothing_twice(engine_name: str, ready_url: str) -> None:
    restarts.prove_on(engine_name, ready_url, 2, random.Random(7))


def test_a_server_that_has_just_begun_answers_many_first_requests_rightly(engine_name: str, ready_url: str) -> None:
    asked = beginnings.prove_on(engine_name, ready_url, 2, 7, beginnings.Share(looks=6, deeds=5))

    assert asked["at once"] > 2 * beginnings.LINES * (6 + 5)


def test_made_up_requests_are_answered_as_documented(engine_name: str, ready_url: str, tmp_path: Path) -> None:
    token = fuzz.people(ready_url)
    with serving(ready_url, tmp_path, requests_per_minute=UNLIMITED, log_level="error") as server:
        fuzz.fuzz(engine_name, server.address, token, 1, 7, phases="examples,fuzzing")


@pytest.mark.usefixtures("ready_url")  # it skips where there is no server for it
def test_a_phone_from_before_the_restore_loses_no_work(engine_name: str) -> None:
    for seed in range(3):
        restored.play(engine_name, seed)


def test_the_worst_valid_documents_are_answered_and_no_request_holds_much_memory(
    engine_name: str, ready_url: str
) -> None:
    costs = bounds.send_all(engine_name, ready_url, 1, 7, bounds.KINDS)

    assert all(each.requests for each in costs)
    assert max(each.mb for each in costs) < bounds.MOST_MB
