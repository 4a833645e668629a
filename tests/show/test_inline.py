import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from selectolax.lexbor import LexborHTMLParser

from generator.forms.inline import plain
from generator.show.inline import inline_html

TEXTS = st.text(alphabet=st.sampled_from("《教育》**_`[]()<>&\\!~\n a:/.#\"'（。x"), max_size=60)
ALLOWED = {"a", "em", "strong", "code", "s", "br", "html", "head", "body"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("完善制度。", "完善制度。"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("**《教育法》**的要求", "<strong>《教育法》</strong>的要求"),
        ("开展**“双减”。**完", "开展<strong>“双减”。</strong>完"),
        ("[原文](https://a.example/b)", '<a href="https://a.example/b">原文</a>'),
        ("[附表](files/a.pdf)", '<a href="files/a.pdf">附表</a>'),
        ("[坏](javascript:alert(1))", "[坏](javascript:alert(1))"),
        ("![图](https://a.example/x.png)", '!<a href="https://a.example/x.png">图</a>'),
        ("<b>粗</b>", "&lt;b&gt;粗&lt;/b&gt;"),
        ("1_000_000", "1_000_000"),
    ],
)
def test_markup(text: str, html: str) -> None:
    assert inline_html(text) == html


def test_plain_leaves_the_words() -> None:
    assert plain("**《教育法》**的[原文](https://a.example)") == "《教育法》的原文"


def test_links_lead_from_words() -> None:
    links = (("《甲》", "../a/"), ("《甲》办法", "../b/"))
    found = inline_html("按照《甲》和《甲》办法<", links)
    assert found == '按照<a href="../a/">《甲》</a>和<a href="../b/">《甲》办法</a>&lt;'


def test_links_stay_out_of_links_and_into_emphasis() -> None:
    found = inline_html("[《甲》](https://a.example)**《甲》**", (("《甲》", "b/"),))
    assert found.count("<a ") == 2
    assert '<strong><a href="b/">《甲》</a></strong>' in found


@given(TEXTS, TEXTS)
def test_only_safe_elements(text: str, words: str) -> None:
    tree = LexborHTMLParser(str(inline_html(text, ((words, "x/"),))))
    for node in tree.css("*"):
        assert node.tag in ALLOWED
        assert set(node.attributes) <= {"href"}
        target = (node.attributes.get("href") or "").strip().lower()
        assert not target.startswith(("javascript:", "data:", "vbscript:"))


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    inline_html(text)
    plain(text)


@pytest.mark.parametrize("piece", ["[", "**a", "`", "《", "<a", "![", "](", "\\", "_a_ "])
def test_long_text_stays_quick(piece: str) -> None:
    inline_html(piece * (1_000_000 // len(piece)), (("《甲》", "x"),))
    inline_html(piece * (19_000 // len(piece)))


@given(TEXTS, st.lists(st.sampled_from(["《教", "《教育》", "育》a", "<", "&", "a"]), max_size=4))
def test_the_longest_words_win_at_each_place(text: str, words: list[str]) -> None:
    text = text.translate(dict.fromkeys(map(ord, "\\*_`[<&~\n")))
    links = tuple((each, f"{number}/") for number, each in enumerate(words))
    pattern = "|".join(re.escape(each) for each in sorted(set(words), key=lambda w: (-len(w), w)))
    pieces = re.split(f"({pattern})", text) if words else [text]
    to = dict(reversed(links))
    expected = "".join(
        f'<a href="{to[piece]}">{escape(piece)}</a>' if piece in to else escape(piece)
        for piece in pieces
    )
    assert inline_html(text, links) == expected
