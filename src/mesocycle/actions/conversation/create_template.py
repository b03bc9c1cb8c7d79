"""Keep a text that is written again and again."""

from mesocycle.domain.people.act import Act
from mesocycle.domain.people.message_template import MessageTemplate, NewMessageTemplate, check_template
from mesocycle.domain.permission import require_trainer
from mesocycle.storage.conversation import message_templates
from mesocycle.storage.engine.database import Database


def create_template(db: Database, new: NewMessageTemplate, act: Act) -> MessageTemplate:
    """Keep it, the acting trainer's; a name of theirs is refused a second time."""
    require_trainer(act.actor)
    stripped = stripped_template(new)
    return db.write(act.actor.id, act, lambda write: message_templates.add(write, stripped))


def stripped_template(new: NewMessageTemplate) -> NewMessageTemplate:
    """Give a template that can be kept, without blanks around it; refuse one that can't."""
    check_template(new)
    return NewMessageTemplate(name=new.name.strip(), text=new.text.strip())
