"""The whole state machine: all rules on one stage."""

from mesocycle.storage.engine.database import Database
from tests.properties.rules.late import LateRules
from tests.properties.rules.plan import PlanRules


class TrainingMachine(LateRules, PlanRules):
    """Two athletes, their trainer, two routines, two phones."""


def machine_on(db: Database) -> type[TrainingMachine]:
    """Give the machine that plays on a database."""
    return type("TrainingMachine", (TrainingMachine,), {"database": db, "totals": {}})
