"""The inline Markdown of a plan's text, as safe HTML or as plain text.

In: one run of text, and where words in it lead. Out: HTML that holds emphasis, code and links, nothing
else; or the words alone. Not its business: blocks, numbering, addresses.
"""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from markupsafe import Markup, escape

Links = tuple[tuple[str, str], ...]
"""(words, href): where these words in a text lead to."""

_MARKUP = re.compile(r"[\\*_`\[<&~\n]")
"""Without one of these a text is what it says; most paragraphs are, and need no parser."""
_TOO_LONG = 20_000
"""No paragraph of an official text is longer; what is, is shown as it stands (time stays linear)."""
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…·]")
_CLEANER = nh3.Cleaner(
    tags={"a", "em", "strong", "code", "s", "br"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


class _ChineseState(StateInline):
    """Reads `**《教育法》**的` as emphasis; CommonMark wants a blank there, which Chinese has not."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        found = super().scanDelims(start, canSplitWord)
        end = start + found.length
        before = self.src[start - 1 : start] or " "
        after = self.src[end : end + 1] or " "
        if not canSplitWord or not (_WIDE.match(before) or _WIDE.match(after)):
            return found
        return Scanned(not after.isspace(), not before.isspace(), found.length)


class _ChineseInline(ParserInline):
    """The inline parser over `_ChineseState`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _ChineseState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline = _ChineseInline()
    # An image would be fetched from elsewhere.
    return parser.disable(["image", "html_inline"])


def _tokens(text: str) -> list[Token]:
    return _parser().parseInline(text)[0].children or []


def _is_plain(text: str) -> bool:
    return len(text) > _TOO_LONG or not _MARKUP.search(text)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return the words of `text` without their markup."""
    if _is_plain(text):
        return text
    breaks = {"softbreak", "hardbreak"}
    return "".join(" " if t.type in breaks else t.content for t in _tokens(text))


def inline_html(text: str, links: Links = ()) -> Markup:
    """Return `text` as HTML; words named in `links` lead where these say, unless linked already."""
    here = tuple((words, href) for words, href in links if words and words in text)
    if _is_plain(text):
        return Markup(_linked(text, here)) if here else escape(text)
    return _marked(text, here)


@lru_cache(maxsize=2048)
def _marked(text: str, links: Links) -> Markup:
    parser = _parser()
    depth = 0
    pieces: list[str] = []
    for token in _tokens(text):
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and links and depth == 0:
            pieces.append(_linked(token.content, links))
        else:
            pieces.append(str(parser.renderer.render([token], parser.options, {})))
    return Markup(_CLEANER.clean("".join(pieces)))


def _linked(text: str, links: Links) -> str:
    """Return `text` escaped, its linked words as anchors; the longest words win at each place."""
    if not links:
        return str(escape(text))
    to = dict(reversed(links))
    pattern = "|".join(re.escape(words) for words in sorted(to, key=lambda w: (-len(w), w)))
    pieces = re.split(f"({pattern})", text)
    return "".join(_anchor(piece, to.get(piece, "")) for piece in pieces)


def _anchor(words: str, href: str) -> str:
    text = escape(words)
    return f'<a href="{escape(href)}">{text}</a>' if href else str(text)
