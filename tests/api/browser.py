"""A browser as our own pages use it: it keeps the cookie, and sends what goes with it."""

from typing import Any

import httpx

from tests.api.conftest import Client


class Browser:
    """One browser; signed out until `sign_in`."""

    def __init__(self, server: Client) -> None:
        self._server = server
        self.cookie = ""
        self.csrf_token = ""

    def sign_in(self, credentials: dict[str, str], **given: Any) -> dict[str, Any]:  # noqa: ANN401  # what httpx takes
        """Sign in, keep the cookie, and give what was answered."""
        answer = self._server.post("/api/v1/sign-in", json=credentials, **given)
        assert answer.status_code == 200, answer.text
        self._server.cookies.clear()  # two browsers share a server here, but no cookies
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        told: dict[str, Any] = answer.json()
        self.csrf_token = told["csrfToken"]
        return told

    def get(self, address: str) -> httpx.Response:
        """Look."""
        return self._send("GET", address, {})

    def change(self, method: str, address: str, **given: Any) -> httpx.Response:  # noqa: ANN401  # what httpx takes
        """Change something, as one of our own pages."""
        headers = {"x-csrf-token": self.csrf_token, **given.pop("headers", {})}
        return self._send(method, address, headers, **given)

    def _send(self, method: str, address: str, headers: dict[str, str], **given: Any) -> httpx.Response:  # noqa: ANN401  # what httpx takes
        sent = {"cookie": self.cookie, **headers}
        answer = self._server.request(method, f"/api/v1{address}", headers=sent, **given)
        self._server.cookies.clear()
        return answer
