"""From a request to its answer: who calls, whether they may, their face; every refusal becomes a problem."""

import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from mesocycle.domain.document import is_id
from mesocycle.domain.instant import instant
from mesocycle.domain.people.caller import CalledBy, Caller
from mesocycle.domain.refusal import DatabaseBusy, DatabaseNotUsable, NotFound, Refusal
from mesocycle.http import callers as cookies
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call, Request, Running, not_signed_in
from mesocycle.http.callers import Credential, Head, require_own_page, require_scope
from mesocycle.http.conditions import unchanged
from mesocycle.http.limits import Allowance
from mesocycle.http.queries import read_query
from mesocycle.http.receiving import Upload
from mesocycle.http.refusals import MediaTypeNotKnown, TooManyRequests, fit_for_strangers, unexpected
from mesocycle.http.route import Route, snake
from mesocycle.http.service import Service
from mesocycle.http.surface import Surface
from mesocycle.storage.people import callers

_log = logging.getLogger("mesocycle.api")

_JSON = ("application/json", "application/merge-patch+json", "application/problem+json")


def answer(
    service: Service,
    surface: Surface,
    route: Route,
    scope: dict[str, Any],
    head: Head,
    path_ids: dict[str, str],
    body: bytes,
    *,
    upload: Upload | None = None,
    before_body: bool = False,
) -> Answer:
    """Answer a request, whatever comes of it; the one place that catches refusals.

    `before_body` asks for the noes that are known before the body has come.
    """
    allowance: Allowance | None = None
    credential = head.credential
    state = scope.get("state", {})
    try:
        request = _request(scope, head, body, upload)
        if upload is None:  # whoever sends a file was counted before it was taken in
            allowance = _allowance(service, credential, request)
            _require_allowed(allowance)
        made = _called(service, surface, route, request, credential, path_ids, state, before_body=before_body)
    except Refusal as no:
        if isinstance(no, DatabaseNotUsable):
            _log.error("%s", no.sentence, extra={"request_id": _request_id(scope)})
        made = surface.refuse(fit_for_strangers(no), scope)
    except Exception:  # noqa: BLE001  # a defect: logged whole, answered without a word of it
        _log.exception("unexpected error in %s %s", route.method, route.path, extra={"request_id": _request_id(scope)})
        made = surface.refuse(unexpected(), scope)
    if allowance is not None:
        if credential is not None and "user_id" in state:
            allowance = service.limits.recognise(credential.hash, time.monotonic()) or allowance
        made = made._replace(headers={**allowance.headers, **made.headers})
    known = head.headers.get("if-none-match") if route.method == "GET" else None
    return Answer(304, made.headers, None) if unchanged(known, made.headers.get("etag")) else made


def _called(
    service: Service,
    surface: Surface,
    route: Route,
    request: Request,
    credential: Credential | None,
    path_ids: dict[str, str],
    state: dict[str, Any],
    *,
    before_body: bool,
) -> Answer:
    if credential is None and not route.public:
        raise not_signed_in()
    if credential is not None and not route.public and not (before_body and surface.vouched_in_body):
        sent = request.body if request.upload is None else request.upload.beginning()
        require_own_page(credential, route.method, surface.csrf_of(request.headers, sent))
    asked = parse_qsl(request.query.decode("latin-1"), keep_blank_values=True) if request.query else []
    query = read_query(asked, route.query, pass_over_unknown=surface.passes_over_unknown)
    ids = {snake(name): _path_id(value) for name, value in path_ids.items()}
    if route.takes is not None:
        _require_json(request, route)
    now = instant(datetime.now(UTC))
    call = Call(
        surface,
        route,
        request,
        query,
        credential=credential,
        db=service.db,
        settings=service.settings,
        now=now,
        roll_outs=service.roll_outs,
        imports=service.imports,
        streams=service.streams,
        upkeep=service.upkeep,
        running=Running(service.started_at, service.origins),
        rest_calls=service.rest_calls,
    )
    try:
        if credential is not None and route.looks_up_caller:
            call.caller = credential.caller(service.db, now)
            if call.caller is None and not route.public:
                raise not_signed_in()
            if call.caller is not None and not route.public:
                require_scope(call.caller, route.method)
        answer = route.face(call, **ids)
    finally:
        if call.caller is not None:
            state["user_id"] = call.caller.actor.id  # for the log of requests, and of those that are refused
    return answer if call.caller is None else _noted(call, call.caller, answer)


def _noted(call: Call, caller: Caller, answer: Answer) -> Answer:
    """Note that somebody called; where their sign-in lasts longer for it, the answer lets the cookie last so too."""
    try:
        noted = callers.note_use(call.db, caller, call.now, sign_in_days=call.settings.sign_in_days)
    except DatabaseBusy:  # what was asked for is done; the next request notes the use
        return answer
    if not noted or caller.by is not CalledBy.SIGN_IN or call.credential is None:
        return answer
    return answer._replace(
        headers={"set-cookie": cookies.kept(call.credential.secret, call.settings), **answer.headers}
    )


def _allowance(service: Service, credential: Credential | None, request: Request) -> Allowance:
    return service.limits.take(None if credential is None else credential.hash, request.address, time.monotonic())


def _require_allowed(allowance: Allowance) -> None:
    if allowance.remaining < 0:
        raise TooManyRequests(
            f"More than {allowance.limit} requests came in a minute.",
            f"Go on in {allowance.reset_s} seconds.",
            facts={"retryAfterSeconds": allowance.reset_s},
        )


def _request(scope: dict[str, Any], head: Head, body: bytes, upload: Upload | None) -> Request:
    client = scope.get("client")
    return Request(
        path=scope["path"],
        query=scope["query_string"],
        headers=head.headers,
        body=body,
        upload=upload,
        address=client[0] if client else "",
    )


def header_of(scope: Mapping[str, Any], name: bytes) -> str | None:
    """Give a header of a request, the first where it stands several times."""
    for key, value in scope["headers"]:
        if key.lower() == name:
            return str(value.decode("latin-1"))
    return None


def _request_id(scope: dict[str, Any]) -> str | None:
    found: str | None = scope.get("state", {}).get("request_id")
    return found


def _path_id(text: str) -> str:
    if not is_id(text):
        raise NotFound("There is no such thing.", "An id has 1 to 64 letters, digits and . _ : - in it.")
    return text


def _require_json(request: Request, route: Route) -> None:
    if not request.body.strip() and route.body_optional:
        return
    said = request.headers.get("content-type", "")
    media_type = said.partition(";")[0].strip().lower()
    if media_type not in _JSON:
        raise MediaTypeNotKnown(
            f"The body is of type {said or 'none'}." if said else "The body's type is not said.",
            "Send JSON, with `Content-Type: application/json`.",
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise MediaTypeNotKnown("The body is compressed.", "Send it as it is, without Content-Encoding.")
