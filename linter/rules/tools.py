"""Tools and structured output: names, descriptions, and the schemas that models have to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from linter.finding import Note, Path, Problem, Severity
from linter.rules.base import rule
from linter.rules.json_schemas import surely_sound, surely_strict
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings
    from linter.survey import Survey


_LONGEST_NAME = 64
_ANSWER: Path = ("response_format", "json_schema")


def _functions(manifest: Manifest) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the functions of the declared tools with their paths."""
    for path, tool in manifest.mappings("tools"):
        function = tool.get("function")
        if isinstance(function, dict):
            yield (*path, "function"), function


def _below(path: Path, problems: list[Problem]) -> Iterator[Problem]:
    """Yield problems of a schema as problems of the manifest that holds it at a path."""
    for problem in problems:
        notes = tuple(note._replace(path=path + note.path) for note in problem.notes)
        yield problem._replace(path=path + problem.path, notes=notes)


def _is_plain(name: str) -> bool:
    if len(name) > _LONGEST_NAME or not name.isascii():
        return False
    return name.isidentifier() or name.replace("_", "a").replace("-", "a").isalnum()


def _may_be_unusual(seen: Survey) -> bool:
    """Whether a tool is not surely in order, its name aside: one walk for all rules on tools."""
    for function in seen.functions:
        if not _is_described(function) or not _takes_an_object(function):
            return True
        if "strict" in function and not _keeps_its_promise(function):
            return True
    return len(set(seen.tool_names)) != len(seen.tool_names)


def _has_odd_name(seen: Survey) -> bool:
    if seen.uses_tools and not seen.functions:
        return True
    answer = (seen.value.get("response_format") or {}).get("json_schema")
    if answer is not None and not _is_plain(answer["name"]):
        return True
    return not all(map(_is_plain, seen.tool_names))


@rule("tool-name", Severity.ERROR, when=_has_odd_name)
def tool_name(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The name of a function or of a response schema is not one that providers take.

    Why:
        OpenAI takes letters without accents, digits, `_` and `-`, at most 64 of them, and refuses
        the whole call otherwise.

    Bad:
        tools: [{type: function, function: {name: get weather, description: Tells the weather}}]

    Good:
        tools: [{type: function, function: {name: get_weather, description: Tells the weather}}]

    Sources:
        The docstrings of `function_definition.py` and `response_format_json_schema.py` in the
        package `openai` 3.52.0. The API reference page 'List prompts' has no format for names.

    How sure:
        Documented by OpenAI. Anthropic takes up to 128 of the same characters, Gemini dots, too.
    """
    named = [(path, function.get("name"), "tool") for path, function in _functions(manifest)]
    if not named and any("tool_calls" in message for _, message in manifest.messages):
        from linter.rules.calls import called

        named = [(path, name, "tool") for name, path in called(manifest).items()]
    if manifest.value.get("response_format"):
        named.append((_ANSWER, manifest.mapping(*_ANSWER).get("name"), "schema"))
    for path, name, what in named:
        if isinstance(name, str) and not _is_plain(name):
            from linter.rules.tool_wording import misnamed

            yield from misnamed((*path, "name"), name, what)


@rule(
    "duplicate-tool",
    Severity.ERROR,
    needs="tools",
    when=_may_be_unusual,
)
def duplicate_tool(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """Two tools have the same name.

    Why:
        A model calls a tool by its name, so nobody could tell which one it means; providers
        refuse the whole call.

    Bad:
        tools:
          - {type: function, function: {name: search, description: Searches orders}}
          - {type: function, function: {name: search, description: Searches customers}}

    Good:
        tools:
          - {type: function, function: {name: search_orders, description: Searches orders}}
          - {type: function, function: {name: search_customers, description: Searches customers}}

    Sources:
        Issues tailcallhq/forgecode 892 (Anthropic) and liliMozi/openhanako 789 (DeepSeek).

    How sure:
        Known from providers' answers. The vendor's models take any names.
    """
    first: dict[str, Path] = {}
    for path, function in _functions(manifest):
        name = function.get("name")
        if not isinstance(name, str):
            continue
        if name in first:
            note = Note((*first[name], "name"), "first declared here")
            text = f'tool "{short(name)}" is declared twice: rename one, or remove it'
            yield Problem((*path, "name"), text, notes=(note,))
        first.setdefault(name, path)


def _takes_an_object(function: dict[str, Any]) -> bool:
    """Whether the parameters of a function are surely right, or there are none."""
    schema = function.get("parameters")
    if not isinstance(schema, dict):
        return True
    return schema.get("type") == "object" and surely_sound(schema)


@rule(
    "tool-parameters",
    Severity.ERROR,
    needs="tools",
    when=_may_be_unusual,
)
def tool_parameters(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The parameters of a tool are not a valid JSON Schema of an object.

    Why:
        Providers read the schema when the prompt is called and refuse the call if they can't:
        all of it, whether or not the model would use the tool. Nothing looks at it before.
        A name under `required` that is no property is refused by Gemini, and elsewhere the model
        is left to guess what it should fill in.

    Bad:
        tools:
          - type: function
            function:
              name: get_weather
              description: Tells the weather
              parameters:
                type: object
                properties: {city: {type: string}}
                required: [town]

    Good:
        tools:
          - type: function
            function:
              name: get_weather
              description: Tells the weather
              parameters:
                type: object
                properties: {city: {type: string}}
                required: [city]

    Mend:
        Leave `parameters` out for a tool that takes nothing. The schema is held against the draft
        that its `$schema` names, against 2020-12 otherwise. Write `"null"` in quotes where YAML
        would read null.

    Sources:
        The meta-schemas of JSON Schema, drafts 3 to 2020-12. Issues browserbase/stagehand 1159
        (OpenAI wants the type of an object) and iBUHub/AIStudioToAPI 154 (Gemini's `required`).

    How sure:
        The vendor's models take any mapping. Providers differ in what they look at: OpenAI wants
        `type: object` and a schema that is valid, Gemini what is required to be a property.
        Patterns and references to other documents are not judged.
    """
    for path, function in _functions(manifest):
        if not _takes_an_object(function):
            from linter.rules.tool_schemas import broken_parameters

            schema, below = function["parameters"], (*path, "parameters")
            is_strict = function.get("strict") is True
            yield from _below(
                below, broken_parameters(schema, is_strict, _written(manifest, below))
            )


def _keeps_its_promise(function: dict[str, Any]) -> bool:
    """Whether a function is not strict, or its parameters surely are."""
    schema = function.get("parameters")
    if function.get("strict") is not True or not isinstance(schema, dict):
        return True
    return surely_strict(schema)


@rule(
    "strict-schema",
    Severity.WARNING,
    needs="tools",
    when=_may_be_unusual,
)
def strict_schema(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A tool is strict, and its schema is not of the subset that strict mode takes.

    Why:
        With `strict: true` a provider promises arguments that keep to the schema, and refuses a
        schema for which it can't: every object has to be closed (`additionalProperties: false`)
        and to require all its properties, and the root has to be an object and no union.

    Bad:
        tools:
          - type: function
            function:
              name: get_weather
              description: Tells the weather
              strict: true
              parameters: {type: object, properties: {city: {type: string}}}

    Good:
        tools:
          - type: function
            function:
              name: get_weather
              description: Tells the weather
              strict: true
              parameters:
                type: object
                properties: {city: {type: string}}
                required: [city]
                additionalProperties: false

    Mend:
        Let a property that may be absent be null instead, with a type of `["string", "null"]`.

    Sources:
        `lib/_pydantic.py` of the package `openai` 3.52.0 and the page 'Structured outputs' of
        Azure OpenAI. OpenAI documents at most ten levels of objects; Azure names five.

    How sure:
        Documented by OpenAI and Azure. Other providers ignore `strict` or allow more, and the
        limits have been raised before, so it is a warning, and only the largest limit counts.
    """
    for path, function in _functions(manifest):
        if not _keeps_its_promise(function):
            from linter.rules.strict_schemas import not_strict

            problems = list(not_strict(function["parameters"]))
            yield from _below((*path, "parameters"), problems)


def _has_doubtful_answer(seen: Survey) -> bool:
    answer = (seen.value["response_format"] or {}).get("json_schema")
    return answer is not None and not surely_sound(answer["schema"])


@rule("response-schema", Severity.ERROR, needs="response_format", when=_has_doubtful_answer)
def response_schema(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The schema of a structured answer is not a valid JSON Schema.

    Why:
        Providers read it when the prompt is called, and refuse the call.

    Bad:
        response_format:
          type: json_schema
          json_schema: {name: answer, schema: {type: object, properties: {ok: {type: bool}}}}

    Good:
        response_format:
          type: json_schema
          json_schema: {name: answer, schema: {type: object, properties: {ok: {type: boolean}}}}

    Sources:
        The meta-schemas of JSON Schema, drafts 3 to 2020-12.

    How sure:
        The vendor's models take any mapping. What providers want beyond a valid schema depends on
        their strict mode, which the manifest can't ask for here, so it is not looked at.
    """
    schema = manifest.mapping(*_ANSWER).get("schema")
    if isinstance(schema, dict) and not surely_sound(schema):
        from linter.rules.tool_schemas import broken_schema

        below = (*_ANSWER, "schema")
        yield from _below(below, broken_schema(schema, _written(manifest, below)))


def _written(manifest: Manifest, below: Path) -> Callable[[Path], str | None]:
    """Return what tells how an unquoted scalar below a path stands in the file."""
    return lambda path: manifest.document.written((*manifest.path, *below, *path))


def _may_not_ask_for_json(seen: Survey) -> bool:
    answer = seen.value["response_format"] or {}
    if answer.get("type") != "json_object":
        return False
    return not any("JSON" in text or "json" in text for text in seen.texts)


@rule(
    "json-mode-without-json",
    Severity.WARNING,
    needs="response_format",
    when=_may_not_ask_for_json,
)
def json_mode_without_json(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The answer is to be a JSON object, and no message has the word JSON.

    Why:
        OpenAI and those that follow it refuse `json_object` unless a message asks for JSON, in
        whatever case: without it a model may write blanks until its tokens are used up.

    Bad:
        response_format: {type: json_object}
        messages: [{role: user, content: List three rivers.}]

    Good:
        response_format: {type: json_object}
        messages: [{role: user, content: List three rivers as JSON.}]

    Sources:
        Issue mem0ai/mem0 3559 shows OpenAI's answer.

    How sure:
        Known for OpenAI and Azure. A caller's messages, or the value of a variable, may bring the
        word, so it is a warning; the default of a variable that a message uses counts, and a
        message whose text is stored elsewhere is given the benefit of the doubt.
    """
    if manifest.mapping("response_format").get("type") == "json_object":
        from linter.rules.json_mode import unasked

        yield from unasked(manifest)


def _is_described(function: dict[str, Any]) -> bool:
    text = function.get("description")
    return bool(text) and not (isinstance(text, str) and text.isspace())


@rule(
    "undescribed-tool",
    Severity.INFO,
    needs="tools",
    when=_may_be_unusual,
)
def undescribed_tool(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A tool has no description.

    Why:
        The description is what a model goes by when it decides whether to call a tool.

    Bad:
        tools: [{type: function, function: {name: get_weather}}]

    Good:
        tools: [{type: function, function: {name: get_weather, description: Tells the weather}}]

    Sources:
        `truefoundry-sdk` up to 0.1.10 required it. The docstring of `function_definition.py` in
        the package `openai` 3.52.0 says what it is for.

    How sure:
        It is advice: everything takes a tool without one.
    """
    for path, function in _functions(manifest):
        if not _is_described(function):
            from linter.rules.tool_wording import undescribed

            yield from undescribed(path, function, manifest.mapping(*path[:-1]))
