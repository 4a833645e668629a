"""The disclosure catalogue: every plan, what is unknown left empty."""

import csv
import io
import json

from generator.show.catalogue import DATA, SHEET
from generator.show.data import data_artifacts
from generator.show.pages import pages_of
from generator.show.render import render_page
from tests.show.loading import templates
from tests.show.sample import sample_site


def test_the_same_plans_as_page_table_and_data() -> None:
    site = sample_site()
    (data,) = (artifact for artifact in data_artifacts(site) if artifact.path == DATA)
    plans = json.loads(data.data)["plans"]
    assert [plan["id"] for plan in plans] == list(site.plans)
    (sheet,) = (page for page in pages_of(site) if page.address == SHEET)
    result = render_page(templates(), sheet)
    assert result.value is not None
    head, *rows = csv.reader(io.StringIO(result.value.data.decode("utf-8-sig"), newline=""))
    assert head[:2] == ["索引号", "名称"]
    assert [row[1] for row in rows] == [plan["title"] for plan in plans]
    hostile = next(plan for plan in plans if plan["id"] == "hostile")
    assert (hostile["published"], hostile["draft"]) == ("", True)
    assert all({"page", "data", "index_no", "doc_no", "status"} <= set(plan) for plan in plans)


def test_it_is_paged() -> None:
    site = sample_site()
    addresses = {page.address for page in pages_of(site)}
    assert "catalogue/" in addresses
    assert "catalogue/page-2/" not in addresses
