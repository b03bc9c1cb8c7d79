"""What all pages share: words, ways, forms, headers, static files."""

import re
import string
from pathlib import Path

import pytest

import mesocycle.web
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from mesocycle.web.frame.forms import Form, csrf_of
from mesocycle.web.frame.going import own_path
from mesocycle.web.frame.languages import LANGUAGES, tongue_of
from mesocycle.web.frame.static import files, static
from mesocycle.web.frame.words import Words, catalogue
from mesocycle.web.frame.zones import zones
from mesocycle.web.pages import ROUTES
from tests.web.visitor import Visitor

WEB = Path(mesocycle.web.__file__).parent


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_values(lang: str) -> None:
    def values(name: str, of: str) -> set[str]:
        told = catalogue(of)[name]
        forms = [told] if isinstance(told, str) else list(told.values())
        return {field for form in forms for _, field, _, _ in string.Formatter().parse(form) if field} - {"n"}

    assert set(catalogue(lang)) == set(catalogue("en"))
    assert [name for name in catalogue("en") if values(name, lang) != values(name, "en")] == []


@pytest.mark.parametrize("template", sorted(WEB.rglob("*.html")), ids=lambda path: path.stem)
def test_a_template_names_only_sentences_that_the_catalogue_has(template: Path) -> None:
    named = re.findall(r'\bt(?:\.find)?\(["\']([a-z0-9_.-]+)["\'](?!\s*[~+])', template.read_text(encoding="utf-8"))

    assert [name for name in named if name not in catalogue("en")] == []


def test_a_count_of_one_has_a_form_of_its_own() -> None:
    assert [Words("de")("routines.weeks", n=n) for n in (1, 12)] == ["1 Woche", "12 Wochen"]


@pytest.mark.parametrize(
    ("wishes", "lang", "locale"),
    [
        (("de-AT",), "de", "de_AT"),
        ((None, "fr-FR", "es"), "es", "es"),
        (("en",), "en", "en_GB"),
        (("xx-!!", "tlh"), "en", "en_GB"),
        (("de-QQ-!",), "de", "de"),
    ],
)
def test_the_first_wish_in_a_known_language_counts(wishes: tuple[str | None, ...], lang: str, locale: str) -> None:
    found = tongue_of(*wishes)

    assert (found.lang, str(found.locale)) == (lang, locale)


@pytest.mark.parametrize(
    "wish",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "today", "/a\r\nset-cookie: a=b"],
)
def test_no_wish_leads_away_from_this_server(wish: str) -> None:
    assert own_path(wish) == "/today"


def test_a_path_of_our_own_is_kept_with_its_query() -> None:
    assert own_path("/calendar?view=week&day=2026-01-05") == "/calendar?view=week&day=2026-01-05"


def test_of_a_field_that_stands_twice_the_last_counts() -> None:
    form = Form([("day", "1"), ("day", "2"), ("empty", " ")])

    assert (form.text("day"), form.all("day"), form.said("empty"), form.ticked("empty")) == (
        "2",
        ["1", "2"],
        None,
        True,
    )


def test_the_token_is_taken_of_a_form_and_of_nothing_that_only_looks_like_one() -> None:
    form = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}

    assert csrf_of(form, b"csrf=abc&a=b") == "abc"
    assert csrf_of({"content-type": "text/plain"}, b"csrf=abc") == ""
    assert csrf_of({"x-csrf-token": "def", **form}, b"csrf=abc") == "def"


def test_a_change_without_the_page_s_own_token_is_refused(anns: Visitor, db: Database) -> None:
    answers = [anns.send_bare("/sign-out", fields) for fields in ({}, {"csrf": "0" * 64})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert anns.get("/today").status_code == 200


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_a_foreign_page_signs_nobody_in(visitor: Visitor, ann: User, headers: dict[str, str]) -> None:
    answer = visitor.send_bare("/sign-in", {"email": ann.email, "password": "whatever it is"}, **headers)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/sign-in", "/sign-up", "/password-reset", "/nowhere"])
def test_no_page_runs_or_loads_what_is_not_ours(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)

    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", answer.text)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text)


def test_whoever_is_not_known_is_asked_to_sign_in_and_comes_back(visitor: Visitor) -> None:
    answer = visitor.get("/calendar?view=week")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fcalendar%3Fview%3Dweek")


def test_what_is_not_there_is_said_in_the_reader_s_language(visitor: Visitor) -> None:
    answer = visitor.get("/nowhere", **{"accept-language": "de-DE,de;q=0.9,en;q=0.1"})

    assert answer.status_code == 404
    assert "Unter dieser Adresse ist nichts." in answer.text


def test_a_language_that_was_chosen_once_stays(visitor: Visitor) -> None:
    visitor.get("/sign-in?lang=es")

    assert "Iniciar sesión" in visitor.get("/sign-in").text


def test_a_static_file_may_be_kept_for_ever_under_its_hash_alone(visitor: Visitor) -> None:
    kept = visitor.get(static("style/tokens.css"))
    stale = visitor.get("/static/0000/style/tokens.css")

    assert "immutable" in kept.headers["cache-control"]
    assert stale.headers["cache-control"] == "no-cache"
    assert visitor.get("/static/0000/../frame/page.py").status_code == 404
    assert all(name.rsplit(".", 1)[1] in {"css", "js", "svg"} for name in files())


def test_every_colour_of_a_style_is_a_token() -> None:
    styles = [path for path in (WEB / "static" / "style").glob("*.css") if path.stem != "tokens"]

    assert [(path.name, found) for path in styles for found in re.findall(r"#[0-9a-f]{6}\b", path.read_text())] == []


def test_the_zones_to_choose_from_are_places() -> None:
    assert {"UTC", "Europe/Berlin", "America/Denver"} <= set(zones())
    assert "EST5EDT" not in zones()


@pytest.mark.parametrize(
    "route", [each for each in ROUTES if not each.public], ids=lambda route: f"{route.method} {route.path}"
)
def test_no_page_but_those_to_come_in_is_shown_to_a_stranger(visitor: Visitor, route: object) -> None:
    path = re.sub(r"\{\w+\}", "x", route.path)  # type: ignore[attr-defined]  # parametrised over routes
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = visitor._send(route.method, path, None, {} if route.method == "GET" else form)  # type: ignore[attr-defined]  # parametrised over routes

    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")
