"""A short cut of the state machine; `make prove` plays it for long."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from mesocycle.storage.engine.database import Database
from tests.properties.machine import machine_on


def test_whatever_is_played_the_database_holds_what_the_model_says(db: Database) -> None:
    run_state_machine_as_test(machine_on(db), settings=settings(max_examples=24, stateful_step_count=50))
