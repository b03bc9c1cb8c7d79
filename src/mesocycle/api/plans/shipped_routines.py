"""`/shipped-routines`: what comes with the program, to create a routine of one's own from."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from mesocycle.api.plans.routine_forms import RoutineFile
from mesocycle.demo.demo import shipped_files
from mesocycle.domain.document import Id
from mesocycle.domain.plan.routine import ShippedRoutine
from mesocycle.domain.refusal import NotFound
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes

routes = Routes("Shipped routines", described="Routines that come with the program.")


@routes.get("/shipped-routines", gives=list[ShippedRoutine], query=Page)
def every(call: Call) -> Answer:
    """List the routines that come with the program."""
    told = [
        ShippedRoutine(
            id=name,
            name=file["name"],
            description=file.get("description"),
            difficulty=file["difficulty"],
            goal=file["goal"],
            duration=file["duration"],
        )
        for name, file in _files().items()
    ]
    return answers.cut_sorted(told, call.asked(Page), lambda each: (each.id,), str)


@routes.get("/shipped-routines/{shippedRoutineId}", gives=RoutineFile, tagged=True, refusals=(NotFound,))
def one(_call: Call, shipped_routine_id: Id) -> Answer:
    """Get a shipped routine as a file says it: change it or not, and post it to `/routines`."""
    file = _files().get(shipped_routine_id)
    if file is None:
        raise NotFound("No such routine comes with the program.", "Look at /api/v1/shipped-routines for those that do.")
    return answers.tagged(file)


@lru_cache(maxsize=1)
def _files() -> Mapping[str, dict[str, Any]]:
    return shipped_files()
