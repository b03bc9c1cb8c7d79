"""Revoke an API token: from then on it opens nothing."""

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.caller import ApiToken
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import api_tokens


def revoke_token(db: Database, token_id: Id, act: Act) -> ApiToken:
    """Revoke a token of the acting user; revoking it again changes nothing, and it stays on the list."""
    return db.write(act.actor.id, act, lambda write: revoke_token_in(write, token_id))


def revoke_token_in(write: Write, token_id: Id) -> ApiToken:
    """Revoke a token of the write's owner."""
    api_tokens.revoke(write, token_id)
    return api_tokens.get(write, write.owner, token_id)
