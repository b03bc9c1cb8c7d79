"""Revoke an API token: from then on it opens nothing."""

from mesocycle.domain.access import ApiToken
from mesocycle.domain.act import Act
from mesocycle.domain.document import Id
from mesocycle.storage import api_tokens
from mesocycle.storage.database import Database, Write


def revoke_token(db: Database, token_id: Id, act: Act) -> ApiToken:
    """Revoke a token of the acting user; revoking it again changes nothing, and it stays on the list."""
    return db.write(act.actor.id, act, lambda write: revoke_token_in(write, token_id))


def revoke_token_in(write: Write, token_id: Id) -> ApiToken:
    """Revoke a token of the write's owner."""
    api_tokens.revoke(write, token_id)
    return api_tokens.get(write, write.owner, token_id)
