"""The inline Markdown of a plan's text, as safe HTML or as plain text.

In: one run of text, and where words in it lead. Out: HTML that holds emphasis, code and links, nothing
else; or the words alone. Not its business: blocks, numbering, addresses.
"""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

import nh3
from markdown_it.token import Token
from markupsafe import Markup, escape

from generator.forms.inline import is_plain, parser, tokens_of
from generator.urls import OUTSIDE, address_of, link

Links = tuple[tuple[str, str], ...]
"""(words, href): where these words in a text lead to."""

_CLEANER = nh3.Cleaner(
    tags={"a", "em", "strong", "code", "s", "br"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def inline_html(
    text: str, links: Links = (), address: str = "", absent: tuple[str, ...] = ()
) -> Markup:
    """Return `text` as HTML; words named in `links` lead where these say, unless linked already.

    `address` is that of the page: links written in the text count from there. Those named in `absent` are left
    out, their words stay.
    """
    here = tuple(each for each in links if each[0] and each[0] in text) if links else ()
    if is_plain(text):
        return Markup(_linked(text, here)) if here else escape(text)
    return _marked(text, here, address, absent)


@lru_cache(maxsize=2048)
def _marked(text: str, links: Links, address: str, absent: tuple[str, ...]) -> Markup:
    markdown = parser()
    depth = 0
    pieces: list[str] = []
    for token in _kept(tokens_of(text), absent):
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "link_open":
            token.attrSet("href", _resolved(str(token.attrGet("href") or ""), address))
        if token.type == "text" and links and depth == 0:
            pieces.append(_linked(token.content, links))
        else:
            pieces.append(str(markdown.renderer.render([token], markdown.options, {})))
    return Markup(_CLEANER.clean("".join(pieces)))


def _kept(tokens: list[Token], absent: tuple[str, ...]) -> Iterator[Token]:
    """Yield the tokens without the links that are absent; links do not nest."""
    inside = False
    for token in tokens:
        if token.type == "link_open" and absent:
            inside = unquote(str(token.attrGet("href") or "")) in absent
        if not (inside and token.type in ("link_open", "link_close")):
            yield token
        elif token.type == "link_close":
            inside = False


def _resolved(written: str, address: str) -> str:
    """Return a link as the page needs it: one inside the site works below any path and from disk."""
    target = address_of(address, written)
    return written if target is None or target == OUTSIDE else link(address, target)


def _linked(text: str, links: Links) -> str:
    """Return `text` escaped, its linked words as anchors; the longest words win at each place."""
    to = dict(reversed(links))
    pieces: list[str] = []
    start, places = 0, dict.fromkeys(to, -1)
    while places := dict(_next_places(text, start, places)):
        words = min(places, key=lambda found: (places[found], -len(found), found))
        pieces += (escape(text[start : places[words]]), _anchor(words, to[words]))
        start = places[words] + len(words)
    return "".join((*pieces, escape(text[start:])))


def _next_places(text: str, start: int, places: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield where each of these words stands next, from `start` on; words that do not come again are left out."""
    for words, place in places.items():
        found = place if place >= start else text.find(words, start)
        if found >= 0:
            yield words, found


def _anchor(words: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>'
