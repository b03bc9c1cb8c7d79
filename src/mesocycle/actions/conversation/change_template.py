"""Change a template of messages."""

from mesocycle.actions.conversation.create_template import stripped_template
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.message_template import MessageTemplate, NewMessageTemplate
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database


def change_template(db: Database, template_id: Id, new: NewMessageTemplate, act: Act) -> MessageTemplate:
    """Put name and text in the place of those that stand there; what was sent by it stays as it was sent."""
    stripped = stripped_template(new)
    return db.write(act.actor.id, act, lambda write: message_templates.put(write, template_id, stripped))
