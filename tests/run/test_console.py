"""Whatever is said can be written."""

import io
import sys

import pytest

from generator.run.console import Console, use_utf8, write


def test_half_characters_are_replaced() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8")
    write(stream, "甲\udcff")
    stream.seek(0)
    assert stream.read() == "甲?\n"


def test_results_and_messages_go_apart(capsys: pytest.CaptureFixture[str]) -> None:
    Console().results(["1", "2"])
    Console().say("line", text="3")
    assert capsys.readouterr() == ("1\n2\n", "3\n")


def test_use_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "gbk")
    monkeypatch.setattr(sys, "stdout", stream)
    use_utf8()
    assert stream.encoding == "utf-8"


def test_no_colours_in_pipes(capsys: pytest.CaptureFixture[str]) -> None:
    assert not Console().has_color
