"""Every page, looked at: by axe in both themes and all languages, and as pictures in three widths and accounts."""

import random
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.prove.run import NotProvenError, Run
from tests.web.browser.accounts import EMPTY, OVERFULL, TYPICAL
from tests.web.browser.every_page import STRANGERS

_THEMES, _LANGUAGES, _WIDTHS = ("light", "dark"), ("en", "de", "es"), ((360, 740), (768, 1024), (1440, 900))
_TOUCH, _LEAST = 768, 320


def prove(run: Run) -> None:
    """Walk through all pages of all accounts; the pictures stay in a folder that is named."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    from tests.web.browser.conftest import ARGUMENTS, CHROMIUM  # noqa: PLC0415  # the same
    from tests.web.browser.looking import axe_of, entered, faults_of, looked_at, pages_of, show  # noqa: PLC0415

    pictures = Path(tempfile.mkdtemp(prefix="mesocycle-pages-"))
    chance = random.Random(run.seed)
    faults: dict[str, list[str]] = {}
    shown = asked = 0

    def note(what: str, found: Iterable[str]) -> None:
        for each in found:
            faults.setdefault(each, []).append(what)

    folder = Path(tempfile.mkdtemp(prefix="mesocycle-prove-"))
    with looked_at(folder) as (site, db), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for name in ("", *EMPTY, *TYPICAL, *OVERFULL):
            context = entered(chromium, site, name) if name else chromium.new_context(base_url=site.address)
            page = context.new_page()
            walk = [(address, theme) for address in (pages_of(db, name) if name else STRANGERS) for theme in _THEMES]
            for address, theme in chance.sample(walk, max(1, round(len(walk) * min(run.scale, 1)))):
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of two words
                place = f"{name or 'nobody'} {address} {theme}"
                for width, height in _WIDTHS:
                    page.set_viewport_size({"width": width, "height": height})
                    show(page, address, "en")
                    note(f"{place} {width}", faults_of(page, touch=width <= _TOUCH))
                    file = "".join(each if each.isalnum() else "-" for each in address.strip("/"))[:80]
                    page.screenshot(path=pictures / f"{name or 'nobody'}+{file}+{width}+{theme}.png", full_page=True)
                    shown += 1
                for lang in () if name in OVERFULL else _LANGUAGES:
                    page.set_viewport_size({"width": _LEAST, "height": 640})
                    show(page, address, lang)
                    note(f"{place} {lang} {_LEAST}", faults_of(page, touch=False))
                    note(f"{place} {lang}", axe_of(page))
                    asked += 1
            context.close()
        chromium.close()
    shutil.rmtree(folder, ignore_errors=True)
    print(f"   {shown} pictures in {pictures}; axe looked {asked} times")
    for fault, places in sorted(faults.items(), key=lambda each: -len(each[1])):
        print(f"   {len(places):4} × {fault}   {places[0]}")
    if faults:
        raise NotProvenError(f"{len(faults)} faults on pages")
