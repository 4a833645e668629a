import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.imports import noise
from generator.imports.edits import edited
from generator.model.manuscript import Text


@pytest.mark.parametrize(
    ("value", "tidy"),
    [
        ("\u00a0\u3000一、\u2003总体\u200b要求  ", "一、 总体要求"),
        ("编 \u00a0办", "编办"),
        ("妇  联", "妇联"),
        ("办 公 室", "办公室"),
        ("自然资源局 住建局", "自然资源局 住建局"),
        ("\u202e反向", "反向"),
    ],
)
def test_tidy(value: str, tidy: str) -> None:
    (text,), _ = noise.tidy([Text(value)])
    assert text.value == tidy


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("发(fā)展质（zhì）量、县(xiàn)域", "发展质量、县域"),
        ("学生们(men)发(fā)展质(zhì)量结(jié)构", "学生们发展质量结构"),
        ("更新?lián)Q代", "更新?lián)Q代"),
        ("云澜(Yunlan)市", "云澜(Yunlan)市"),
        ("互联网(app)应用", "互联网(app)应用"),
    ],
)
def test_pinyin(value: str, plain: str) -> None:
    (text,), _ = noise.without_pinyin([Text(value)])
    assert text.value == plain


@pytest.mark.parametrize(
    ("value", "simple"),
    [
        ("教育發展質量，著力建設「雙師」課堂", "教育发展质量，着力建设“双师”课堂"),
        ("云澜市著名学校的发展历程与于都情况", "云澜市著名学校的发展历程与于都情况"),
        ("資訊科技教育、網絡安全", "资讯科技教育、网络安全"),
    ],
)
def test_simplified(value: str, simple: str) -> None:
    (text,), _ = noise.simplified([Text(value)])
    assert text.value == simple


def test_stray_blanks_in_sentences_only() -> None:
    sentence = "完善教师培养培训制度，落 实教师资格定期注册制度，深化职称制度改革。"
    kept, entries = noise.without_stray_blanks([Text(sentence), Text("云澜市教育局 云澜市财政局")])
    assert [text.value for text in kept] == [sentence.replace(" ", ""), "云澜市教育局 云澜市财政局"]
    assert [entry.code for entry in entries] == ["import-blanks"]


@given(st.lists(st.text(alphabet="中文发(fā) \u00a0ab", max_size=12), min_size=1, max_size=5))
def test_lines_stay_known(values: list[str]) -> None:
    marks, offset = [], 0
    for number, value in enumerate(values, 1):
        marks.append((offset, number, 1))
        offset += len(value)
    text = Text("".join(values), "a", tuple(marks))
    (tidied,), _ = noise.tidy([text])
    lines = [tidied.place(n).line for n in range(len(tidied.value))]
    assert lines == sorted(lines)
    assert all(1 <= line <= len(values) for line in lines)


def test_edited_moves_the_marks() -> None:
    text = Text("一二三四五六", "a", ((0, 1, 1), (3, 2, 1)))
    cut = edited(text, [(1, 2, ""), (4, 5, "〔待补〕")])
    assert cut.value == "一三四〔待补〕六"
    assert [cut.place(n).line for n in (0, 1, 2, 7)] == [1, 1, 2, 2]
