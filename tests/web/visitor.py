"""A person with a browser without JavaScript: follows addresses, fills in forms, keeps the cookies."""

import re
from typing import Any

import httpx

from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD, a_password
from tests.api.conftest import Client

_FORM = {"content-type": "application/x-www-form-urlencoded"}
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Visitor:
    """One browser; signed out until `sign_in` or `join`."""

    def __init__(self, server: Client, **headers: str) -> None:
        self._server = server
        self._headers = {"accept-language": "en", **headers}
        self.cookies: dict[str, str] = {}

    def get(self, address: str, **headers: str) -> httpx.Response:
        """Look."""
        return self._send("GET", address, None, headers)

    def send(self, address: str, fields: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """Send a form with what goes with the cookie, as a page of ours carries it."""
        return self.send_bare(
            address, {**({"csrf": token} if (token := self.csrf) else {}), **(fields or {})}, **headers
        )

    def send_bare(self, address: str, fields: dict[str, Any], **headers: str) -> httpx.Response:
        """Send a form with these fields and no others."""
        return self._send("POST", address, fields, {**_FORM, **headers})

    def send_files(
        self, address: str, files: dict[str, bytes], fields: dict[str, Any] | None = None, **headers: str
    ) -> httpx.Response:
        """Send a form with files in it."""
        parts: list[tuple[str, tuple[str | None, str | bytes]]] = [("csrf", (None, self.csrf))]
        parts += [(name, (None, value)) for name, value in (fields or {}).items()]
        parts += [("files", (name, body)) for name, body in files.items()]
        return self._send("POST", address, None, headers, files=parts)

    def send_raw(self, address: str, body: bytes, headers: dict[str, str], method: str = "POST") -> httpx.Response:
        """Send these bytes and no others."""
        return self._send(method, address, None, headers, body=body)

    @property
    def csrf(self) -> str:
        """What goes with the cookie."""
        found = _CSRF.search(self.get("/settings").text)
        return found[1] if found else ""

    def sign_in(self, db: Database, user: User) -> "Visitor":
        """Sign in as somebody, who gets a password for it."""
        a_password(db, user)
        answer = self.send_bare("/sign-in", {"email": user.email, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return self

    def _send(
        self,
        method: str,
        address: str,
        fields: dict[str, Any] | None,
        headers: dict[str, str],
        files: Any = None,  # noqa: ANN401  # as httpx takes them
        body: bytes | None = None,
        query: dict[str, str] | None = None,
    ) -> httpx.Response:
        sent = {**self._headers, **headers}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._server.cookies.clear()
        answer = self._server.request(
            method, address, params=query, data=fields, content=body, files=files, headers=sent, follow_redirects=False
        )
        self._server.cookies.clear()
        for each in answer.headers.get_list("set-cookie"):
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer
