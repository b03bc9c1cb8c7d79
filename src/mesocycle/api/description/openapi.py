"""The OpenAPI 3.1 document: made of what the routes say, so that it can't say anything else."""

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from types import UnionType
from typing import Any, get_args, get_origin

import msgspec

import mesocycle
from mesocycle.api.description.examples import example_of
from mesocycle.api.description.shapes import ANSWERED_ONE_BY_ONE, CHANGED, RAW_PARTS
from mesocycle.api.frame import problems
from mesocycle.api.frame.problems import API, Problem
from mesocycle.domain.refusal import (
    DatabaseBusy,
    DatabaseNotUsable,
    DocumentNotValid,
    KeyUsedOtherwise,
    NotFound,
    NotSignedIn,
    Refusal,
    TokenScopeTooSmall,
)
from mesocycle.domain.sync.feed import Change, ChangeKind
from mesocycle.http.queries import Page
from mesocycle.http.refusals import (
    BodyTooLarge,
    ChangedMeanwhile,
    ConditionMissing,
    ForeignPage,
    MediaTypeNotKnown,
    RequestNotUnderstood,
    ServerStopping,
    TooManyRequests,
    refusal_title,
    status_of,
)
from mesocycle.http.route import Route, Routes

Schema = dict[str, Any]

_REF = "#/components/schemas/{name}"
_EVERYWHERE = (RequestNotUnderstood, TooManyRequests, DatabaseBusy, DatabaseNotUsable, ServerStopping)
_HEADERS = {
    "Idempotency-Key": "An id the client makes for this request; sent again with it, the request is done only once.",
    "If-Match": "The `ETag` of the state that is meant to be changed.",
    "If-None-Match": "The `ETag` of what the client has already; unchanged, the answer is 304.",
}
_HEADER_FORMS = {"Idempotency-Key": {"pattern": "^[!-~]{1,200}$"}}
_ABOUT = """
Everything Mesocycle can do, over HTTP. Answers are JSON where a route does not say otherwise; every refusal is a
problem document (RFC 9457) with a `code` for programs and a `remedy` for people. Send `Authorization: Bearer TOKEN`;
pages that sign in with a cookie send `X-CSRF-Token` with every change.

A change may carry `Idempotency-Key`: sent again with the same key and body within 24 hours it is not done again, and
gets the same answer. Documents have an `ETag`; `If-Match` refuses a change of what was changed meanwhile.
Lists come in pages: `next` of one is `after` of the following.
"""


def openapi(nouns: Sequence[Routes]) -> Schema:
    """Make the document of all nouns' routes."""
    routes = [route for noun in nouns for route in noun.all]
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(API.prefix + route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mesocycle", "version": mesocycle.__version__, "description": _ABOUT.strip()},
        "tags": [{"name": noun.tag, "description": noun.described} for noun in nouns],
        "paths": paths,
        "components": {
            "schemas": _components(routes),
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "An API token."},
                "signIn": {"type": "apiKey", "in": "cookie", "name": "mesocycle_sign_in"},
            },
        },
        "security": [{"token": []}, {"signIn": []}],
    }


def operation_id(route: Route) -> str:
    """Name an operation: `workout-sessions.start`."""
    return f"{route.tag.lower().replace(' ', '-')}.{route.name.replace('_', '-')}"


def _operation(route: Route) -> Schema:
    operation: Schema = {
        "operationId": operation_id(route),
        "tags": [route.tag],
        "summary": route.summary,
        "parameters": [*_path_parameters(route), *_query_parameters(route), *_header_parameters(route)],
        "responses": _responses(route),
    }
    if route.description:
        operation["description"] = route.description
    if route.public:
        operation["security"] = [{}]
    if route.is_file:
        whole_file = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": whole_file}}
    if route.takes is not None:
        media: Schema = {"schema": _schema(route.takes)}
        example = example_of(operation_id(route), route.takes)
        if example is not None:
            media["example"] = example
        kind = "application/merge-patch+json" if route.method == "PATCH" else "application/json"
        operation["requestBody"] = {"required": not route.body_optional, "content": {kind: media}}
        if route.method == "PATCH":
            operation["requestBody"]["content"]["application/json"] = media
    return operation


def _path_parameters(route: Route) -> list[Schema]:
    form = {"type": "string", "pattern": r"^[A-Za-z0-9._:-]{1,64}$"}
    return [{"name": name, "in": "path", "required": True, "schema": form} for name in route.ids]


def _query_parameters(route: Route) -> list[Schema]:
    schema = msgspec.json.schema_components([route.query], ref_template=_REF)[1][route.query.__name__]
    required = schema.get("required", [])
    found = []
    for name, each in schema["properties"].items():
        form = _without_null(each)
        about = form.pop("description", None) or each.get("description")
        parameter: Schema = {"name": name, "in": "query", "required": name in required, "schema": form}
        if form.get("type") == "array":
            parameter |= {"style": "form", "explode": False}
        if about:
            parameter["description"] = about
        found.append(parameter)
    return found


def _without_null(schema: Schema) -> Schema:
    """Leave out what only says that a parameter may be absent."""
    left = {name: value for name, value in schema.items() if not (name == "default" and value is None)}
    either = left.get("anyOf")
    if either is None:
        return left
    some = [each for each in either if each != {"type": "null"}]
    del left["anyOf"]
    return {**left, **some[0]} if len(some) == 1 else {**left, "anyOf": some}


def _header_parameters(route: Route) -> list[Schema]:
    names = []
    if route.keyed:
        names.append("Idempotency-Key")
    if route.tagged and route.method == "GET":
        names.append("If-None-Match")
    if route.heeds_if_match:
        names.append("If-Match")
    return [
        {
            "name": name,
            "in": "header",
            "required": name == "If-Match" and route.match_required,
            "description": _HEADERS[name],
            "schema": {"type": "string", **_HEADER_FORMS.get(name, {})},
        }
        for name in names
    ]


def _responses(route: Route) -> Schema:
    success: Schema = {"description": HTTPStatus(route.status).phrase}
    if route.gives is not None:
        # what stands in a stream is said in words: a schema would be of its events, which differ
        of_stream = route.media_type == "text/event-stream"
        success["content"] = {route.media_type: {} if of_stream else {"schema": _answer_schema(route)}}
    if route.tagged:
        success["headers"] = {
            "ETag": {"description": "The state that was answered with.", "schema": {"type": "string"}}
        }
    responses: Schema = {str(route.status): success}
    if route.tagged and route.method == "GET":
        responses["304"] = {"description": "The client has it already."}
    by_status: dict[int, list[type[Refusal]]] = {}
    for no in refusals_of(route):
        by_status.setdefault(status_of(no), []).append(no)
    for status, kinds in sorted(by_status.items()):
        responses[str(status)] = {
            "description": "\n\n".join(f"`{each.code}`: {refusal_title(each)}" for each in kinds),
            "content": {problems.MEDIA_TYPE: {"schema": {"$ref": _REF.format(name="Problem")}}},
        }
    return responses


def refusals_of(route: Route) -> list[type[Refusal]]:
    """Give every refusal that a route may answer with, its own and those that follow from its form."""
    found: list[type[Refusal]] = [*route.refusals, DocumentNotValid, *_EVERYWHERE]
    if not route.public:
        found += [NotSignedIn, TokenScopeTooSmall, ForeignPage] if route.method != "GET" else [NotSignedIn]
    if route.method != "GET":
        found.append(BodyTooLarge)
    if route.takes is not None or route.is_file:
        found.append(MediaTypeNotKnown)
    if route.ids or "user_id" in route.query.__struct_fields__:
        found.append(NotFound)
    if route.keyed:
        found.append(KeyUsedOtherwise)
    if route.heeds_if_match:
        found.append(ChangedMeanwhile)
    if route.match_required:
        found.append(ConditionMissing)
    return list(dict.fromkeys(found))


def _answer_schema(route: Route) -> Schema:
    item = item_of(route)
    if item is None:
        return _schema(route.gives)
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": _schema(item)},
            "next": {"type": "string", "description": "What to send as `after` for the following page."},
        },
        "required": ["items"],
        "additionalProperties": False,
    }


def item_of(route: Route) -> Any | None:  # noqa: ANN401  # any type that a page lists
    """Give the type that a page of the route lists, or None where it answers with one document."""
    if get_origin(route.gives) is list and issubclass(route.query, Page):
        return get_args(route.gives)[0]
    return None


def _schema(kind: Any) -> Schema:  # noqa: ANN401  # any type that a route may say
    if isinstance(kind, UnionType):  # the one or the other, as the query says; msgspec could not tell them apart
        return {"oneOf": [_schema(each) for each in get_args(kind)]}
    (schema,), _ = msgspec.json.schema_components([kind], ref_template=_REF)
    return schema


def _components(routes: Iterable[Route]) -> Schema:
    kinds: list[Any] = [Problem]
    for route in routes:
        said = get_args(item) if isinstance(item := item_of(route), UnionType) else (route.gives,)
        kinds += [kind for kind in (route.takes, *said) if kind is not None]
    for parts in RAW_PARTS.values():
        kinds += parts.values()
    kinds += CHANGED.values()
    _, found = msgspec.json.schema_components(kinds, ref_template=_REF)
    for struct, parts in RAW_PARTS.items():
        if struct.__name__ in found:
            found[struct.__name__]["properties"] |= {name: _schema(kind) for name, kind in parts.items()}
    for struct, names in ANSWERED_ONE_BY_ONE.items():
        for name in names if struct.__name__ in found else ():
            found[struct.__name__]["properties"][name].pop("pattern", None)
    for schema in found.values():
        _tidy(schema)
    if Change.__name__ in found:
        found[Change.__name__] = _change(found[Change.__name__])
    return dict(sorted(found.items()))


def _change(schema: Schema) -> Schema:
    """Say of what type a change's document is, by its kind."""
    kinds = [
        {
            "type": "object",
            "properties": {**schema["properties"], "kind": {"const": kind.value}, "document": _schema(CHANGED[kind])},
            "required": ["seq", "kind", "document"],
            "additionalProperties": False,
        }
        for kind in ChangeKind
    ]
    return {"title": "Change", "description": schema["description"], "oneOf": kinds}


def _tidy(schema: Schema) -> None:
    """Say what msgspec leaves open: unknown members are refused, absent is not null, a docstring is one text."""
    if schema.get("type") == "object" and "properties" in schema and "additionalProperties" not in schema:
        schema["additionalProperties"] = False
    for name, member in schema.get("properties", {}).items():
        if "default" in member and member["default"] is None:
            schema["properties"][name] = _without_null(member)
    if "description" in schema:
        schema["description"] = inspect.cleandoc(re.sub(r"\n(?!\n)", " ", schema["description"]))


@cache
def described(nouns: tuple[Routes, ...]) -> bytes:
    """Give the document as it is served."""
    return msgspec.json.encode(openapi(nouns))


def every_refusal(routes: Iterable[Route]) -> Mapping[str, type[Refusal]]:
    """Give the refusals of all routes by their code."""
    return {no.code: no for route in routes for no in refusals_of(route)}
