"""How charts look in light and in dark: colours that everybody can tell apart, in both."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

Theme = Literal["light", "dark"]

# Okabe and Ito's colours; on dark ground blue, green and vermillion are taken lighter.
_CATEGORIES: Mapping[Theme, list[str]] = MappingProxyType(
    {
        "light": ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8A8A8A", "#D9D9D9"],
        "dark": ["#56B4E9", "#E69F00", "#2CC295", "#FF7F3F", "#E39AC4", "#9CD3F5", "#8F8F8F", "#3A3F47"],
    }
)
_RAMPS: Mapping[Theme, list[str]] = MappingProxyType(
    {
        "light": ["#EAF2F8", "#B3D0E5", "#6FA8CF", "#2C7FB8", "#0B4F80"],
        "dark": ["#1E2A36", "#24506F", "#2F7FAF", "#5FB0DC", "#BFE3F7"],
    }
)
_TIMES: Mapping[Theme, list[str]] = MappingProxyType(
    {"light": ["#F2A900", "#3FA27A", "#124E8C"], "dark": ["#7C8BFF", "#2CC295", "#FFE066"]}
)
"""From early to late; both ends stand out from the ground."""
_GROUND = {"light": "#FFFFFF", "dark": "#16191D"}
_INK = {"light": "#1F2328", "dark": "#E6E8EB"}
_QUIET = {"light": "#5A626B", "dark": "#A8B0B9"}
_LINES = {"light": "#E3E6EA", "dark": "#2B3138"}
_FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif"

LOW, HIGH, HALO = "on-low", "on-high", "halo"
"""Styles of text that stands on the low or the high end of a ramp (in dark, high is light), and of what is behind it
where it stands on marks."""


def themed(description: Mapping[str, Any], theme: Theme) -> dict[str, Any]:
    """Give a description the looks of a theme; nothing else in it changes."""
    colours = _CATEGORIES[theme]
    config = {
        "background": _GROUND[theme],
        "font": _FONT,
        "padding": 12,
        "view": {"stroke": None},
        "title": {
            "color": _INK[theme],
            "subtitleColor": _QUIET[theme],
            "anchor": "start",
            "fontSize": 15,
            "offset": 12,
        },
        "axis": {
            "labelColor": _QUIET[theme],
            "titleColor": _QUIET[theme],
            "gridColor": _LINES[theme],
            "domainColor": _LINES[theme],
            "tickColor": _LINES[theme],
            "titleFontWeight": "normal",
            "labelFontSize": 11,
            "titleFontSize": 12,
        },
        "header": {"labelColor": _QUIET[theme], "titleColor": _QUIET[theme]},
        "legend": {
            "labelColor": _QUIET[theme],
            "titleColor": _QUIET[theme],
            "titleFontWeight": "normal",
            "symbolBaseFillColor": _QUIET[theme],
        },
        "range": {"category": colours, "heatmap": _RAMPS[theme], "ramp": _TIMES[theme]},
        "mark": {"color": colours[0]},
        "text": {"color": _INK[theme], "fontSize": 11},
        "rule": {"color": _QUIET[theme]},
        "style": {LOW: {"color": _INK[theme]}, HIGH: {"color": _GROUND[theme]}, HALO: _halo(theme)},
    }
    return {**description, "config": {**description.get("config", {}), **config}}


def _halo(theme: Theme) -> dict[str, object]:
    return {"color": _GROUND[theme], "stroke": _GROUND[theme], "strokeWidth": 4, "opacity": 0.8}
