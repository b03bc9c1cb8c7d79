"""Remedies over HTTP: what each tells people to do is a request, with its body where it needs one."""

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, urlencode

from mesocycle.domain.document import Id
from mesocycle.domain.remedy import Do, worded
from mesocycle.http.addresses import API_PREFIX
from mesocycle.http.route import Method

PREFIX = API_PREFIX

_NONE: Mapping[str, str | bool] = MappingProxyType({})


class Request(NamedTuple):
    """What does it: the ids of the address in their order, what is said as fields of the body."""

    method: Method
    path: str
    body: Mapping[str, str | bool] = _NONE
    """By field, the name under which it is said, or what it always is."""
    of_user: bool = False
    """Whether it is about somebody's training, and says whose where that is not the caller."""


class Words(NamedTuple):
    """What is no request of its own: a part of the one that was refused, or for whoever runs the server."""

    form: str


REQUESTS: Mapping[str, Request | Words] = MappingProxyType(
    {
        "act as": Words(""),
        "assignment list": Request("GET", "/routine-assignments", of_user=True),
        "assignment receipts": Request("GET", "/receipts", of_user=True),
        "assignment replace": Request(
            "POST", "/routine-assignments/{}/replacement", {"routineVersionId": "version"}, of_user=True
        ),
        "assignment resume as dated": Request("POST", "/routine-assignments/{}/resume", {"shift": False}, of_user=True),
        "assignment resume shifted": Request("POST", "/routine-assignments/{}/resume", {"shift": True}, of_user=True),
        "assignment undo": Request("POST", "/receipts/{}/undo", of_user=True),
        "calendar create": Request("POST", "/calendar-feeds"),
        "calendar list": Request("GET", "/calendar-feeds"),
        "coaching invite": Request("POST", "/coaching", {"email": "email"}),
        "coaching list": Request("GET", "/coaching"),
        "db restore": Words("`mesocycle db restore` on the server"),
        "db upgrade": Words("`mesocycle db upgrade` on the server"),
        "documentation": Words("/api/docs"),
        "draft list": Request("GET", "/routine-drafts"),
        "exercise list": Request("GET", "/exercises"),
        "kept list": Request("GET", "/kept-parts"),
        "export archive": Request("GET", "/exports/archive", of_user=True),
        "import list": Request("GET", "/imports", of_user=True),
        "import undo": Request("POST", "/imports/{}/undo", of_user=True),
        "import unmatch": Request("POST", "/workout-sessions/{}/unmatch", of_user=True),
        "invitation list": Request("GET", "/invitations"),
        "reference list": Request("GET", "/reference-values", of_user=True),
        "roll-out list": Request("GET", "/roll-outs"),
        "routine copy": Request("POST", "/routines/versions/{}/copy"),
        "routine delete": Request("DELETE", "/routines/{}"),
        "routine list": Request("GET", "/routines"),
        "routine versions": Request("GET", "/routines/{}/versions"),
        "say after": Words("its id as basedOn"),
        "say apart": Words("`apart=true`"),
        "say database": Words("the setting `database_url`"),
        "say decimal mark": Words("`decimal={mark}`"),
        "say distance unit": Words("`distanceUnit={unit}`"),
        "say line": Words("`lines={line}`"),
        "say session": Words("`sessionId`"),
        "say user": Words("the `userId` of {email}"),
        "say weight unit": Words("`weightUnit={unit}`"),
        "session list": Request("GET", "/workout-sessions", of_user=True),
        "session show": Request("GET", "/workout-sessions/{}", of_user=True),
        "sign in": Request("POST", "/sign-in"),
        "token create": Request("POST", "/tokens", {"name": "name", "scope": "scope"}),
        "token list": Request("GET", "/tokens"),
        "user add": Request("POST", "/users", {"email": "email", "name": "name", "timeZone": "zone"}),
        "user list": Request("GET", "/users"),
        "version show": Request("GET", "/routines/versions/{}"),
    }
)
"""How HTTP words each thing that a remedy tells people to do."""

_KEPT_EARLIER = re.compile(r"`mesocycle ([a-z]+ [a-z]+)(?: ([A-Za-z0-9][A-Za-z0-9._:-]*))?[^`]*`")
"""A command in a remedy that was kept before remedies were data: as text, in the words of the command line."""


def over_http(remedy: str, whose: Id | None = None) -> str:
    """Word a remedy; `whose` training it is about is said where it is not the caller's own."""
    return _KEPT_EARLIER.sub(lambda found: _earlier(found, whose), worded(remedy, lambda do: request_of(do, whose)))


def words_for(whose: Id | None) -> Callable[[str], str]:
    """Give what words the remedies in a document about somebody's training."""
    return lambda remedy: over_http(remedy, whose)


def request_of(do: Do, whose: Id | None = None) -> str:
    """Word one thing to do; what is not known, as it may stand in what people wrote, is told by its name."""
    row = REQUESTS.get(do.name)
    try:
        if isinstance(row, Words):
            return row.form.format(**do.said)
        if isinstance(row, Request):
            return f"`{_request(row, do, whose)}`"
    except (IndexError, KeyError):  # it says less than it must
        pass
    return do.name


def _request(row: Request, do: Do, whose: Id | None) -> str:
    path = PREFIX + row.path.format(*(quote(each, safe="") for each in do.ids))
    body = {field: do.said[name] if isinstance(name, str) else name for field, name in row.body.items()}
    asked = f"?{urlencode({'userId': whose})}" if row.of_user and whose is not None else ""
    return f"{row.method} {path}{asked}{' ' + json.dumps(body) if body else ''}"


def _earlier(found: re.Match[str], whose: Id | None) -> str:
    do = Do(found[1], (found[2],) if found[2] else ())
    told = request_of(do, whose)
    return found[0] if told == do.name or not isinstance(REQUESTS.get(do.name), Request) else told
