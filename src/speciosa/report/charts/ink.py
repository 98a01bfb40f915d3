"""The colours of a drawing: an attribute for paper, a class that the page re-colours in the dark.

A drawing never carries a style attribute or a style element: it works alone, in a PDF, and under
the strictest content policy.
"""

from typing import Final

LIGHT: Final = {
    "page": "#F6F4F0",
    "surface": "#FFFFFF",
    "sunk": "#EFECE6",
    "ink": "#1E2226",
    "ink2": "#4A4F55",
    "ink3": "#666A6F",
    "rule": "#DDD8CF",
    "edge": "#85817A",
    "accent": "#14607A",
    "warn": "#946000",
    "danger": "#8A1A12",
    "band95": "#D3E4EA",
    "band50": "#94BFCD",
    "zone": "#E9E6DF",
}


def fill(token: str) -> str:
    """Attributes of a filled mark.

    >>> fill("zone")
    ' class="f-zone" fill="#E9E6DF"'
    """
    return f' class="f-{token}" fill="{LIGHT[token]}"'


def stroke(token: str, width: float = 1, *, filled: str = "none") -> str:
    """Attributes of a stroked mark; `filled` names the token inside, or none.

    >>> stroke("edge", 1.5)
    ' class="s-edge" stroke="#85817A" stroke-width="1.5" fill="none"'
    """
    inside = LIGHT.get(filled, "none")
    classes = f"s-{token}" if inside == "none" else f"s-{token} f-{filled}"
    return f' class="{classes}" stroke="{LIGHT[token]}" stroke-width="{width:g}" fill="{inside}"'
