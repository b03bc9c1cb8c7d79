"""Who asks, before anybody has looked it up: so that one caller's requests wait for each other and not for others."""

from collections.abc import Hashable, Mapping
from typing import Any

from mesocycle.domain.document import Id
from mesocycle.http.callers import hash_of, secret_in


class KnownCallers:
    """The users of tokens and sign-ins that were found good a while ago.

    Others are known by the address they come from: whoever makes tokens up is one caller, not many.
    """

    def __init__(self, most: int = 10_000) -> None:
        """Begin with nobody known; when there are more than so many tokens and sign-ins, all are forgotten."""
        self._most = most
        self._users: dict[bytes, Id] = {}

    def of(self, scope: Mapping[str, Any]) -> Hashable:
        """Tell requests of one caller from those of others."""
        shown = _shown(scope)
        user_id = None if shown is None else self._users.get(shown)
        if user_id is not None:
            return user_id
        client = scope.get("client")
        return ("from", client[0] if client else "")

    def note(self, scope: Mapping[str, Any]) -> None:
        """Note whose request it was that has been answered, where that was found out."""
        user_id, shown = scope["state"].get("user_id"), _shown(scope)
        if user_id is None or shown is None or self._users.get(shown) == user_id:
            return
        if len(self._users) >= self._most:
            self._users.clear()
        self._users[shown] = user_id


def _shown(scope: Mapping[str, Any]) -> bytes | None:
    """Give the hash of the token or sign-in that a request shows."""
    authorization, cookie = "", ""
    for name, value in scope["headers"]:
        if name == b"authorization":
            authorization = value.decode("latin-1")
        elif name == b"cookie":
            cookie = f"{cookie}; {value.decode('latin-1')}"
    found = secret_in(authorization, cookie)
    return None if found is None else hash_of(found[1])
