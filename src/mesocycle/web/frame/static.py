"""Files that pages load: their address holds a hash of them all, so a browser may keep each for ever.

One hash for the whole tree: a module that imports its neighbour by a relative address gets the right one.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from litestar import HttpMethod, Request, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Response

from mesocycle.http.answers import takes_packed
from mesocycle.http.refusals import LibrariesMissing, NoSuchAddress
from mesocycle.web.frame.joined import joined

FOLDER = Path(__file__).parent.parent / "static"
LIBRARIES: Final = {"vendor/lit-html.js": "lit-html/lit-html.js", "vendor/idb.js": "idb/build/index.js"}
"""What pages load of others, and where npm puts it in a checkout; the wheel holds it as files of our own tree."""
JOINED: Final = {"player/all.js": "player/app.js", "editor/all.js": "editor/app.js"}
"""What is sent as one file, and the module that it begins with."""
_NPM = FOLDER.parents[3] / "node_modules"
_READ: Final = (HttpMethod.GET, HttpMethod.HEAD)
_SENT = frozenset({".css", ".js", ".svg"})
"""By suffix; the wheel holds licences beside the libraries."""
_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}


@lru_cache(maxsize=1)
def files() -> Mapping[str, Path]:
    """Give every file by its name below `/static/…/`."""
    own = {each.relative_to(FOLDER).as_posix(): each for each in FOLDER.rglob("*") if each.suffix in _SENT}
    theirs = {name: _NPM / path for name, path in LIBRARIES.items() if (_NPM / path).is_file()}
    together = {name: FOLDER / first for name, first in JOINED.items()}
    return dict(sorted((theirs | own | together).items()))


@lru_cache(maxsize=1)
def tree_hash() -> str:
    """Give the hash that stands in every address: it changes when what is sent of any file does."""
    told = hashlib.sha256()
    for name in files():
        told.update(name.encode() + b"\0" + hashlib.sha256(content(name)).digest())
    return told.hexdigest()[:16]


_COMMENT = re.compile(rb"^[ \t]*(?:/\*\*(?:(?!\*/|@license).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
"""A comment that has its lines to itself: types and reasons, which are a third of a script and no phone reads. A
licence stays."""
_TYPE = re.compile(rb"/\*\* @(?:(?!\*/).)*\*/ ?")
"""A type amid a line."""
_REASON = re.compile(rb"(?<=[;,{(\[]) // [^\n\"'`]*$", re.MULTILINE)
"""A reason behind a line."""
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
"""Also in what a template says: there a blank is as good as many."""


@lru_cache(maxsize=256)
def content(name: str) -> bytes:
    """Give what is sent of a file: a script, ours or a library's, without its comments and indentation."""
    if name in JOINED:
        return joined(JOINED[name], lambda each: content(each).decode()).encode()
    written = files()[name].read_bytes()
    if not name.endswith(".js"):
        return written
    return _INDENT.sub(b"", _REASON.sub(b"", _TYPE.sub(b"", _COMMENT.sub(b"", written))))


@lru_cache(maxsize=256)
def packed(name: str) -> bytes:
    """Give it compressed, which nearly all browsers take."""
    return gzip.compress(content(name), 9, mtime=0)


def has_libraries() -> bool:
    """Tell whether npm's libraries are here, as they are in every wheel."""
    return files().keys() >= LIBRARIES.keys()


def static(name: str) -> str:
    """Give the address of a file; one of ours that is not there is a defect, a library's is refused."""
    if name not in files():
        if name in LIBRARIES:
            raise LibrariesMissing(
                "This page needs scripts that this server does not have.",
                "Whoever runs the server runs `npm ci` in its folder and starts it again, or installs the wheel.",
            )
        raise FileNotFoundError(name)
    return f"/static/{tree_hash()}/{name}"


@route("/static/{digest:str}/{name:path}", http_method=_READ, include_in_schema=False, sync_to_thread=True)
def static_file(request: Request[Any, Any, Any], digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """Give a file; only under the present hash may it be kept."""
    asked = str(name).lstrip("/")
    file = files().get(asked)
    if file is None:
        raise NoSuchAddress("There is no such file.", "Load the page again.")
    kept = _FOR_EVER if digest == tree_hash() else "no-cache"
    media_type = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers = {"cache-control": kept, "x-content-type-options": "nosniff", "vary": "accept-encoding"}
    if takes_packed(request.headers.get("accept-encoding", "")):
        return Response(packed(asked), media_type=media_type, headers={**headers, "content-encoding": "gzip"})
    return Response(content(asked), media_type=media_type, headers=headers)


HANDLERS: list[HTTPRouteHandler] = [static_file]
