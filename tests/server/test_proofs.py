"""A short cut of the proofs against a running server; `make prove` plays them at full length."""

import random
from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.prove import fuzz, garbage, phone, restarts
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


def test_made_up_requests_are_answered_as_documented(engine_name: str, ready_url: str, tmp_path: Path) -> None:
    token = fuzz.people(ready_url)
    with serving(ready_url, tmp_path, requests_per_minute=UNLIMITED, log_level="error") as server:
        fuzz.fuzz(engine_name, server.address, token, 1, 7, phases="examples,fuzzing")
