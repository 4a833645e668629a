"""Plans whose portions take the place of what they had: the same as all of it put together anew."""

from hypothesis import given
from hypothesis import strategies as st

from generator.search.digests import Digest, digest_of
from generator.search.documents import Document
from generator.search.merging import collated, merged, replaced
from generator.search.parts import sheaves_of, span_of

LAST = 0xFFFF >> 6
TEXTS = st.text("教育局改动一行abc12 .%，𠮷", max_size=40)


def digest_from(texts: tuple[str, str]) -> Digest:
    title, body = texts
    return digest_of([Document(plan="p", task="", title=title, body=(body,))])


PLANS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5)


@given(PLANS, st.data())
def test_replaced_is_collated_anew(texts: list[tuple[str, str]], data: st.DataObject) -> None:
    old = [digest_from(each) for each in texts]
    numbers = st.sets(st.integers(0, len(old) - 1), min_size=1)
    changed = {n: digest_from(data.draw(st.tuples(TEXTS, TEXTS))) for n in data.draw(numbers)}
    new = [changed.get(n, own) for n, own in enumerate(old)]
    spans = sorted({span_of(stretch, len(old)) for stretch in range(LAST + 1)})
    sheaves = zip(
        sheaves_of(spans, enumerate(old)),
        sheaves_of(spans, sorted(changed.items())),
        sheaves_of(spans, enumerate(new)),
        strict=True,
    )
    for before, own, whole in sheaves:
        found = merged(replaced(collated(before), [*changed], collated(own)))
        expected = merged(collated(whole))
        assert found.terms == expected.terms
        for stream, wanted in zip(found.streams, expected.streams, strict=True):
            assert stream.data == wanted.data
            assert [*stream.sizes] == [*wanted.sizes]
