"""Choices, formats, bounds and lengths."""

from __future__ import annotations

from time import monotonic

import pytest

from linter.conformance import wording
from tests.conformance.documents import diagnosed
from tests.conformance.golden import Said, said_of

TARGET = "routing_config/load_balance_targets/0"
MODEL = "model_configuration/model"
IMAGE = "messages/2/content/1/image_url/url"
SERVER = "mcp_servers/1/url"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("1.0", 'version alias "1.0" does not start with "v": write v1.0'),
        ("V1", 'version alias "V1" does not start with "v": write v1'),
        ("1_0", 'version alias "1_0" does not start with "v": write one such as v1'),
        ("v1_0", 'version alias "v1_0" holds "_": write v1-0'),
        ("v1 beta", 'version alias "v1 beta" holds a blank: write v1-beta'),
        ("vé", 'version alias "vé" holds "é": use letters, digits, "." and "-"'),
        ("v1\n", r'version alias "v1\n" holds a line break: write v1'),
        ("v1.", 'version alias "v1." ends with ".": write v1'),
        ("v-", 'version alias "v-" ends with "-": end with a letter or digit'),
        ("v", 'version alias "v" is too short: put a letter or digit after the "v", as in v1'),
        ("", "the version alias is empty: write one such as v1"),
    ],
)
def test_version_alias(value: str, message: str) -> None:
    assert said_of("version_alias", value) == [Said("version-alias", "version_alias", message)]


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("name", "my prompt", 'name "my prompt" holds a blank: write "my-prompt"'),
        ("name", "my.prompt", 'name "my.prompt" holds ".": write "my-prompt"'),
        ("name", "réponse", 'name "réponse" holds "é": it must be letters, digits, _ and -'),
        ("name", "a\x00", r'name "a\x00" holds U+0000: write "a"'),
        ("name", "x\n", r'name "x\n" holds a line break: write "x"'),
        ("name", '"x"', 'name ""x"" holds a double quote: write "x"'),
        ("name", "", "name is empty: it must be letters, digits, _ and -"),
        ("name", " " * 61, "name holds a blank: it must be letters, digits, _ and -"),
        ("ml_repo", "my_repo", 'ml_repo "my_repo" holds "_": write "my-repo"'),
        (
            "ml_repo",
            "1st",
            'ml_repo "1st" must be '
            "3 to 100 letters, digits and -, with a letter first and no - at the end",
        ),
        (
            MODEL,
            "openai-main/gpt-4o",
            'model "openai-main/gpt-4o" names the provider too: '
            'write "openai-main" under provider and "gpt-4o" here',
        ),
        # What is meant by more than one slash is anybody's guess.
        (
            MODEL,
            "a/b/gpt-4o",
            'model "a/b/gpt-4o" holds "/": '
            "it must be 2 to 62 letters, digits, . and -, with a letter first",
        ),
        # FQNs, where the name alone is wanted.
        ("ml_repo", "acme/support", 'ml_repo "acme/support" holds "/": did you mean "support"?'),
        (
            "ml_repo",
            "ml-repo:acme/support",
            'ml_repo "ml-repo:acme/support" holds ":": did you mean "support"?',
        ),
        (
            "ml_repo",
            "acme/x",
            'ml_repo "acme/x" holds "/": it must be '
            "3 to 100 letters, digits and -, with a letter first and no - at the end",
        ),
        (
            "name",
            "chat_prompt:acme/support/greeting",
            'name "chat_prompt:acme/support/greeting" holds ":": did you mean "greeting"?',
        ),
        (
            "name",
            "chat_prompt:acme/support/greeting:3",
            'name "chat_prompt:acme/support/greeting:3" holds ":": did you mean "greeting"?',
        ),
        (
            MODEL,
            "gpt-",
            'model "gpt-" must be 2 to 62 letters, digits, . and -, with a letter first',
        ),
        (
            IMAGE,
            "https://example.com/{{image}}",
            "the API refuses placeholders in url: write the address in full",
        ),
        (
            IMAGE,
            "https://user:secret@example.com/a b",
            "url must be a web address without spaces, commas or placeholders",
        ),
        (SERVER, "{{base}}/mcp", "url must be a URL that starts with http:// or https://"),
        (SERVER, "", "url must be a URL that starts with http:// or https://"),
    ],
)
def test_format(place: str, value: str, message: str) -> None:
    assert said_of(place, value) == [Said("invalid-format", place, message)]


@pytest.mark.parametrize("place", ["name", "ml_repo", MODEL, IMAGE, SERVER, "version_alias"])
@pytest.mark.parametrize("text", ["a" * 1_000_000, "a." * 500_000, "é\n" * 500_000])
def test_long_text_is_neither_shown_nor_slow(place: str, text: str) -> None:
    began = monotonic()
    [said] = said_of(place, text)
    assert len(said.message) < 200
    assert monotonic() - began < 2


def test_format_without_words() -> None:
    schema = {"type": "object", "properties": {"code": {"type": "string", "pattern": "^[A-Z]{3}$"}}}
    [(rule, problem)] = diagnosed(schema, {"code": "abcd"})
    assert rule == "invalid-format"
    assert problem.message == 'code "abcd" is not in the form that the API accepts'


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (
            "messages/0/content",
            "",
            "content is empty, which the API refuses: write the text",
        ),
        (
            "messages/0/content",
            "\nsecret",
            "content begins with a line break, which the API refuses: begin with the text itself",
        ),
        (
            "messages/2/content/0/text",
            "\u2028x",
            "text begins with a line break, which the API refuses: begin with the text itself",
        ),
    ],
)
def test_blank_content(place: str, value: str, message: str) -> None:
    assert said_of(place, value) == [Said("blank-content", place, message)]


@pytest.mark.parametrize(
    ("rule", "place", "value", "message"),
    [
        ("out-of-range", "version", 0, "version can't be below 1"),
        (
            "out-of-range",
            "routing_config/sticky_routing/ttl_seconds",
            60,
            "ttl_seconds must be from 1800 to 86400 seconds, this is 60",
        ),
        (
            "out-of-range",
            "routing_config/sticky_routing/ttl_seconds",
            10**50,
            "ttl_seconds must be from 1800 to 86400 seconds",
        ),
        (
            "out-of-range",
            "model_configuration/parameters/top_p",
            1.5,
            "top_p must be from 0 to 1, this is 1.5",
        ),
        ("retry-bounds", f"{TARGET}/retry_config/attempts", -1, "attempts can't be below 0"),
        (
            "retry-bounds",
            f"{TARGET}/retry_config/delay",
            0,
            "delay must be above 0 milliseconds, this is 0",
        ),
        (
            "wrong-length",
            "description",
            "x" * 530,
            "description must have at most 512 characters, this has 530",
        ),
        (
            "wrong-length",
            "version_alias",
            "v" + "_" * 130,
            "version_alias must have at most 128 characters, this has 131",
        ),
        ("wrong-length", "messages", [], "messages must not be empty"),
    ],
)
def test_bounds_and_lengths(rule: str, place: str, value: object, message: str) -> None:
    assert said_of(place, value) == [Said(rule, place, message)]


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"exclusiveMinimum": 0, "maximum": 1}, "x must be above 0 and at most 1, this is 7"),
        ({"minimum": 8, "exclusiveMaximum": 9}, "x must be at least 8 and below 9, this is 7"),
        ({"maximum": 1}, "x must be at most 1, this is 7"),
    ],
)
def test_bounds_in_words(keywords: dict[str, int], message: str) -> None:
    assert wording.bounds(("x",), 7, keywords) == message


@pytest.mark.parametrize(
    ("value", "keywords", "message"),
    [
        ("ab", {"minLength": 3, "maxLength": 9}, "x must have from 3 to 9 characters, this has 2"),
        ("ab", {"minLength": 3}, "x must have at least 3 characters, this has 2"),
        (["a"], {"minItems": 2}, "x must have at least 2 entries, this has 1"),
    ],
)
def test_lengths_in_words(value: str | list[str], keywords: dict[str, int], message: str) -> None:
    assert wording.length(("x",), value, keywords) == message


def test_choices_are_listed_up_to_eight() -> None:
    many = [f"choice-{n}" for n in range(10)]
    assert wording.choice(("x",), "foo", many).endswith("choice-7 or 2 more")
    assert wording.choice(("x",), 3, [1, 2]) == "x 3 is not one of 1, 2"
    assert wording.choice(("x", 0), "b", ["a"]) == 'an item of x "b" must be "a"'
