"""What machines ask that run the server: `/health/live`, `/health/ready` and `/metrics`; all else goes on."""

import hmac

from mesocycle.api.frame import problems
from mesocycle.domain.refusal import RefusalKind
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import HttpRefusal, MethodNotAllowed
from mesocycle.server.health import Health
from mesocycle.server.metrics import MEDIA_TYPE, Metrics
from mesocycle.server.observing import App, AsgiScope, Receive, Send
from mesocycle.server.proxies import is_this_machine
from mesocycle.server.sending import send_answer
from mesocycle.server.siblings import Siblings, added_up
from mesocycle.settings import ServerSettings


class MetricsNotShown(HttpRefusal):
    """The server's figures are shown to this machine only, and to whoever has the token for them."""

    kind = RefusalKind.FORBIDDEN
    status = 403


class Operations:
    """An ASGI application before another."""

    def __init__(
        self,
        app: App,
        settings: ServerSettings,
        health: Health,
        metrics: Metrics | None,
        siblings: Siblings | None = None,
    ) -> None:
        """Answer for `app`; without metrics there is no `/metrics`, with siblings it adds up all of theirs."""
        self._siblings = siblings
        self._app = app
        self._health = health
        self._metrics = metrics
        self._token = settings.metrics_token

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        path = scope.get("path")
        if path == "/health/live":
            answer = self._health.live()
        elif path == "/health/ready":
            answer = await self._health.ready(to_anybody=not is_this_machine(scope))
        elif path == "/metrics" and self._metrics is not None:
            answer = await self._shown(scope, self._metrics)
        else:
            await self._app(scope, receive, send)
            return
        scope["path_template"] = path
        if scope["method"] not in {"GET", "HEAD"}:
            answer = _method_not_allowed(scope["method"])
        await send_answer(send, answer, head=scope["method"] == "HEAD")

    async def _shown(self, scope: AsgiScope, metrics: Metrics) -> Answer:
        if not (is_this_machine(scope) or self._has_token(scope)):
            no = MetricsNotShown(
                "The server's figures are shown to this machine only.",
                "Set metrics_token in the settings, and send it: `Authorization: Bearer …`.",
            )
            return problems.answer_of(no)
        text = metrics.text()
        if self._siblings is not None:
            text = added_up([text, *await self._siblings.others()])
        return Answer(200, {"content-type": MEDIA_TYPE}, text)

    def _has_token(self, scope: AsgiScope) -> bool:
        if self._token is None:
            return False
        wanted = f"Bearer {self._token}".encode()
        return any(n == b"authorization" and hmac.compare_digest(v, wanted) for n, v in scope["headers"])


def _method_not_allowed(method: str) -> Answer:
    no = MethodNotAllowed(f"{method} is not for this address.", "Ask with GET.", facts={"allow": ["GET", "HEAD"]})
    return problems.answer_of(no)
