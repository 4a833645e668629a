"""Addresses lead to each other by relative links, below any path and from disk."""

from posixpath import join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.urls import file_of, link, list_url, plan_url, task_url

ADDRESSES = [
    "",
    "404.html",
    "plans/",
    "plans/a/",
    "units/x/",
    "plans/page-2/",
    "plans/a/plan.json",
    "static/site.css",
]


@pytest.mark.parametrize("here", ADDRESSES)
@pytest.mark.parametrize("there", ADDRESSES)
def test_a_link_leads_to_its_file(here: str, there: str) -> None:
    folder = file_of(here).rpartition("/")[0]
    assert normpath(join(folder, link(here, there))) == normpath(file_of(there))


def test_tasks_are_anchors() -> None:
    assert link("plans/a/", task_url("a", "t3")) == "#t3"
    assert link("", task_url("a", "t3")) == "plans/a/index.html#t3"
    assert link("units/x/", plan_url("a")) == "../../plans/a/index.html"


@given(st.integers(1, 500))
def test_pages_of_a_list_have_different_addresses(page: int) -> None:
    assert (list_url("plans/", page) == "plans/") is (page == 1)
    assert list_url("plans/", page) != list_url("plans/", page + 1)
