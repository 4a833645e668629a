"""The checks of official text: what is reported, and what must not be."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.manuscript import Item, Manuscript, Metadata, Notice, Part, Text
from generator.official.checking.checks import check_manuscript, check_texts
from generator.official.structure.blocks import lines
from generator.official.structure.outline import outline_of
from generator.problems import Severity, Span

FAULTS = [
    ("unpaired-quotes", "推进“一校一品”“一校多能建设，打造特色学校。", 8),
    ("unpaired-quotes", "深化1+X”证书试点。", 5),
    (
        "stray-blanks",
        "加强教师队伍建设，落 实教师资格定期注册制度，完善考核办法，激发工作活力。",
        10,
    ),
    ("repeated-punctuation", "推进绿色发展。 。持续抓好落实", 6),
    ("repeated-punctuation", "4..完善申诉渠道。", 1),
    ("repeated-sentence", "加快推进薄弱环节改善项目。做好规划。加快推进薄弱环节改善项目。", 18),
    ("placeholder", "xx市教育局2025年工作要点", 0),
    ("placeholder", "全面贯彻落实党的XX大精神。", 8),
    ("placeholder", "××县教育局", 0),
    ("placeholder", "由某某学校承办。", 1),
    ("placeholder", "完善招聘〔待补〕办法。", 4),
    ("placeholder", "20XX年工作要点", 0),
    ("placeholder", "牵头单位：____", 5),
    ("stripped-value", "年全市教育工作的总体要求是办好学校。", 0),
    ("stripped-value", "落实建设任务。年，新建幼儿园10所。", 7),
    ("stripped-value", "提高比重，确保年预算内经费达标。", 7),
    ("stripped-value", "加大力度，年每个县新建学校2所。", 5),
    ("lost-range-dash", "实施第三轮行动计划（20182020）。", 10),
    ("date-without-separators", "2021310", 0),
    ("date-without-separators", "20210310", 0),
    ("pinyin-noise", "科学发(fā)展，提高质（zhì）量。", 3),
    ("lost-character", "做好设备更新?lián)Q代工作。", 6),
    ("lost-character", "做好设备更新\ufffd代工作。", 6),
    ("doc-no-incomplete", "云政办发〔2021〕17", 4),
    ("doc-no-incomplete", "依据《意见》（云教发〔2021〕3）执行。", 10),
    ("spam", "完善教师365不给提款怎么办_365bet体育在线网址招聘办法。", 4),
    ("spam", "落实8188棋牌官网下载注册培训制度。", 2),
    ("hidden-html", '推进<samp id="h1"></samp>改革。', 2),
    ("hidden-html", '推进<a href="https://example.invalid">改革</a>。', 2),
    ("html-as-text", "推进<b>改革</b>。", 2),
    ("replaced-digits", "到0400年全面建成。", 1),
    ("replaced-digits", "1.7168年工作。", 2),
]

CLEAN = [
    "2021年是“十四五”开局之年，云澜市教育局坚持“五育”并举，办好‘家门口’的学校。",
    "（1）建设“互联网+教育”大平台，试点1+X证书，推广“10+88”指标。",
    "1. 到2025年，公办园在园幼儿占比达到55%以上，比2020年提高3个百分点。",
    "年度考核、年内完成、年底前验收；年轻教师占比提高，确保年底前完成，力争年均增长5%。",
    "整治网络博彩、棋牌室和色情网站，用好体育彩票公益金，防范“校园贷”。",
    "落实《关于学前教育深化改革规范发展的若干意见》（云教发〔2021〕3号）和江岳省教育厅有关规定。",
    "实施第二期特殊教育提升计划（2017—2021年），传承5000年文明，纪念1921年以来的历程。",
    "（牵头单位：市教育局，配合单位：市公安局 市财政局）",
    "云澜市教育局  云澜市财政局",
    "市发展改革局 市财政局 市人力资源社会保障局 市市场监管局 市自然资源局，按职责分工负责。",
    "《云澜市<关于教师招聘的意见>实施细则》正文与a<b、b>c无关。",
    "会议于2021年3月10日15:42召开，联系电话0123-4567890，邮编200040。",
    "做好3—5岁幼儿入园工作，尺码XXL的校服另行登记，面积300×400米。",
    "（本文有删改。）“好！”他说：“行……”——完。",
    "什么是“双减”？怎么落实？请看下文。",
    "一是加强领导；二是压实责任；三是严格督导。",
    "基金会（2018）30家。网址见附件_成人教育_名单。",
]


def codes(value: str) -> list[str]:
    return [found.code for found in check_texts([Text(value)])]


@pytest.mark.parametrize(("code", "value", "offset"), FAULTS)
def test_fault(code: str, value: str, offset: int) -> None:
    (found,) = check_texts([Text(value, "a.md", ((0, 7, 1),))])
    assert (found.code, found.at) == (code, Span("a.md", 7, offset + 1))


@pytest.mark.parametrize("value", CLEAN)
def test_clean(value: str) -> None:
    assert codes(value) == []


def test_pinyin_is_one_problem_a_paragraph() -> None:
    (found,) = check_texts([Text("发(fā)展质(zhì)量结(jié)构")])
    assert dict(found.values)["count"] == "3"


PLAN = """云澜市教育局2021年工作要点
2021年是“十四五”开局之年，全市教育工作坚持稳中求进。
一、办好学前教育
1. 扩大资源供给。新建公办幼儿园6所。
2. 提升保教质量。开展保教质量评估。
二、办好义务教育
3. 推进集团化办学。新增教育集团3个。
4. 做好课后服务。实现全覆盖。
三、加强组织保障
5. 压实工作责任。建立台账，按季度通报。"""

META = Metadata(
    title="云澜市教育局2021年工作要点", issuer="云澜市教育局", year=2021, published="2021-03-11"
)


def manuscript(plan: str = PLAN, meta: Metadata = META) -> Manuscript:
    texts = [Text(value, "a.md", ((0, line, 1),)) for line, value in enumerate(plan.split("\n"), 1)]
    outline = outline_of(lines(texts))
    return Manuscript(
        meta=meta,
        notice=outline.notice,
        opening=outline.opening,
        body=outline.body,
        closing=outline.closing,
    )


def found_in(plan: Manuscript) -> list[tuple[str, int]]:
    return [(found.code, found.at.line) for found in check_manuscript(plan)]


def test_clean_plan() -> None:
    assert found_in(manuscript()) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2. 提升", "3. 提升", [("number-gap", 5), ("number-repeated", 7)]),
        ("4. 做好", "3. 做好", [("number-repeated", 8), ("number-gap", 10)]),
        ("二、办好", "三、办好", [("number-gap", 6), ("number-repeated", 9)]),
        ("按季度通报。", "按季度通报", [("truncated", 10)]),
        ("开展保教质量评估。", "开展保教质量评估工作", [("missing-full-stop", 5)]),
        ("开展保教质量评估。", "开展保教质量评估。牵头单位：市教育局 配合单位：市财政局", []),
        ("\n5. 压实工作责任。建立台账，按季度通报。", "", [("truncated", 9)]),
        ("实现全覆盖。", "全面实现全覆盖,加强(课后)监管。", [("half-width-punctuation", 8)]),
        ("按季度通报。", "按季度通报。\n附件：", [("empty-attachment", 11)]),
    ],
)
def test_fault_of_a_plan(old: str, new: str, expected: list[tuple[str, int]]) -> None:
    assert found_in(manuscript(PLAN.replace(old, new))) == expected


def test_numbers_may_begin_again_in_each_part() -> None:
    again = PLAN.replace("3. 推", "1. 推").replace("4. 做", "2. 做").replace("5. 压", "1. 压")
    assert found_in(manuscript(again)) == []


def test_duplicate_paragraph() -> None:
    long = "坚持立德树人根本任务，全面提高教育质量，办好人民满意的教育，让每个孩子都有出彩机会。"
    plan = PLAN.replace("开展保教质量评估。", long).replace("实现全覆盖。", long)
    assert found_in(manuscript(plan)) == [("duplicate-paragraph", 8)]


def test_doubtful_end() -> None:
    rest = "".join(f"\n{n}. 做好第{n}项工作。按时完成。" for n in range(5, 8))
    cut = PLAN.replace("三、加强组织保障\n5. 压实工作责任。建立台账，按季度通报。", rest.strip())
    cut += "\n三、办好高中教育\n8. 深化课程改革。建设特色课程。"
    assert found_in(manuscript(cut)) == [("doubtful-end", 13)]
    assert found_in(manuscript(cut + "\n附件：任务清单")) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": ""}, "no-title"),
        ({"issuer": ""}, "no-issuer"),
        ({"published": "2024-01-05"}, "year-far-from-published"),
        ({"written": "2021-04-01"}, "written-after-published"),
        ({"doc_no": "云教发〔2021〕3"}, "doc-no-incomplete"),
        ({"title": "xx市教育局2021年工作要点"}, "placeholder"),
    ],
)
def test_fault_of_metadata(changes: dict[str, str], code: str) -> None:
    plan = manuscript(PLAN + "\n附件：任务清单", replace(META, **changes))  # type: ignore[arg-type]
    assert [found for found, _ in found_in(plan)] == [code]


def test_five_year_plan_published_in_its_last_year() -> None:
    meta = replace(META, end_year=2025, published="2025-12-01")
    assert found_in(manuscript(meta=meta)) == []


def test_signature_of_the_letter() -> None:
    notice = Notice(
        title=Text("关于印发《工作要点》的通知"), signature=(Text("云澜市教育局"), Text("2021310"))
    )
    found = check_manuscript(replace(manuscript(), notice=notice))
    assert [each.code for each in found] == ["date-without-separators"]


def test_tasks_without_text_are_complete() -> None:
    body = (Part(title=Text("重点任务"), level=1), Item(number="1", title=Text("扩大资源供给")))
    assert found_in(Manuscript(meta=META, body=body)) == []


def test_errors_and_warnings() -> None:
    severities = {
        code: {p.severity for p in check_texts([Text(value)])} for code, value, _ in FAULTS
    }
    warnings = {code for code, found in severities.items() if found == {Severity.WARNING}}
    assert warnings == {
        "unpaired-quotes", "stray-blanks", "repeated-punctuation", "repeated-sentence",
    }  # fmt: skip


@given(st.text(max_size=300))
def test_any_text(value: str) -> None:
    text = Text(value)
    found = list(check_texts([text]))
    assert found == list(check_texts([text]))
    assert all(each.at.column <= len(value) + 1 for each in found)


@given(st.lists(st.text(alphabet="一二、（）1.2，。年“”附件：xX \n", max_size=30), max_size=12))
def test_any_plan(lines: list[str]) -> None:
    list(check_manuscript(manuscript("\n".join(lines), Metadata())))


@pytest.mark.parametrize(
    "piece", ["“", "〔待补", "年，", "365bet_", "<a b", "2018", "（", "中 ", "发(fā", "。 "]
)
def test_time_grows_with_the_size_only(piece: str) -> None:
    text = Text(piece * (100_000 // len(piece)))
    began = time.process_time()
    list(check_texts([text]))
    assert time.process_time() - began < 10
