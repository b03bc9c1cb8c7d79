"""The state machine for long: random training played on a real database against the model."""

from contextlib import closing

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from mesocycle.storage.engine.database import Database
from tests.properties.machine import machine_on
from tests.prove.run import Run, ready_database

EXAMPLES = 1000
"""Plays on each engine."""
STEPS = 50
"""The most steps of one play."""


def prove(run: Run) -> None:
    """Play on each engine; a failure is shrunk to the fewest steps, and they are printed."""
    plan = settings(
        max_examples=run.times(EXAMPLES),
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    for engine in run.engines:
        with ready_database(engine) as url, closing(Database.open(url)) as db:
            machine = machine_on(db)
            run_state_machine_as_test(seed(run.seed)(machine), settings=plan)
            print(f"  {engine}: {plan.max_examples} plays, {sum(machine.totals.values())} deeds and answers:")
            for name, times in sorted(machine.totals.items()):
                print(f"    {times:7} {name}")
