"""A short cut of the proofs of a server before PostgreSQL as it is rented; `make prove` plays them at full length."""

import random

import pytest

from tests.prove.rented import failover, pooler


@pytest.fixture
def engine_name() -> str:
    """Choose the server: what stands before it is tried here."""
    return "postgresql"


def test_behind_a_pooler_of_transactions_no_answer_is_an_error(ready_url: str) -> None:
    statuses = pooler.prove_on(ready_url, 480, random.Random(7))

    assert not [status for status in statuses if status >= 500]


def test_when_a_standby_takes_the_primary_s_place_the_server_goes_on_and_nothing_is_lost() -> None:
    assert len(failover.prove_kept(1)) == 1
