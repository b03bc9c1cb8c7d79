"""Formats that hold runs only refuse what is none."""

from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.refusal import Refusal, RefusalKind
from mesocycle.domain.watch.plan import WatchPlan
from mesocycle.domain.watch.step import each_step


class NotForThisFormat(Refusal):
    """The workout holds nothing that the format can say."""

    kind = RefusalKind.INVALID


def require_run(plan: WatchPlan, name: str) -> None:
    """Refuse a workout that is no run: its type says so, or nobody runs in it."""
    if plan.type is WorkoutType.STRENGTH:
        raise NotForThisFormat(
            f"{plan.name} is a strength workout, and {name} holds runs alone.", "Export it as FIT, which holds both."
        )
    if all(step.exercise is not None or step.phase == "rest" for step in each_step(plan.parts)):
        raise NotForThisFormat(
            f"{plan.name} holds no running, and {name} holds nothing else.",
            "Export it as FIT, which holds every kind of workout.",
        )
