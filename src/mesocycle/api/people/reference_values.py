"""`/reference-values`: what an athlete's percentages and zones are measured against."""

from typing import Annotated

from msgspec import Meta

from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.in_force import all_in_force
from mesocycle.domain.reference.value import NewReferenceValue, ReferenceValue
from mesocycle.domain.refusal import AlreadyExists, NotFound, NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser, PageOfUser
from mesocycle.http.route import Routes
from mesocycle.storage.people import users
from mesocycle.storage.plans import reference_values

routes = Routes("Reference values", described="1RM, training max, threshold pace, zones, body weight: append-only.")


class ValuesOfUser(PageOfUser, frozen=True, kw_only=True):
    """Which values."""

    kind: ReferenceKind | None = None


class ValuesInForce(PageOfUser, frozen=True, kw_only=True):
    """On which day."""

    on: Annotated[Date | None, Meta(description="The day; absent: the athlete's today.")] = None


@routes.get("/reference-values", gives=list[ReferenceValue], query=ValuesOfUser)
def every(call: Call) -> Answer:
    """List an athlete's values in the order they were added."""
    asked = call.asked(ValuesOfUser)
    after = answers.seen(asked, int, str)
    with call.seeing() as (read, _):
        found = reference_values.in_order(read, call.owner, kind=asked.kind, after=after, limit=asked.limit + 1)
    return answers.cut(found, asked, lambda one: (one[0], one[1].id), lambda one: one[1])


@routes.get("/reference-values/in-force", gives=list[ReferenceValue], query=ValuesInForce)
def in_force(call: Call) -> Answer:
    """List the values that hold on a day: of each kind, exercise and distance the latest, by `validFrom`."""
    asked = call.asked(ValuesInForce)
    with call.seeing() as (read, _):
        on = asked.on or users.today(read, call.owner, call.now)
        found = all_in_force(reference_values.of_user(read, call.owner), on)
    return answers.cut_sorted(found, asked, lambda value: (value.valid_from, value.id), str, str)


@routes.get("/reference-values/{referenceValueId}", gives=ReferenceValue, query=OfUser, tagged=True)
def one(call: Call, reference_value_id: Id) -> Answer:
    """Get one value."""
    with call.seeing() as (read, _):
        return answers.tagged(reference_values.get(read, call.owner, reference_value_id))


@routes.post(
    "/reference-values",
    takes=NewReferenceValue,
    gives=ReferenceValue,
    query=OfUser,
    status=201,
    refusals=(AlreadyExists, NotFound, NotPermitted),
)
def add(call: Call) -> Answer:
    """Add a value; earlier ones stay, and this one is in force from its day on."""
    given = call.body(NewReferenceValue)
    return call.change(
        lambda db: set_reference_value(db, call.owner, given, call.act),
        lambda _, value: answers.tagged(value, status=201, location=call.address_of(f"/reference-values/{value.id}")),
    )
