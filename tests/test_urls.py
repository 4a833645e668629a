"""Addresses lead to each other by relative links, below any path and from disk."""

from posixpath import join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.urls import OUTSIDE, address_of, file_of, link, list_url, plan_url, task_url

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


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../p1/", "plans/p1/"),
        ("../p1", "plans/p1/"),
        ("../p1/index.html#t3", "plans/p1/#t3"),
        ("/plans/p1/#t3", "plans/p1/#t3"),
        ("/", ""),
        ("../../units/jyj/", "units/jyj/"),
        ("plan.json", "plans/p0/plan.json"),
        ("files/a.csv", "plans/p0/files/a.csv"),
        ("../../../etc/", OUTSIDE),
        ("https://a.example/", None),
        ("//a.example/", None),
        ("javascript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("#t3", None),
        ("", None),
        ("http://[", None),
    ],
)
def test_links_written_in_texts_lead_to_addresses(written: str, address: str | None) -> None:
    assert address_of("plans/p0/", written) == address


@given(st.text(max_size=40))
def test_any_written_link_is_read(written: str) -> None:
    address = address_of("plans/p0/", written)
    assert address is None or not address.startswith("/")
