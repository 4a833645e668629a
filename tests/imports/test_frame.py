"""Chrome and metadata: the lines around a document."""

import pytest

from generator.imports.chrome import breadcrumb_in, is_chrome, without_chrome
from generator.imports.metadata import byline_in, pairs_in, read_block
from generator.model.manuscript import Text


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("当前位置:首页 > 规划信息 > 规划计划", ("首页", "规划信息", "规划计划")),
        (
            "您现在的位置:云澜教育网 >> 政务公开>> 最新文件>> 正文内容",
            ("云澜教育网", "政务公开", "最新文件"),
        ),
        ("您当前所在位置：首页»通知公告", ("首页", "通知公告")),
        ("首页 > 政务公开 > 详情", ("首页", "政务公开")),
        ("当前位置优势明显，要加快建设。", ()),
        ("目标位置：学校", ()),
    ],
)
def test_breadcrumb(line: str, steps: tuple[str, ...]) -> None:
    assert breadcrumb_in(line) == steps


@pytest.mark.parametrize(
    "line",
    [
        *("[打印文章] [添加收藏]", "更多", "字号: v|", "【字体：大 中 小】", "打印 关闭"),
        *(
            "【打印本页】【关闭窗口】",
            "分享到：微信 微博",
            "- 12 -",
            "第3页 共8页",
            "3/8",
            "扫一扫",
        ),
        *("扫一扫在手机上查看当前页面", "上一篇：工作总结", "江ICP备00000000号"),
    ],
)
def test_chrome(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "一、办好学前教育",
            "关闭无证幼儿园3所。",
            "打印试卷管理",
            "12",
            "大中小学思政课一体化建设",
        ),
        "分享优质资源，共建共享。",
    ],
)
def test_no_chrome(line: str) -> None:
    assert not is_chrome(line)


def test_chrome_at_the_end_of_a_title_is_cut() -> None:
    title = Text("关于印发《工作要点》的通知 字号:[ 大 中 小 ]", "a", ((0, 5, 1),))
    framed = without_chrome([title])
    assert [line.value for line in framed.lines] == ["关于印发《工作要点》的通知"]
    assert [(entry.code, entry.line) for entry in framed.entries] == [("import-chrome", 5)]


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        (
            "索引ID 730/2021-09 发文单位 云澜市教育局",
            (("索引ID", "730/2021-09"), ("发文单位", "云澜市教育局")),
        ),
        (
            "索 引 号：014/2021 文 号：云教发〔2021〕3号",
            (("索引号", "014/2021"), ("文号", "云教发〔2021〕3号")),
        ),
        ("文章来源: 发布时间:2019年03月28日", (("文章来源", ""), ("发布时间", "2019年03月28日"))),
        (
            "发布日期 2021-03-11 15:40 信息来源 云澜市教育局",
            (("发布日期", "2021-03-11 15:40"), ("信息来源", "云澜市教育局")),
        ),
        ("【发布机构】云澜市教育局", (("发布机构", "云澜市教育局"),)),
        (
            "来源：云澜日报 作者：本站 点击数：12",
            (("来源", "云澜日报"), ("作者", "本站"), ("点击数", "12")),
        ),
        (
            "【字体：大 中 小】 浏览次数：123",
            (("字体", "大 中 小"), ("浏览次数", "123")),
        ),
        (
            "发布时间：2024-03-01 来源：云澜市教育局 作者：本站 点击：12 次 字号：[大][中][小]",
            (
                ("发布时间", "2024-03-01"),
                ("来源", "云澜市教育局"),
                ("作者", "本站"),
                ("点击", "12 次"),
                ("字号", "大][中][小"),
            ),
        ),
        (
            "2024-03-01 10:20 来源：云澜日报 (浏览：9次)",
            (("发布日期", "2024-03-01 10:20"), ("来源", "云澜日报"), ("浏览", "9次")),
        ),
        (
            "索引号：014/2024 公文种类：通知 发文机关：云澜市教育局（市委教育工委） 登记编号：1",
            (
                ("索引号", "014/2024"),
                ("公文种类", "通知"),
                ("发文机关", "云澜市教育局（市委教育工委）"),
                ("登记编号", "1"),
            ),
        ),
        (
            "公文种类：通知 发文机关：云澜市教育局发文日期：2024年3月1日",
            (("公文种类", "通知"), ("发文机关", "云澜市教育局"), ("发文日期", "2024年3月1日")),
        ),
        ("牵头单位：市教育局 配合单位：市财政局", ()),
        ("责任单位：市教育局（时间：2024年底）", ()),
        ("现将索引号：014调整为新索引号：015", ()),
        ("资金来源：市级财政", ()),
        ("时间紧、任务重，要压实责任。", ()),
        ("发布日期以正式文件为准", ()),
    ],
)
def test_pairs(line: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert pairs_in(line) == pairs


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        (
            "云澜市人民政府| 2021-04-13 15:42",
            (("信息来源", "云澜市人民政府"), ("发布日期", "2021-04-13 15:42")),
        ),
        ("2021-4-10 | 计划总结", (("发布日期", "2021-4-10"), ("栏目", "计划总结"))),
        ("2021-4-10 | 云澜市教育局", (("发布日期", "2021-4-10"), ("信息来源", "云澜市教育局"))),
        ("指标 | 2021 | 65%", ()),
    ],
)
def test_byline(line: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert byline_in(line) == pairs


def test_values_below_their_labels() -> None:
    lines = ["索引号", "014205118/2021-1", "发布机构：", "云澜市教育局", "来源：", "2021年工作要点"]
    block = read_block([Text(line) for line in lines])
    found = {field.name: field.value for field in block.fields if field.value}
    assert found == {"index_no": "014205118/2021-1", "issuer": "云澜市教育局"}
    assert [line.value for line in block.rest] == ["2021年工作要点"]


def test_a_date_alone_is_when_a_portal_published() -> None:
    block = read_block(
        [Text("工作要点"), Text("2024-03-01 10:20"), Text("云澜市教育局"), Text("2024-03-05")]
    )
    assert [(field.name, field.value) for field in block.fields] == [
        ("published", "2024-03-01 10:20")
    ]
    assert [line.value for line in block.rest] == ["工作要点", "云澜市教育局", "2024-03-05"]


def test_the_time_of_a_meeting_is_no_field() -> None:
    lines = ["工作会议纪要", "时间：2024年3月1日", "地点：第一会议室", "来源：云澜日报"]
    block = read_block([Text(line) for line in lines])
    assert [field.label for field in block.fields] == ["来源"]
    assert [line.value for line in block.rest] == lines[:3]
