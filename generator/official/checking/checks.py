"""The checks of official text: what would embarrass the issuer or mislead a reader.

In: a paragraph, or a whole manuscript. Out: problems; an error keeps a plan unpublished, a warning
does not. Not its business: units, targets, deadlines and citations (each reports its own).
"""

from collections.abc import Callable, Iterator, Sequence

from generator.model.manuscript import Manuscript, Text, text
from generator.official.checking import completeness, damage, punctuation
from generator.official.checking.sequence import number_problems
from generator.official.checking.spam import HINT
from generator.official.signs import Rules, signed
from generator.official.walk import texts_of
from generator.problems import Problem, Severity, problem

_Check = Callable[[Text], Iterator[Problem]]
_OF_A_PARAGRAPH: Rules[_Check] = Rules(
    signed(damage.spam, expression=HINT),
    signed(damage.html, "<"),
    signed(damage.placeholders, "xXｘＸ×✕_＿□某待"),
    signed(damage.stripped_values, "年"),
    signed(damage.lost_range_dashes, "12", "90"),
    signed(damage.packed_dates, "12", "90"),
    signed(damage.replaced_digits, "年"),
    signed(damage.pinyin_noise, "（(", damage.TONED),
    signed(damage.lost_characters, "?？\ufffd"),
    signed(damage.incomplete_doc_numbers, "〔［[【（(", "12", "90"),
    signed(punctuation.unpaired_quotes, "“”‘’"),
    signed(punctuation.stray_blanks, punctuation.BLANKS),
    signed(punctuation.repeated_punctuation, expression=punctuation.MAY_BE_REPEATED),
    signed(punctuation.repeated_sentences),
)
_OF_A_PLAN = (
    completeness.missing_metadata,
    completeness.dates_that_do_not_fit,
    completeness.duplicate_paragraphs,
    completeness.empty_attachments,
    completeness.unfinished_tasks,
    completeness.doubtful_end,
)


def check_texts(texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield what is wrong inside each paragraph, each at its place; one check after another goes through them all."""
    for check, concerned in _OF_A_PARAGRAPH.shared_out([each.value for each in texts]):
        for number in concerned:
            yield from check(texts[number])


def check_manuscript(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield what is wrong with a plan as a whole, and in its metadata and signature.

    Its paragraphs are `check_texts`'s; `walk.texts_of` yields them.
    """
    for check in _OF_A_PLAN:
        yield from check(manuscript)
    yield from number_problems(manuscript.body)
    yield from half_width_punctuation(manuscript)
    yield from check_texts(tuple(_stated(manuscript)))


def half_width_punctuation(manuscript: Manuscript) -> Iterator[Problem]:
    """Yield one warning with the count and first place of ASCII punctuation between Chinese text."""
    texts = tuple(texts_of(manuscript))
    if not punctuation.has_half_width("\n".join(each.value for each in texts)):
        return
    count, first = 0, None
    for paragraph in texts:
        offsets = punctuation.half_width_offsets(paragraph.value)
        count += len(offsets)
        first = first or (paragraph.place(offsets[0]) if offsets else None)
    if first is not None:
        yield problem("half-width-punctuation", first, Severity.WARNING, count=count)


def _stated(manuscript: Manuscript) -> Iterator[Text]:
    """Yield what is plain text in the model: metadata that readers see, and the letter's signature."""
    meta = manuscript.meta
    for key, value in (("title", meta.title), ("issuer", meta.issuer), ("doc_no", meta.doc_no)):
        yield text(value, meta.place(key))
    if manuscript.notice:
        yield from manuscript.notice.signature
