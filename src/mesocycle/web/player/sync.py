"""What the player sends: the same work that any device sends, its refusals in the reader's words and the page's."""

from msgspec.structs import replace

from mesocycle.domain.refusal import NotFound, NotPermitted, RefusalDocument
from mesocycle.domain.sync.operations import BatchTooMuchWork, OperationBatch, OperationResults, TooManyOperations
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.offline.sync import sync
from mesocycle.web.frame.page import reader_of
from mesocycle.web.frame.said import said_of_document

routes = Routes("Player: work", described="What was tapped in the player, taken in.")

_A_PART_IS_DONE = 202


@routes.post(
    "/player/sync",
    takes=OperationBatch,
    gives=OperationResults,
    query=OfUser,
    keyed=False,
    refusals=(TooManyOperations, NotFound, NotPermitted),
)
def send(call: Call) -> Answer:
    """Take in a batch; each operation is answered. 202: a part is done, and the same batch, sent again, goes on."""
    given = call.body(OperationBatch)
    call.require_sight()
    try:
        results = sync(call.db, call.owner, given.operations, call.act, epoch=given.epoch)
    except BatchTooMuchWork:
        return Answer(_A_PART_IS_DONE, {}, None)
    words = reader_of(call).words

    def worded(no: RefusalDocument | None) -> RefusalDocument | None:
        return None if no is None else said_of_document(no, words)

    told = tuple(replace(each, refusal=worded(each.refusal)) for each in results)
    return answers.document(OperationResults(results=told))
