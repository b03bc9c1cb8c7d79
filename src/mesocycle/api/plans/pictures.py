"""`/exercises/{id}/picture`: sent as a file, kept drawn anew, shown to whoever may see the exercise."""

from mesocycle.actions.library.put_picture import put_picture, take_picture_away
from mesocycle.actions.plans.library import find_picture_in
from mesocycle.domain.document import Id
from mesocycle.domain.plan.library import MOST_SENT_BYTES, PICTURE_TYPE, LibraryExercise, PictureNotUsable
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer, picture_answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes

routes = Routes("Exercises", described="The exercises a routine is written with: shared ones and a user's own.")


@routes.get("/exercises/{exerciseVariantId}/picture", gives=bytes, media_type=PICTURE_TYPE, tagged=True)
def show(call: Call, exercise_variant_id: Id) -> Answer:
    """Get the picture of an exercise that you may see; it is always WebP."""
    with call.db.read_now() as look:
        return picture_answer(*find_picture_in(look, call.actor.id, exercise_variant_id))


def may_send_picture(call: Call) -> int:
    """Say how long a picture may be, to somebody who is known."""
    _ = call.actor
    return MOST_SENT_BYTES


@routes.put(
    "/exercises/{exerciseVariantId}/picture",
    admits=may_send_picture,
    gives=LibraryExercise,
    refusals=(NotFound, NotPermitted, PictureNotUsable),
)
def put(call: Call, exercise_variant_id: Id) -> Answer:
    """Put a picture on one of your own exercises: a JPEG, PNG or WebP of at most 2 MB, as it is.

    What it is, its bytes say, not its name. It is turned upright, made no larger than 1,280 pixels and drawn anew, so
    that the place where it was taken, the device and the hour do not come along.
    """
    call.upload.file.seek(0)
    sent = call.upload.file.read()
    return call.change(
        lambda db: put_picture(db, exercise_variant_id, sent, call.act), lambda _, changed: answers.document(changed)
    )


@routes.delete("/exercises/{exerciseVariantId}/picture", gives=LibraryExercise, refusals=(NotFound, NotPermitted))
def take_away(call: Call, exercise_variant_id: Id) -> Answer:
    """Take the picture of one of your own exercises away."""
    return call.change(
        lambda db: take_picture_away(db, exercise_variant_id, call.act), lambda _, changed: answers.document(changed)
    )
