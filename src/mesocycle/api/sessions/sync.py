"""`/sync`: offline work is taken in."""

from msgspec.structs import replace

from mesocycle.api.frame.remedies import words_for
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.domain.remedy import reworded
from mesocycle.domain.sync.operations import BatchTooMuchWork, OperationBatch, OperationResults, TooManyOperations
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import OfUser
from mesocycle.http.route import Routes
from mesocycle.offline.sync import sync

routes = Routes("Sync", described="Work that a device did while it was offline.")


@routes.post(
    "/sync",
    takes=OperationBatch,
    gives=OperationResults,
    query=OfUser,
    keyed=False,
    refusals=(TooManyOperations, BatchTooMuchWork, NotFound, NotPermitted),
)
def send(call: Call) -> Answer:
    """Take in a batch of offline work: each operation is answered, none is lost and none done twice.

    The `_id` of an operation is its idempotency key, remembered as long as its session: a batch may be sent again,
    whole or in part, at any time. `seenSeq` is the feed position the device had seen when it did the work, and `epoch`
    the feed's that it is of; another epoch (the server was restored) counts as position 0. What was removed after it
    comes back (`revived`). The last result of each session holds the session as it stands then.
    A refused operation stands among the results with its problem; the others are done all the same.
    """
    given = call.body(OperationBatch)
    call.require_sight()
    results = sync(call.db, call.owner, given.operations, call.act, epoch=given.epoch)
    word = words_for(call.another)
    told = tuple(replace(each, refusal=reworded(each.refusal, word)) for each in results)
    return answers.document(OperationResults(results=told))
