"""Fill a template of messages in for one athlete and, where there is one, a session of theirs."""

from collections.abc import Callable

from mesocycle.domain.document import Date, Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.message_template import FilledTemplate, filled
from mesocycle.domain.permission import Deed
from mesocycle.domain.session.summary import session_summary
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sessions import sessions


def fill_template(
    db: Database,
    user_id: Id,
    template_id: Id,
    act: Act,
    *,
    session_id: Id | None = None,
    day_words: Callable[[Date], str] = str,
) -> FilledTemplate:
    """Fill in one of the acting user's templates, as far as they may see the athlete and the session."""
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.SEE)
        template = message_templates.get(read, act.actor.id, template_id)
        values = {"athlete": users.get(read, user_id).name}
        if session_id is not None:
            session = sessions.get(read, user_id, session_id, scope)
            values["session"] = session_summary(session).workout_name or ""
            values["day"] = day_words(session.performed_date or session.scheduled_date)
    return FilledTemplate(text=filled(template.text, values))
