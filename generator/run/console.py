"""Where messages go: results to stdout, everything else to stderr, always in UTF-8.

In: message keys and lines. Out: text on a terminal or in a pipe, which may be closed early.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO

from generator.messages import CHINESE, ENGLISH, say

LANGUAGES = {"zh": CHINESE, "en": ENGLISH}


@dataclass(frozen=True, slots=True)
class Console:
    """Says things in one language."""

    language: str = CHINESE

    def say(self, key: str, /, **values: object) -> None:
        """Write a message to stderr."""
        write(sys.stderr, say(key, self.language, **values))

    def result(self, text: str) -> None:
        """Write a line of the result to stdout."""
        write(sys.stdout, text)

    def results(self, lines: Iterable[str]) -> None:
        """Write lines of the result to stdout."""
        for line in lines:
            self.result(line)

    @property
    def has_color(self) -> bool:
        """Whether stdout is a terminal that shows colours (https://no-color.org)."""
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write(stream: TextIO, text: str) -> None:
    """Write a line. What cannot be encoded (half a character of a file name) is replaced."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()


def use_utf8() -> None:
    """Make stdout and stderr UTF-8, whatever the system's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def silence() -> None:
    """Let nothing more be written to stdout: Python would complain when it flushes at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
