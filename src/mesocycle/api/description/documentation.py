"""`/api/openapi.json` and the page that shows it; all its files come out of a Python package, none from elsewhere."""

from importlib.resources import files
from typing import Final

from litestar import HttpMethod, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Response

from mesocycle.api.description.nouns import NOUNS, ROUTES
from mesocycle.api.description.openapi import described, every_refusal
from mesocycle.domain.document import Document, encode
from mesocycle.domain.refusal import RefusalKind
from mesocycle.http.refusals import NoSuchAddress, refusal_title, status_of

_FILES = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "favicon-32x32.png": "image/png",
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mesocycle API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/dark.css">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript; <a href="/api/openapi.json">openapi.json</a> says the same.</noscript>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
"""
_START = """window.ui = SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
});
"""
_DARK = """@media (prefers-color-scheme: dark) {
  html { background: #fff; filter: invert(0.9) hue-rotate(180deg); }
  .swagger-ui .microlight { filter: invert(1) hue-rotate(180deg); }
  .swagger-ui .dialog-ux .backdrop-ux { background: rgba(255, 255, 255, 0.8); }
}
"""
_OWN_FILES_ONLY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_READ: Final = (HttpMethod.GET, HttpMethod.HEAD)
_WRITTEN_HERE = {"start.js": ("text/javascript", _START.encode()), "dark.css": ("text/css", _DARK.encode())}
_HEADERS = {"content-security-policy": _OWN_FILES_ONLY, "x-content-type-options": "nosniff"}


class RefusalAbout(Document, frozen=True, kw_only=True):
    """What the `type` of a problem leads to."""

    code: str
    title: str
    status: int
    kind: RefusalKind


def _file(media_type: str, content: bytes, *, lasts: bool = False) -> Response[bytes]:
    kept = "public, max-age=86400" if lasts else "no-cache"
    return Response(content, media_type=media_type, headers={**_HEADERS, "cache-control": kept})


@route("/api/openapi.json", http_method=_READ, include_in_schema=False, sync_to_thread=True)
def openapi_json() -> Response[bytes]:
    """Give the OpenAPI document."""
    return _file("application/json", described(NOUNS))


@route("/api/docs", http_method=_READ, include_in_schema=False, sync_to_thread=False)
def page() -> Response[bytes]:
    """Give the page."""
    return _file("text/html", _PAGE.encode())


@route("/api/docs/{name:str}", http_method=_READ, include_in_schema=False, sync_to_thread=True)
def page_file(name: FromPath[str]) -> Response[bytes]:
    """Give one of the page's files."""
    if name in _WRITTEN_HERE:
        return _file(*_WRITTEN_HERE[name])
    if name not in _FILES:
        raise NoSuchAddress("The documentation has no such file.", "Look at /api/docs.")
    return _file(_FILES[name], files("swagger_ui").joinpath("static", name).read_bytes(), lasts=True)


@route("/api/problems/{code:str}", http_method=_READ, include_in_schema=False, sync_to_thread=True)
def problem(code: FromPath[str]) -> Response[bytes]:
    """Say what a refusal's code means; problems lead here by their `type`."""
    kind = every_refusal(ROUTES).get(code)
    if kind is None:
        raise NoSuchAddress("No refusal has this code.", "Look at /api/docs for those of each route.")
    about = RefusalAbout(code=code, title=refusal_title(kind), status=status_of(kind), kind=kind.kind)
    return _file("application/json", encode(about))


HANDLERS: list[HTTPRouteHandler] = [openapi_json, page, page_file, problem]
