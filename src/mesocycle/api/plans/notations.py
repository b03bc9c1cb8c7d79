"""`/notations`: what is typed in the set notation or the run notation, before it is published."""

from mesocycle.domain.plan.fillers import FilledSets, FillerRequest, fill
from mesocycle.domain.reference.preview import NotationPreview, NotationText
from mesocycle.domain.refusal import DocumentNotValid, NotationNotUnderstood, NotFound
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.reports.preview_notation import preview_notation

routes = Routes("Notations", described="Sets and runs as they are typed: read, printed and resolved.")


@routes.post(
    "/notations/preview",
    takes=NotationText,
    gives=NotationPreview,
    query=OfUser,
    keyed=False,
    refusals=(NotFound, NotationNotUnderstood),
)
def preview(call: Call) -> Answer:
    """Read a text in the set notation or the run notation and keep nothing.

    The answer prints it in one form, whole and line by line, and says what each line means with the values of an
    athlete that are in force today: kilograms, beats, paces. What can't be read is refused at its line and column.
    """
    return answers.document(preview_notation(call.db, call.owner, call.body(NotationText), call.act))


@routes.post(
    "/notations/fill",
    takes=FillerRequest,
    gives=FilledSets,
    keyed=False,
    refusals=(DocumentNotValid, NotationNotUnderstood),
)
def fill_sets(call: Call) -> Answer:
    """Fill in the sets of a scheme: a warm-up ramp, a pyramid, a wave, 5/3/1.

    The answer is what stands in a routine file under `sets`: one text in the set notation, or a text for weeks.
    """
    return answers.document(fill(call.body(FillerRequest).filler))
