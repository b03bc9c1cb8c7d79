"""Issue an API token to the acting user; its secret is shown this once."""

from mesocycle.domain.people.act import Act
from mesocycle.domain.people.api_token import check_token, require_room_for_token, token_end
from mesocycle.domain.people.caller import ApiToken, IssuedToken, NewToken
from mesocycle.domain.people.secret import SecretKind
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.people import api_tokens
from mesocycle.storage.people.secrets import new_secret


def issue_token(db: Database, new: NewToken, act: Act) -> IssuedToken:
    """Issue a token; refuses a name or an end that can't be (`DocumentNotValid`)."""
    check_token(new, act.now)
    return db.write(act.actor.id, act, lambda write: issue_token_in(write, new))


def issue_token_in(write: Write, new: NewToken) -> IssuedToken:
    """Issue a token to the write's owner, if they have not very many."""
    require_room_for_token(api_tokens.count_good(write, write.owner, write.now))
    secret, stored = new_secret(SecretKind.TOKEN)
    token = ApiToken(
        id=write.new_id(),
        user_id=write.owner,
        name=new.name.strip(),
        scope=new.scope,
        created_at=write.now,
        expires_at=token_end(new, write.now),
    )
    api_tokens.add(write, token, stored)
    return IssuedToken(token=token, secret=secret)
