"""Everything the program says to editors: `wording` of problems, `say` for the command line."""

from generator.messages.catalogue import CHINESE, ENGLISH, say, wording

__all__ = ["CHINESE", "ENGLISH", "say", "wording"]
