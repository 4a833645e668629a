"""Plans for measuring: as many as wanted, always the same, made of the sentences of the sample content.

In: a folder of plans, a number. Out: a content folder. A made plan has 25 tasks and about 7,300 characters; names of
places and numbers are drawn anew, so that the vocabulary grows with the number of plans as in real collections.
"""

import re
import shutil
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "content"
TASKS, PARTS, CHARACTERS = 25, 5, 290
SHORT, LONG, KEPT = 12, 90, 0.6
ISSUERS = ("教育局", "人民政府办公室", "卫生健康委员会", "体育局", "民政局")
FIRST = "云澜临溪望川清河明山秀水长宁安平永丰怀远江北岭南东湖西林石桥金沙"
NUMERALS = "一二三四五六七八九十"
NUMBER = r"(?<![\d.])\d{1,3}(?![\d.年月日])"
MARK = r"^\s*(?:\d+[.、]|[一二三四五六七八九十]+[、是]|[①-⑳])\s*"
CLEAN = re.compile(r"[{\[(（][^{}\[\]()（）]*[}\])）]|[*#|`>]")


def sentences() -> list[str]:
    """Return the sentences of the sample plans, each once, in order."""
    texts = (path.read_text("utf-8") for path in sorted((SAMPLE / "plans").rglob("*.md")))
    bodies = [text.split("\n---\n", 1)[-1] for text in texts]
    found = (CLEAN.sub("", s) for body in bodies for s in re.split(r"[。\n]", body))
    stripped = (re.sub(MARK, "", s).strip() for s in found)
    whole = (s for s in stripped if not re.search("[：；，  ]$|[：  ]", s))
    return list(dict.fromkeys(s for s in whole if SHORT <= len(s) <= LONG))


def plan(number: int, known: list[str]) -> str:
    """Return the Markdown of a plan."""
    chance = Random(number)
    place = "".join(chance.sample(FIRST, 2)) + chance.choice("市县区")
    year = 2016 + number % 10
    issuer = f"{place}{chance.choice(ISSUERS)}"
    lines = [
        *(
            "---",
            f"标识: p{number}",
            f"标题: {issuer}{year}年工作要点 第{number}号",
            "文种: 工作要点",
        ),
        *(f"年份: {year}", f"发文机关: {issuer}", f"发文字号: {place[0]}教发〔{year}〕{number}号"),
        *(f"发布日期: {year}-{1 + number % 12:02}-{1 + number % 28:02}", "---", ""),
        *(f"{varied(chance, known)}。", ""),
    ]
    for task in range(TASKS):
        if task % PARTS == 0:
            lines += [f"{NUMERALS[task // PARTS]}、{varied(chance, known)[:16]}", ""]
        lines += [task_text(chance, known, task + 1), ""]
    return "\n".join(lines)


def task_text(chance: Random, known: list[str], number: int) -> str:
    """Return a task with units, a target and perhaps a date."""
    title = re.split("[，；]", varied(chance, known))[0][:24]
    body: list[str] = []
    while sum(map(len, body)) < CHARACTERS - 60:
        body.append(varied(chance, known))
    target = (
        f"覆盖率达到{chance.randint(50, 99)}%以上，{chance.choice(['2025年底前完成', '长期坚持'])}"
    )
    units = chance.sample(
        ["市教育局", "市财政局", "市卫健委", "市公安局", "市人社局", "市体育局"], 3
    )
    clause = f"（牵头单位：{units[0]}，配合单位：{units[1]}、{units[2]}）"
    return f"{number}. {title}。{'。'.join(body)}。{target}{clause}。"


def varied(chance: Random, known: list[str]) -> str:
    """Return a sentence, some of its clauses exchanged for those of others, its numbers drawn anew."""
    clauses = re.split("，", chance.choice(known))
    mixed = [
        clause if chance.random() < KEPT else chance.choice(chance.choice(known).split("，"))
        for clause in clauses
    ]

    def drawn(found: re.Match[str]) -> str:
        size = len(found[0])
        return str(chance.randint(10 ** (size - 1), 10**size - 1))

    return re.sub(NUMBER, drawn, "，".join(mixed))


def write(folder: Path, plans: int) -> Path:
    """Write a content folder with this many plans; return it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "plans").mkdir(parents=True)
    for name in ("units.yaml", "topics.yaml", "synonyms.yaml"):
        if (SAMPLE / name).exists():
            shutil.copy(SAMPLE / name, folder / name)
    known = sentences()
    for number in range(plans):
        (folder / "plans" / f"p{number}.md").write_text(plan(number, known), "utf-8")
    return folder
