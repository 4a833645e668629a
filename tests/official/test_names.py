"""Which unit a printed name means: short forms, false friends, and the place of the plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.registers import Unit
from generator.official.units.full_names import full_name, full_names
from generator.official.units.names import (
    Names,
    is_short_for,
    may_be_same,
    names_of,
    normal_name,
    region_of,
    resolve,
)
from tests.official.figure_cases import CASES


def _pairs(file: str) -> list[tuple[str, str]]:
    lines = (CASES / "names" / file).read_text("utf-8").splitlines()
    pairs = (line.partition(" = ") for line in lines if line)
    return [(short, name) for short, _, name in pairs]


@pytest.mark.parametrize(("short", "name"), _pairs("short.txt"))
def test_short_forms(short: str, name: str) -> None:
    assert is_short_for(short, name)
    assert may_be_same(short, name)
    assert may_be_same(name, short)


@pytest.mark.parametrize(("short", "name"), _pairs("false_friends.txt"))
def test_false_friends(short: str, name: str) -> None:
    assert not is_short_for(short, name)
    assert not is_short_for(name, short)
    assert not may_be_same(short, name)


def test_a_name_is_not_short_for_a_shorter_one() -> None:
    assert not is_short_for("云澜市教育局", "市教育局")
    assert not is_short_for("市文化广播电视和旅游局", "文广旅局")
    assert may_be_same("云澜市文广旅局", "市文化广播电视和旅游局")


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("编\u00a0 办", "编办"),
        ("县(市)区教育局", "县（市）区教育局"),
        ("县〈市〉区", "县（市）区"),
        ("ABC DEF 公司", "ABC DEF公司"),
        ("مدرسة  الصداقة", "مدرسة الصداقة"),
        ("École  Élémentaire", "École Élémentaire"),
    ],
)
def test_normal_name(printed: str, normal: str) -> None:
    assert normal_name(printed) == normal


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("云澜市教育局", "云澜市"),
        ("云澜市人民政府办公室", "云澜市"),
        ("江岳省云澜市教育局", "云澜市"),
        ("景宁畲族自治县教育局", "景宁畲族自治县"),
        ("江岳省云澜市景宁畲族自治县教育局", "景宁畲族自治县"),
        ("中共云澜市委宣传部", "云澜市"),
        ("共青团云澜市委", "云澜市"),
        ("云澜市市场监督管理局", "云澜市"),
        ("国家税务总局云澜市税务局", "云澜市"),
        ("盐城市教育局", "盐城市"),
        ("广州市教育局", "广州市"),
        ("市中区教育局", "市中区"),
        ("镇江市教育局", "镇江市"),
        ("青石镇人民政府", "青石镇"),
        ("云澜市2021年教育工作要点", "云澜市"),
        ("关于印发云澜市教育局工作要点的通知", ""),
        ("市教育局", ""),
        ("城市管理局", ""),
        ("社区矫正局", ""),
        ("国家市场监督管理总局", ""),
        ("各县（市、区）教育局", ""),
        ("教育部", ""),
        ("", ""),
    ],
)
def test_region_of(name: str, region: str) -> None:
    assert region_of(name) == region


def _unit(
    unit: str, name: str, parent: str = "", aliases: tuple[str, ...] = (), region: str = ""
) -> Unit:
    return Unit(id=unit, name=name, parent=parent, aliases=aliases, region=region)


UNITS = (
    _unit("szf", "云澜市人民政府"),
    _unit("szfb", "云澜市人民政府办公室", "szf"),
    _unit("jyj", "云澜市教育局", "szf", ("市教体局",)),
    _unit("ksy", "云澜市教育考试院", "jyj"),
    _unit("wgl", "云澜市文化广播电视和旅游局", "szf"),
    _unit("wjj", "云澜市卫生健康局", "szf"),
    _unit("xcb", "中共云澜市委宣传部"),
    _unit("xzf", "临溪县人民政府", "szf"),
    _unit("xjyj", "临溪县教育局", "xzf"),
    _unit("yz", "云澜第一中学", "jyj", ("一中",), "云澜市"),
    _unit("jyb", "教育部"),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(UNITS)


@pytest.mark.parametrize(
    ("name", "region", "unit", "how"),
    [
        ("云澜市教育局", "云澜市", "jyj", "exact"),
        ("云澜市教育局", "望川县", "jyj", "exact"),
        ("教育部", "云澜市", "jyb", "exact"),
        ("市教体局", "云澜市", "jyj", "alias"),
        ("一中", "云澜市", "yz", "alias"),
        ("市教育局", "云澜市", "jyj", "region"),
        ("教育局", "云澜市", "jyj", "region"),
        ("教育局", "临溪县", "xjyj", "region"),
        ("县教育局", "临溪县", "xjyj", "region"),
        ("市教育局", "临溪县", "jyj", "region"),
        ("市政府", "临溪县", "szf", "region"),
        ("县教育局", "云澜市", "", "unknown"),
        ("宣传部", "临溪县", "", "unknown"),
        ("市教育局", "", "jyj", "region"),
        ("教育局", "", "", "ambiguous"),
        ("市委宣传部", "云澜市", "xcb", "region"),
        ("文广旅局", "云澜市", "wgl", "short"),
        ("市文广旅局", "临溪县", "wgl", "short"),
        ("市政府办", "云澜市", "szfb", "region"),
        ("青川市教育局", "云澜市", "", "unknown"),
        ("市教育局", "青川市", "", "unknown"),
        ("临溪县教育局", "云澜市", "xjyj", "exact"),
        ("省教育厅", "云澜市", "", "unknown"),
        ("", "云澜市", "", "unknown"),
    ],
)
def test_resolve(names: Names, name: str, region: str, unit: str, how: str) -> None:
    found = resolve(name, names, region)
    assert ((found.unit.id if found.unit else ""), found.how) == (unit, how)


def test_a_differing_kind_is_said(names: Names) -> None:
    found = resolve("卫健委", names, "云澜市")
    assert found.unit is not None
    assert (found.unit.id, found.how, found.kind_differs) == ("wjj", "short", True)


def test_unknown_names_have_candidates(names: Names) -> None:
    found = resolve("云澜市教育局局", names, "云澜市")
    assert found.how == "unknown"
    assert found.candidates[0].id == "jyj"


def test_ambiguous_names_have_candidates(names: Names) -> None:
    assert [unit.id for unit in resolve("教育局", names, "").candidates] == ["jyj", "xjyj"]


def test_units_without_place_serve_every_plan() -> None:
    found = resolve("市财政局", names_of([_unit("czj", "财政局")]), "云澜市")
    assert found.unit is not None


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("市教育局", "云澜市教育局"),
        ("教育局", "云澜市教育局"),
        ("市场监管局", "云澜市市场监管局"),
        ("市市场监管局", "云澜市市场监管局"),
        ("市委宣传部", "云澜市委宣传部"),
        ("团市委", "共青团云澜市委"),
        ("省教育厅", "省教育厅"),
        ("县教育局", "县教育局"),
        ("教育部", "教育部"),
        ("各县（市、区）人民政府", "各县（市、区）人民政府"),
        ("云澜第一中学", "云澜第一中学"),
    ],
)
def test_full_name(name: str, full: str) -> None:
    assert full_name(name, "云澜市") == full
    assert full_name(name, "") == name


def test_full_names_put_short_and_long_together() -> None:
    printed = [
        "文广旅局",
        "市文化广播电视和旅游局",
        "宣传部",
        "市委宣传部",
        "卫健局",
        "市卫生健康委员会",
    ]
    full = full_names(printed, "云澜市")
    assert full["文广旅局"] == full["市文化广播电视和旅游局"] == "云澜市文化广播电视和旅游局"
    assert full["宣传部"] == full["市委宣传部"] == "云澜市委宣传部"
    assert full["卫健局"] != full["市卫生健康委员会"]


PIECES = "市 县 省 区 云澜 临溪县 委 教育 体育 文化 和 局 办公室 部 人民政府 各 （ ） 、 共青团 中共 管理 自治县"
NAME = st.lists(st.sampled_from(PIECES.split(" ")), max_size=8).map("".join)


@given(st.one_of(NAME, st.text(max_size=60)), st.one_of(NAME, st.text(max_size=60)))
def test_any_name_is_read(one: str, other: str) -> None:
    assert normal_name(normal_name(one)) == normal_name(one)
    assert may_be_same(one, other) == may_be_same(other, one)
    if is_short_for(one, other):
        assert may_be_same(one, other)
    assert region_of(one) in normal_name(one)
    names = names_of([_unit("a", one), _unit("b", other)])
    assert resolve(one, names, "云澜市") == resolve(one, names, "云澜市")
    full_names([one, other], "云澜市")
