"""The whole state machine: all rules on one stage."""

from mesocycle.storage.database import Database
from tests.properties.assignment_rules import AssignmentRules
from tests.properties.phone_rules import PhoneRules
from tests.properties.plan_rules import PlanRules


class TrainingMachine(AssignmentRules, PhoneRules, PlanRules):
    """Two athletes, their trainer, two routines, two phones."""


def machine_on(db: Database) -> type[TrainingMachine]:
    """Give the machine that plays on a database."""
    return type("TrainingMachine", (TrainingMachine,), {"database": db, "totals": {}})
