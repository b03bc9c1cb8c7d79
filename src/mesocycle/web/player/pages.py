"""`/sessions/{id}/player` and what goes with it: one page for everybody, which the phone fills with what it has.

The page holds nothing of any athlete, so a browser may keep it, and another athlete who opens it sees their own.
"""

import json
from typing import Annotated

from msgspec import Meta

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.document import Document, Id
from mesocycle.domain.player.kept import Kept
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import Query
from mesocycle.http.route import Routes
from mesocycle.reports.keep_for_player import keep_for_player
from mesocycle.web.frame.faults import advice_in
from mesocycle.web.frame.page import Reader, page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.frame.static import content, files, static, tree_hash
from mesocycle.web.frame.words import catalogue

routes = Routes("Player", described="Going through a workout, with a network or without.")

_HTML = {"query": PageQuery, "media_type": "text/html", "public": True, "gives": str}
_STYLES = ("style/tokens.css", "style/base.css", "player/player.css")
_OFFLINE = ("style/parts.css", "page.js")
_WORDS = "player."


class KeptAsked(Query, frozen=True, kw_only=True):
    """Which session more than those of the next days."""

    session_id: Annotated[Id | None, Meta(description="One more, whatever its day and status.")] = None


@routes.get("/sessions/{sessionId}/player", **_HTML)
def player(call: Call, session_id: Id) -> Answer:  # noqa: ARG001  # the page is the same for every session
    """Show the player; which session it is the page finds in its own address."""
    return _shell(call)


@routes.get("/player", **_HTML)
def shell(call: Call) -> Answer:
    """Give the page as the phone keeps it for all sessions."""
    return _shell(call)


@routes.get("/offline", **_HTML)
def offline(call: Call) -> Answer:
    """Give the page that the phone shows in the place of any other where there is no network."""
    known = reader_of(call)
    return page(call, "player/offline.html", reader=Reader(tongue=known.tongue, now=call.now))


@routes.get("/player/kept", gives=Kept, query=KeptAsked)
def kept(call: Call) -> Answer:
    """Give what the phone keeps: the next two weeks' sessions with their turns, and one more that is asked for."""
    say = advice_in(reader_of(call).lang)
    found = keep_for_player(call.db, call.act, also=call.asked(KeptAsked).session_id, say=say)
    return answers.packed(answers.confidential(found), call.request.headers.get("accept-encoding", ""))


class ExerciseChoice(Document, frozen=True, kw_only=True):
    """One exercise that may be done instead of another, or besides."""

    exercise_id: Id
    exercise_variant_id: Id
    name: str


@routes.get("/player/exercises", gives=list[ExerciseChoice])
def exercises(call: Call) -> Answer:
    """Give the names of all exercises the athlete may choose from."""
    with call.db.read() as read:
        found = find_exercises_in(read, call.actor.id).offered()
    names = {each.name: each for each in reversed(found)}  # of two alike the athlete's own, which come first
    chosen = [
        ExerciseChoice(exercise_id=each.exercise_id, exercise_variant_id=each.exercise_variant_id, name=each.name)
        for each in sorted(names.values(), key=lambda each: each.name)
        if each.kind != "running"
    ]
    return answers.packed(answers.confidential(chosen), call.request.headers.get("accept-encoding", ""))


@routes.get("/manifest.webmanifest", gives=str, media_type="application/manifest+json", public=True)
def manifest(_call: Call) -> Answer:
    """Say how the pages are installed as an application."""
    icon = {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    told = {
        "name": "Mesocycle",
        "short_name": "Mesocycle",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5f6f4",
        "theme_color": "#0b6b57",
        "icons": [icon],
    }
    headers = {"content-type": "application/manifest+json", "cache-control": "no-cache"}
    return Answer(200, headers, json.dumps(told).encode())


@routes.get("/sw.js", gives=str, media_type="text/javascript", public=True)
def service_worker(_call: Call) -> Answer:
    """Give the service worker; another state of the files is another worker, which fetches them anew."""
    said = f"const VERSION = {json.dumps(tree_hash())};\nconst FILES = {json.dumps(shell_files())};\n"
    said += f"const ICON = {json.dumps(static('icon.svg'))};\n"
    headers = {"content-type": "text/javascript", "cache-control": "no-cache"}
    return Answer(200, headers, said.encode() + content("player/worker.js"))


def shell_files() -> list[str]:
    """Name every file that the player needs to start without a network."""
    wanted = [*_STYLES, *_OFFLINE, "player/all.js", "vendor/lit-html.js", "vendor/idb.js", "icon.svg"]
    return [static(name) for name in wanted if name in files()]


def _shell(call: Call) -> Answer:
    known = reader_of(call)
    nobody = Reader(tongue=known.tongue, now=call.now)
    made = page(call, "player/player.html", reader=nobody, styles=_STYLES, sentences=_sentences(nobody.lang))
    return answers.packed(made, call.request.headers.get("accept-encoding", ""))


def _sentences(lang: str) -> dict[str, str]:
    told = catalogue(lang).items()
    return {name.removeprefix(_WORDS): text for name, text in told if name.startswith(_WORDS) and isinstance(text, str)}
