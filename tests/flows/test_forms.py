"""The forms of the deployments, as Prefect's page shows them."""

from __future__ import annotations

from typing import Any

import pytest
from prefect import Flow
from prefect.utilities.callables import parameter_schema

from flows.appeal_rerun import appeal_rerun_flow
from flows.many_districts import many_districts_flow
from flows.midyear_progress import midyear_progress_flow
from flows.publish import publish_flow
from flows.year_end import year_end_flow

FLOWS = (year_end_flow, midyear_progress_flow, appeal_rerun_flow, publish_flow, many_districts_flow)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_field_of_a_form_has_a_title_and_a_description_in_both_languages(flow: Flow[..., Any]) -> None:
    fields = parameter_schema(flow.fn).properties
    assert fields
    for name, field in fields.items():
        chinese, _, english = field["title"].partition(" / ")
        assert not chinese.isascii(), name
        assert english.isascii(), name
        assert " · " in field["description"], name


def test_numbers_have_their_range() -> None:
    fields = parameter_schema(year_end_flow.fn).properties
    assert fields["wait_minutes"]["minimum"] == 0
    assert [one.get("minimum") for one in fields["cycle"]["anyOf"]] == [2000, None]
