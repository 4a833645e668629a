"""The inline Markdown of a text: its tokens, or its words alone.

In: one run of text. Out: tokens of markdown-it, or words. Not its business: HTML and links (see `show.inline`).
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

_MARKUP = re.compile(r"[\\*_`\[<&~\n]")
"""Without one of these a text is what it says; most paragraphs are, and need no parser."""
_TOO_LONG = 20_000
"""No paragraph of an official text is longer; what is, is shown as it stands (time stays linear)."""
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…·]")


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
def parser() -> MarkdownIt:
    """Return the parser: CommonMark without HTML and images, emphasis as Chinese needs it."""
    parser = MarkdownIt("commonmark", {"html": False})
    parser.inline = _ChineseInline()
    # An image would be fetched from elsewhere.
    return parser.disable(["image", "html_inline"])


def tokens_of(text: str) -> list[Token]:
    """Return the inline tokens of a text."""
    return parser().parseInline(text)[0].children or []


def is_plain(text: str) -> bool:
    """Return whether a text is what it says, without any markup."""
    return len(text) > _TOO_LONG or not _MARKUP.search(text)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return the words of `text` without their markup."""
    if is_plain(text):
        return text
    breaks = {"softbreak", "hardbreak"}
    return "".join(" " if t.type in breaks else t.content for t in tokens_of(text))
