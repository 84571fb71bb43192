"""Values of the wrong type, with what YAML made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.conformance.golden import Said, said_of

TARGET = "routing_config/load_balance_targets/0"
PARAMETERS = "model_configuration/parameters"
STRICT = "tools/0/function/strict"
INF = float("inf")


@pytest.mark.parametrize(
    ("value", "written", "message"),
    [
        (False, "NO", 'NO is read as false (YAML 1.1): quote it to keep the text, "NO"'),
        (True, "on", 'on is read as true (YAML 1.1): quote it to keep the text, "on"'),
        (True, "true", 'true is read as a boolean: quote it to keep the text, "true"'),
        (42, "42", '42 is read as a number: quote it to keep the text, "42"'),
        (8, "010", '010 is read as 8 (YAML 1.1): quote it to keep the text, "010"'),
        (90, "1:30", '1:30 is read as 90 (YAML 1.1): quote it to keep the text, "1:30"'),
        (1.5, "1.50", '1.50 is read as a number: quote it to keep the text, "1.50"'),
        (INF, ".inf", '.inf is read as a number: quote it to keep the text, ".inf"'),
        (
            date(2024, 5, 1),
            "2024-05-01",
            '2024-05-01 is read as a date (YAML 1.1): quote it to keep the text, "2024-05-01"',
        ),
        (
            datetime(2024, 5, 1, 12),
            "2024-05-01 12:00:00",
            "2024-05-01 12:00:00 is read as a date and time (YAML 1.1): "
            'quote it to keep the text, "2024-05-01 12:00:00"',
        ),
        (42, None, '"customer" must be a string, not a number: write "42"'),
        (True, None, '"customer" must be a string, not a boolean: write "true"'),
        ([], None, '"customer" must be a string, not a list'),
        ({}, None, '"customer" must be a string, not a mapping'),
        (b"x", None, '"customer" must be a string, not binary data'),
        ({"x"}, None, '"customer" must be a string, not a set'),
        (INF, None, '"customer" must be a string, not a number that JSON has no form for'),
        (("a", 1), None, '"customer" must be a string, not a value that JSON has no form for'),
    ],
)
def test_text_wanted(value: Any, written: str | None, message: str) -> None:
    place = "variables/customer"
    assert said_of(place, value, written) == [Said("wrong-type", place, message)]


@pytest.mark.parametrize("written", [None, "0x1" + "0" * 5000])
def test_numbers_too_long_to_write_are_not_shown(written: str | None) -> None:
    place = "variables/customer"
    message = '"customer" must be a string, not a number'
    assert said_of(place, 16**5000, written) == [Said("wrong-type", place, message)]


@pytest.mark.parametrize(
    ("place", "value", "written", "message"),
    [
        ("version", 1.0, "1.0", '"version" must be a whole number: write 1'),
        ("version", 1.5, "1.5", '"version" must be a whole number, not a fraction'),
        ("version", 1e300, "1e300", '"version" must be a whole number, not a fraction'),
        (
            "version",
            INF,
            ".inf",
            '"version" must be a whole number, not a number that JSON has no form for',
        ),
        (
            "version",
            "2",
            None,
            '"version" must be a whole number, not a string: write 2 without quotes',
        ),
        (
            "version",
            "02",
            None,
            '"version" must be a whole number, not a string: write 2 without quotes',
        ),
        ("version", "1.5", None, '"version" must be a whole number, not a string'),
        ("version", "two", None, '"version" must be a whole number, not a string'),
        ("version", "--1", None, '"version" must be a whole number, not a string'),
        ("version", "9" * 5000, None, '"version" must be a whole number, not a string'),
        ("version", "", None, '"version" must be a whole number, not a string'),
        ("version", True, None, '"version" must be a whole number, not a boolean'),
        ("version", True, "on", 'on is read as true (YAML 1.1): "version" must be a whole number'),
        ("version", date(2024, 5, 1), "2024-05-01", '"version" must be a whole number, not a date'),
        (f"{PARAMETERS}/max_tokens", "1e3", "1e3", "1e3 is read as text (YAML 1.1): write 1000"),
        (
            f"{PARAMETERS}/temperature",
            "1e-3",
            "1e-3",
            "1e-3 is read as text (YAML 1.1): write 0.001",
        ),
        (
            f"{PARAMETERS}/temperature",
            "1e-9",
            "1e-9",
            "1e-9 is read as text (YAML 1.1): write 1.0e-09",
        ),
        (
            f"{PARAMETERS}/temperature",
            "0.5",
            None,
            '"temperature" must be a number, not a string: write 0.5 without quotes',
        ),
        (
            f"{PARAMETERS}/temperature",
            "1e999",
            None,
            '"temperature" must be a number, not a string',
        ),
        (
            f"{PARAMETERS}/temperature",
            float("nan"),
            ".nan",
            '"temperature" must be a finite number: JSON has no form for others',
        ),
        (f"{TARGET}/weight", 0.7, "0.7", "weights are whole percentages: write 70"),
        (f"{TARGET}/weight", 70.0, "70.0", "weights are whole percentages: write 70"),
        (f"{TARGET}/weight", 33.3, "33.3", "weights are whole percentages"),
        (f"{TARGET}/weight", 1e308, "1e308", "weights are whole percentages"),
        (f"{TARGET}/weight", "70%", "70%", "70% is read as text: write 70"),
    ],
)
def test_number_wanted(place: str, value: Any, written: str | None, message: str) -> None:
    assert said_of(place, value, written) == [Said("wrong-type", place, message)]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("yes", '"strict" must be true or false, not a string: write true without quotes'),
        ("False", '"strict" must be true or false, not a string: write false without quotes'),
        ("maybe", '"strict" must be true or false, not a string'),
        (1, '"strict" must be true or false: write true'),
        (2, '"strict" must be true or false, not a number'),
    ],
)
def test_boolean_wanted(value: Any, message: str) -> None:
    assert said_of(STRICT, value) == [Said("wrong-type", STRICT, message)]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (STRICT, '"strict" can\'t be null: leave the key out to get the default, false'),
        (
            f"{TARGET}/retry_config/delay",
            '"delay" can\'t be null: leave the key out to get the default, 100',
        ),
        (
            f"{TARGET}/fallback_status_codes",
            '"fallback_status_codes" can\'t be null: '
            'leave the key out to get the default, "429", "500"',
        ),
        ("messages", '"messages" can\'t be null: write a list'),
        ("metadata", '"metadata" can\'t be null: write a mapping'),
        ("type", '"type" can\'t be null: write "chat_prompt"'),
        ("messages/0", 'an item of "messages" can\'t be null: write a mapping, or take it out'),
        ("mcp_servers/1/headers/X", '"X" can\'t be null: leave the key out'),
    ],
)
def test_null(place: str, message: str) -> None:
    assert said_of(place, None, "") == [Said("wrong-type", place, message)]


@pytest.mark.parametrize(
    ("place", "value", "written", "message"),
    [
        (
            "guardrails/input_guardrails",
            "pii",
            None,
            '"input_guardrails" must be a list, even of one: put it in square brackets',
        ),
        (
            "guardrails/input_guardrails",
            True,
            "on",
            'on is read as true (YAML 1.1): "input_guardrails" must be a list',
        ),
        (
            "messages",
            {"role": "user", "content": "x"},
            None,
            '"messages" must be a list, even of one: put the mapping in a list',
        ),
        ("metadata", [], None, '"metadata" must be a mapping, not a list'),
        ("variables", ["a"], None, '"variables" must be a mapping, not a list'),
        (
            "mcp_servers/0/tools/0",
            "search",
            None,
            'an item of "tools" must be a mapping: write - name: search',
        ),
        (
            "mcp_servers/0/tools/0",
            "s" * 41,
            None,
            'an item of "tools" must be a mapping: write it under "name"',
        ),
        (
            "messages/2/content/1/image_url",
            "https://user:secret@example.com",
            None,
            '"image_url" must be a mapping: write it under "url"',
        ),
        (
            "tools/0/function/parameters",
            '{"type": "object"}',
            None,
            '"parameters" must be a mapping, not the text of one: write it without quotes',
        ),
        (
            "messages/3/tool_calls/0/function/arguments",
            {"city": "Bonn"},
            None,
            '"arguments" must be the JSON text of an object, in quotes',
        ),
        ("", "text", None, "the document must be a mapping, not a string"),
    ],
)
def test_list_or_mapping_wanted(place: str, value: Any, written: str | None, message: str) -> None:
    assert said_of(place, value, written) == [Said("wrong-type", place, message)]


@pytest.mark.parametrize(
    ("place", "value", "written", "message"),
    [
        (
            f"{TARGET}/retry_config/on_status_codes/0",
            429,
            "429",
            'status codes are strings: write "429"',
        ),
        (
            f"{TARGET}/retry_config/on_status_codes/0",
            429,
            None,
            'status codes are strings: write "429"',
        ),
        (f"{TARGET}/fallback_status_codes", [429], None, 'status codes are strings: write "429"'),
        (
            f"{TARGET}/fallback_status_codes",
            [500.0],
            "500.0",
            'status codes are strings: write "500"',
        ),
        (
            f"{TARGET}/fallback_status_codes",
            [True],
            "yes",
            'status codes are strings: write "100" to "599"',
        ),
        (
            f"{TARGET}/fallback_status_codes",
            [999],
            "999",
            'status codes are strings: write "100" to "599"',
        ),
        ("version_alias", 1.0, "1.0", 'version alias 1.0 is read as a number: write "v1.0"'),
        ("version_alias", 2, "2", 'version alias 2 is read as a number: write "v2"'),
        ("type", 5, "5", '5 is read as a number: "type" must be "chat_prompt"'),
    ],
)
def test_fields_with_advice_of_their_own(
    place: str, value: Any, written: str | None, message: str
) -> None:
    [said] = said_of(place, value, written)
    assert (said.rule, said.message) == ("wrong-type", message)


@pytest.mark.parametrize(
    "place",
    ["mcp_servers/1/headers/X", "messages/0/content", "messages/2/content/1/image_url/url"],
)
def test_what_may_be_secret_or_content_is_not_shown(place: str) -> None:
    for value, written in ((987654321, "987654321"), (987654321, None), (98765.4321, "98765.4321")):
        [said] = said_of(place, value, written)
        assert said.rule == "wrong-type"
        assert "98765" not in said.message
