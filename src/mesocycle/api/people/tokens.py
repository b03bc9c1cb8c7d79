"""`/tokens`: what programs show instead of a password."""

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.revoke_token import revoke_token
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import ApiToken, IssuedToken, NewToken
from mesocycle.domain.refusal import NotPermitted
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Page
from mesocycle.http.route import Routes
from mesocycle.storage.people import api_tokens

routes = Routes("Tokens", described="What programs show: named, only for reading or for all, revoked at any time.")


@routes.get("/tokens", gives=list[ApiToken], query=Page)
def every(call: Call) -> Answer:
    """List your tokens, newest first, those that are over too; no secret is among them."""
    with call.db.read_now() as look:
        found = api_tokens.of_user(look, call.actor.id)
    return answers.cut_sorted(
        found, call.asked(Page), lambda each: (each.created_at, each.id), str, str, newest_first=True
    )


@routes.post("/tokens", takes=NewToken, gives=IssuedToken, status=201, keyed=False, refusals=(NotPermitted,))
def issue(call: Call) -> Answer:
    """Issue a token to yourself, signed in; its secret is shown this once.

    A token issues none: who found a lost one could make others that stay when it ends. Without `scope` it may only
    read; without `expiresAt` or `days` it is good until you revoke it. No key makes this safe to send again, for
    answers with a secret are kept nowhere: a token whose secret was lost is revoked.
    """
    return answers.confidential(issue_token(call.db, call.body(NewToken), call.in_person()), status=201)


@routes.delete("/tokens/{tokenId}", gives=ApiToken)
def revoke(call: Call, token_id: Id) -> Answer:
    """Revoke one of your tokens: from now on it opens nothing; it stays on the list."""
    return call.change(lambda db: revoke_token(db, token_id, call.act), lambda _, token: answers.document(token))
