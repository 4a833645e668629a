"""Links that editors write into texts: [words](target)."""

import re
from collections.abc import Iterator

from generator.model.manuscript import Text
from generator.model.plan import TextLink

_LINK = re.compile(r"\[[^\[\]]{0,200}\]\(\s?<?([^()\s<>]{1,500})>?\s?\)")


def links_in(text: Text) -> Iterator[TextLink]:
    """Yield the links of a text in printed order."""
    if "](" in text.value:
        for found in _LINK.finditer(text.value):
            yield TextLink(found.group(1), text.place(found.start()))
