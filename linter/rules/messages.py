"""Messages: their contents, and the calls and answers of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from linter.finding import Note, Problem, Severity
from linter.rules.base import rule

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings
    from linter.survey import Survey

_INSTRUCTIONS = ("system", "developer")
_LEADING = frozenset(_INSTRUCTIONS)


def _is_out_of_order(seen: Survey) -> bool:
    if not seen.uses_tools:
        return False
    from linter.rules.order import is_in_order

    return not is_in_order(seen.messages)


def _may_have_broken_arguments(seen: Survey) -> bool:
    if not seen.uses_tools:
        return False
    calls = (call for message in seen.messages for call in message.get("tool_calls") or ())
    return not all(_is_object(call["function"]["arguments"]) for call in calls)


def _is_object(text: str) -> bool:
    """Whether a text is surely a JSON object; one with placeholders between its strings is none."""
    try:
        return _decode()(text).__class__ is dict
    except (ValueError, RecursionError):
        return False


@cache
def _decode() -> Callable[[str], Any]:
    # Only this rule asks for it, and a prompt with tool calls is rare.
    from json import JSONDecoder

    return JSONDecoder(parse_constant=_refuse).decode


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _calls_others(seen: Survey) -> bool:
    """Whether a message calls a tool that is not declared."""
    if not seen.uses_tools:
        return False
    calls = (call for message in seen.messages for call in message.get("tool_calls") or ())
    return any(call["function"]["name"] not in seen.tool_names for call in calls)


@rule("blank-content", Severity.ERROR, when=lambda seen: any(map(str.isspace, seen.texts)))
def blank_content(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The content of a message is empty, only white space, or begins with a line break.

    Why:
        The API's pattern wants a first character that is not a line break, and providers refuse
        messages of white space. In YAML a blank line after `content: |` is enough. An
        assistant's content may be null, absent or "", for its tool calls can stand alone.

    Bad:
        messages:
          - role: user
            content: " "

    Good:
        messages:
          - role: user
            content: Hello

    Bad:
        messages:
          - role: user
            content: |

              Hello

    Good:
        messages:
          - role: user
            content: |
              Hello

    Sources:
        The pattern of `content` and `text` in the vendor's package `truefoundry` 0.17.5.
        Anthropic's API answers 400 to blocks of white space.

    How sure:
        Tried for an empty content and a line break at the start: one set of the vendor's models
        refuses them, the client's strict ones and `truefoundry-sdk` check nothing. White space
        alone passes all models; that Anthropic refuses it is known from reports such as issue
        175637 of home-assistant/core, and other providers may be more patient.
    """
    for path, text in manifest.rendered_texts:
        if not text.isspace() or path[-1] == "url":
            continue
        # The schema refuses a leading line break, but takes any text as an assistant's content.
        free = path[-1] == "content" and manifest.mapping(*path[:-1]).get("role") == "assistant"
        if free or text[0] not in "\n\r\u2028\u2029":
            what = "text" if path[-1] == "text" else "content"
            yield Problem(path, f"{what} is only white space: write something, or remove it")


@rule("orphan-tool-message", Severity.ERROR, when=_is_out_of_order)
def orphan_tool_message(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A tool message answers no call that the assistant made in this exchange.

    Why:
        Providers match answers to calls by `tool_call_id` and refuse a conversation with one that
        matches none, so every call with this prompt fails.

    Bad:
        messages:
          - {role: user, content: Will it rain}
          - {role: tool, tool_call_id: call_1, content: Not a drop}

    Good:
        messages:
          - {role: user, content: Will it rain}
          - role: assistant
            tool_calls: [{id: call_1, type: function, function: {name: rain, arguments: "{}"}}]
          - {role: tool, tool_call_id: call_1, content: Not a drop}

    Sources:
        Issues agno-agi/agno 3105 and miurla/morphic 136 show the answers of OpenAI and Anthropic.

    How sure:
        Known from providers' answers; nothing before the provider looks at it.
    """
    if manifest.uses_tools:
        from linter.rules.conversation import orphans

        yield from orphans(manifest)


@rule("unanswered-tool-call", Severity.WARNING, when=_is_out_of_order)
def unanswered_tool_call(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A tool call is not answered before the next turn.

    Why:
        Providers want an answer to each call of a turn, in any order, before anybody else speaks.
        Calls at the very end of the prompt are fine: the caller sends their answers.

    Bad:
        messages:
          - role: assistant
            tool_calls: [{id: call_1, type: function, function: {name: rain, arguments: "{}"}}]
          - {role: user, content: And tomorrow}

    Good:
        messages:
          - role: assistant
            tool_calls: [{id: call_1, type: function, function: {name: rain, arguments: "{}"}}]
          - {role: tool, tool_call_id: call_1, content: Not a drop}
          - {role: user, content: And tomorrow}

    Sources:
        Issue microsoft/promptflow 3130 shows OpenAI's answer.

    How sure:
        OpenAI and Anthropic refuse it. Some gateways and models let it pass, so it is a warning.
    """
    if manifest.uses_tools:
        from linter.rules.conversation import unanswered

        yield from unanswered(manifest)


@rule("duplicate-tool-call", Severity.ERROR, when=_is_out_of_order)
def duplicate_tool_call(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """Two tool calls have the same id.

    Why:
        An answer names a call by its id, so nobody can tell which of the two is answered.

    Bad:
        messages:
          - role: assistant
            tool_calls:
              - {id: call_1, type: function, function: {name: rain, arguments: "{}"}}
              - {id: call_1, type: function, function: {name: wind, arguments: "{}"}}

    Good:
        messages:
          - role: assistant
            tool_calls:
              - {id: call_1, type: function, function: {name: rain, arguments: "{}"}}
              - {id: call_2, type: function, function: {name: wind, arguments: "{}"}}

    Sources:
        Issue NachoSEO/claudegram 12 shows Anthropic's answer.

    How sure:
        Anthropic wants ids that are unique in a whole request. Others may look at one turn alone.
    """
    if manifest.uses_tools:
        from linter.rules.conversation import repeated

        yield from repeated(manifest)


@rule("invalid-tool-arguments", Severity.ERROR, when=_may_have_broken_arguments)
def invalid_tool_arguments(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """The arguments of a tool call are not the text of a JSON object.

    Why:
        Providers and gateways read the text when the conversation is sent, and fail. Placeholders
        are allowed for, in a string or in place of a value.

    Bad:
        messages:
          - role: assistant
            tool_calls:
              - {id: c1, type: function, function: {name: rain, arguments: "{'city': 'Rome'}"}}

    Good:
        messages:
          - role: assistant
            tool_calls:
              - {id: c1, type: function, function: {name: rain, arguments: '{"city": "Rome"}'}}

    Sources:
        The vendor's models take any text. Issue agno-agi/agno 8343 shows what providers answer.

    How sure:
        Anthropic and Google get an object and so can't be sent anything else. Of the services
        that are compatible with OpenAI's some pass the text on.
    """
    if manifest.uses_tools:
        from linter.rules.calls import broken_arguments

        yield from broken_arguments(manifest)


@rule("unknown-tool", Severity.WARNING, needs="tools", when=_calls_others)
def unknown_tool(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A message calls a tool that is not declared, though tools are.

    Why:
        The model learns from the example to call a tool that it does not have. Nothing is said
        where an MCP server or a sub agent of the prompt could offer it.

    Bad:
        messages:
          - role: assistant
            tool_calls: [{id: c1, type: function, function: {name: get_rian, arguments: "{}"}}]
        tools: [{type: function, function: {name: get_rain, description: Millimetres today}}]

    Good:
        messages:
          - role: assistant
            tool_calls: [{id: c1, type: function, function: {name: get_rain, arguments: "{}"}}]
        tools: [{type: function, function: {name: get_rain, description: Millimetres today}}]

    Sources:
        The API reference page 'List prompts': `tools`, `mcp_servers`, `tool_call_to_mcp_mapping`.

    How sure:
        An inference: nothing refuses it. How the names of MCP tools look to the model is not
        documented, so a name that ends like a listed one is taken for it.
    """
    if manifest.uses_tools:
        from linter.rules.calls import unknown_tools

        yield from unknown_tools(manifest)


@rule(
    "misplaced-system-message",
    Severity.INFO,
    when=lambda seen: not _LEADING.isdisjoint(seen.roles[1:]),
)
def misplaced_system_message(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A system or developer message stands behind the beginning of the conversation.

    Why:
        Some providers know instructions only at the top: they move it there, or refuse it.

    Bad:
        messages: [{role: user, content: Hello}, {role: system, content: Be brief.}]

    Good:
        messages: [{role: system, content: Be brief.}, {role: user, content: Hello}]

    Sources:
        Issues biocypher/biochatter 292 (Anthropic) and vllm-project/vllm 41114 (Qwen).

    How sure:
        OpenAI takes such messages anywhere, others do not: it depends on the model.
    """
    began = None
    for path, message in manifest.messages:
        role = message.get("role")
        if role in ("user", "assistant", "tool"):
            began = began or path
        elif began and role in _INSTRUCTIONS:
            note = Note((*began, "role"), "the conversation begins here")
            text = f"a {role} message behind the beginning of the conversation: move it to the top"
            yield Problem((*path, "role"), text, notes=(note,))
