"""Take a template of messages away."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database


def delete_template(db: Database, template_id: Id, act: Act) -> None:
    """Take it away, or refuse where the acting user has none of that id; what was sent by it stays."""
    db.write(act.actor.id, act, lambda write: message_templates.remove(write, template_id))
