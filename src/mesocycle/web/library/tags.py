"""Forms that put one's own words on what one sees."""

from mesocycle.actions.library.put_tags import change_tags
from mesocycle.domain.document import Id
from mesocycle.domain.plan.keeping import TagSubject
from mesocycle.domain.refusal import DocumentNotValid, NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import tags
from mesocycle.web.frame.forms import form_of, takes_form
from mesocycle.web.frame.going import going_to, own_path
from mesocycle.web.frame.meanwhile import BEFORE

routes = Routes("Pages: tags", described="One's own words on what one sees.")


@takes_form(routes, "/tags/{tagKind}/{subjectId}", NotFound, DocumentNotValid)
def put(call: Call, tag_kind: str, subject_id: Id) -> Answer:
    """Put on what the form adds and take off what it leaves out; what was put on elsewhere meanwhile stays."""
    form = form_of(call)
    kind = next((each for each in TagSubject if each == tag_kind), None)
    if kind is None:
        raise NotFound("Nothing of that kind has tags.", "Go back, and load the page again.")
    typed, before = _parted(form.text("tags")), _parted(form.text(BEFORE + "tags"))
    change_tags(call.db, kind, subject_id, typed, before, call.act)
    return going_to(own_path(form.said("back"), "/exercises"), done="saved")


def tags_on(read: Read, user_id: Id, kind: TagSubject, subject_id: Id) -> str:
    """Give somebody's tags on something as a field writes them."""
    return ", ".join(tags.on(read, user_id, kind, subject_id))


def words_used(read: Read, user_id: Id, kind: TagSubject) -> list[str]:
    """Give the tags that somebody put on anything of a kind, by name."""
    used = {name.casefold(): name for names in tags.of_user(read, user_id, kind).values() for name in names}
    return [used[key] for key in sorted(used)]


def _parted(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]
