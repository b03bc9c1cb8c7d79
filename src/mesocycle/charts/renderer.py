"""The process that draws: a description on standard input, the file on standard output."""

import json
import sys
from html import escape
from typing import Any

import vl_convert

_VEGA_LITE = "6.4"
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
    """Draw what was asked for."""
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(_drawn(asked))


def _drawn(asked: dict[str, Any]) -> bytes:
    spec = asked[asked["theme"]]
    nowhere: dict[str, Any] = {"vl_version": _VEGA_LITE, "allowed_base_urls": []}
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
