"""The traps of YAML 1.1: a value is read by the type that its key must have, never by what it looks like."""

import pytest

from generator.files import Source
from generator.forms.documents import read_manuscript
from generator.model.manuscript import Metadata


def meta(line: str) -> Metadata:
    """Return the information block of a plan with one more line."""
    read = read_manuscript(Source("a.yaml", f"标题: 甲\n{line}\n", "0"))
    assert read.value is not None, read.problems
    return read.value.meta


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("文种: no", "kind", "no"),
        ("文种: yes", "kind", "yes"),
        ("文种: on", "kind", "on"),
        ("文种: ~", "kind", ""),
        ("文种: null", "kind", ""),
        ("文种:", "kind", ""),
        ("索引号: 010", "index_no", "010"),
        ("索引号: 0x1F", "index_no", "0x1F"),
        ("索引号: 1_0", "index_no", "1_0"),
        ("索引号: 1e3", "index_no", "1e3"),
        ("索引号: 15:42", "index_no", "15:42"),
        ("索引号: 1.10", "index_no", "1.10"),
        ("索引号: 730845566/2021-09829", "index_no", "730845566/2021-09829"),
        ("标识: 2021", "id", "2021"),
        ("年份: 2021", "year", 2021),
        ("年份: '2021'", "year", 2021),
        ("年份: 2021年", "year", 2021),
        ("草稿: 是", "draft", True),
        ("草稿: no", "draft", False),
        ("草稿: 否", "draft", False),
        ("发布日期: 2021-04-13", "published", "2021-04-13"),
        ("发布日期: 2021-04-13 15:42", "published", "2021-04-13T15:42"),
        ("发布日期: 2021年4月13日", "published", "2021-04-13"),
        ("成文日期: 2021/4/13", "written", "2021-04-13"),
        ("成文日期: 二〇二一年四月十三日", "written", "2021-04-13"),
        ("主题: 学前教育、义务教育", "topics", ("学前教育", "义务教育")),
        ("主题: [学前教育, 义务教育]", "topics", ("学前教育", "义务教育")),
        ("栏目: 首页 > 规划信息", "column", ("首页", "规划信息")),
        ("doc_no: 云教发〔2021〕3号", "doc_no", "云教发〔2021〕3号"),
        ('标识: "2021-a"', "id", "2021-a"),
        ("信息来源: '%65 @局'", "source", "%65 @局"),
    ],
)
def test_values_stay_what_the_editor_typed(line: str, key: str, value: object) -> None:
    assert getattr(meta(line), key) == value
