"""What is asked of made plans, and what is true: the plans whose text holds the words.

In: plans. Out: queries, and for each the plans that hold it. The truth is a plain look into the texts (folded:
compatibility forms and case), not any index.
"""

import re
import unicodedata
from functools import cache
from random import Random

from benchmarks.corpus.forms import text_of
from benchmarks.corpus.plans import MadePlan
from benchmarks.corpus.vocabulary import all_words

TIMED = ("控辍保学", "托班", "市财政局", "志愿填报制度")
"""Timed one by one; the first has four characters, the last occurs in one plan of fifty."""
SECOND = "视力监测"
"""Asked after each of them, for the time of a search in a page that is known."""
WORDS, PIECES = 20, 20
"""How many queries are words of the lists, how many are any two to six characters that stand together."""
HAN = re.compile(r"[㐀-鿿]{8,}")


def asked(plans: list[MadePlan]) -> list[str]:
    """Return queries whose right answers are known: words, and pieces cut anywhere."""
    chance = Random(1)
    known = [text_of(plan) for plan in plans]
    words = sorted(word for word in all_words() if HAN.fullmatch(word * 4))
    chance.shuffle(words)
    there = (word for word in words if any(word in text for text in known))
    found = [word for word, _ in zip(there, range(WORDS), strict=False)]
    while len(found) < WORDS + PIECES:
        run = chance.choice(HAN.findall(chance.choice(known)))
        size = chance.randint(2, 6)
        start = chance.randint(0, len(run) - size)
        found.append(run[start : start + size])
    return found


def fold(text: str) -> str:
    """Return a text in its plain form."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def folded(plan: MadePlan) -> str:
    """Return the folded text of a plan."""
    return fold(text_of(plan))


def truth(plans: list[MadePlan], query: str) -> set[str]:
    """Return the plans that hold the query, as it is, in one piece."""
    words = fold(query)
    return {plan.id for plan in plans if words in folded(plan)}
