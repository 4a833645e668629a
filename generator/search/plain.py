"""The words of a text without their inline Markdown: what a reader sees is what a search finds.

In: one run of text. Out: its words. Not its business: showing them.
"""

import re
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt

_MARKUP: Final = re.compile(r"[\\*_`\[<&~]")
"""Without one of these a text is what it says; most paragraphs are, and need no parser."""
_TOO_LONG: Final = 20_000
"""No paragraph of an official text is longer; what is, is taken as it stands (time stays linear)."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["image", "html_inline"])


def plain(text: str) -> str:
    """Return the words of `text`. Emphasis that CommonMark does not see beside Chinese goes too."""
    if len(text) > _TOO_LONG or not _MARKUP.search(text):
        return text
    pieces = _parser().parseInline(text)[0].children or []
    breaks = {"softbreak", "hardbreak"}
    return "".join(" " if p.type in breaks else p.content.replace("**", "") for p in pieces)
