"""The process that draws: descriptions on standard input, a line each, the files on standard output."""

import json
import os
import sys
import threading
from html import escape
from typing import Any

import vl_convert

_VEGA_LITE = "6.4"
_LONGEST_IDLE_S = 180
_GLOBALS = "window.vegaEmbed = vegaEmbed;"
_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>body {{ margin: 0 }} @media (prefers-color-scheme: dark) {{ body {{ background: {ground} }} }}</style>
<div id="chart"></div>
<script>{script}</script>
<script>
const charts = {charts};
const dark = matchMedia("(prefers-color-scheme: dark)");
const show = () => vegaEmbed("#chart", dark.matches ? charts.dark : charts.light, {{renderer: "svg", actions: false}});
dark.addEventListener("change", show);
show();
</script>
"""


def main() -> None:
    """Draw what is asked for, line by line; end with the standard input, or when nothing is asked for long."""
    idle = _idle()
    for line in sys.stdin.buffer:
        idle.cancel()
        try:
            word, body = "drawn", _drawn(json.loads(line))
        except Exception as error:  # noqa: BLE001  # whatever it is, whoever asked is told
            word, body = "failed", str(error).encode()
        sys.stdout.buffer.write(f"{word} {len(body)}\n".encode() + body)
        sys.stdout.buffer.flush()
        idle = _idle()
    idle.cancel()


def _idle() -> threading.Timer:
    timer = threading.Timer(_LONGEST_IDLE_S, os._exit, (0,))
    timer.daemon = True
    timer.start()
    return timer


def _drawn(asked: dict[str, Any]) -> bytes:
    spec = asked[asked["theme"]]
    nowhere: dict[str, Any] = {"vl_version": _VEGA_LITE, "allowed_base_urls": []}
    if (locale := asked.get("locale")) is not None:
        nowhere |= {"format_locale": locale, "time_format_locale": locale}
    if asked["form"] == "svg":
        return str(vl_convert.vegalite_to_svg(spec, **nowhere)).encode()
    if asked["form"] == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=2, **nowhere))
    return _page(asked).encode()


def _page(asked: dict[str, Any]) -> str:
    """Write a page that needs nothing from elsewhere: the libraries stand in it as they are in the wheel."""
    title = asked["light"].get("title", {})
    charts = json.dumps({"light": asked["light"], "dark": asked["dark"]})
    return _PAGE.format(
        title=escape(title.get("text", "Chart") if isinstance(title, dict) else str(title)),
        ground=asked["dark"]["config"]["background"],
        script=vl_convert.javascript_bundle(_GLOBALS, _VEGA_LITE).replace("</script", "<\\/script"),
        charts=charts.replace("</", "<\\/"),
    )


if __name__ == "__main__":
    main()
