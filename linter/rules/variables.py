"""Variables: what is declared, what placeholders use, and what only looks like a placeholder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from linter.finding import At, Problem, Severity
from linter.placeholders import may_hold_odd, repaired
from linter.rules import unrendered
from linter.rules.base import rule
from linter.rules.words import short

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings
    from linter.survey import Survey


@rule(
    "undeclared-variable",
    Severity.WARNING,
    when=lambda seen: not seen.names <= seen.variables.keys(),
    fixes="unsafe",
)
def undeclared_variable(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A placeholder names a variable that the manifest does not declare.

    Why:
        A variable that neither `variables` nor the call gives is not an error: the model gets
        the braces as they stand. A misspelt name is the usual cause. `null` declares a variable
        without a default. A manifest that declares no variable at all leaves them all to the
        caller, so there it is only advice (`info`).

    Bad:
        variables:
          customer: Ann
        messages:
          - role: user
            content: Write to {{custmer}}.

    Good:
        variables:
          customer: Ann
        messages:
          - role: user
            content: Write to {{customer}}.

    Sources:
        `render_prompt` in the vendor's package `truefoundry` 0.17.5 leaves what it can't resolve
        untouched. What the server does is not documented.

    How sure:
        What the client does was tried. How the server renders, and what it does about a variable
        that is missing, is not documented. A call may pass more variables than are declared, so it
        is a warning at most.
    """
    from linter.rules.usage import undeclared

    names = undeclared(manifest)
    if names:
        from linter.rules.misnamed import problems

        yield from problems(manifest, names)


def _are_more_than_used(seen: Survey) -> bool:
    return not seen.variables.keys() <= seen.names


@rule(
    "unused-variable", Severity.WARNING, needs="variables", when=_are_more_than_used, fixes="unsafe"
)
def unused_variable(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A declared variable is used by no message.

    Why:
        Whoever fills it in expects it to reach the model, and it never does: the text that used
        it is gone, or names it differently.

    Bad:
        variables:
          name: Ann
          tone: friendly
        messages:
          - role: user
            content: Greet {{name}}.

    Good:
        variables:
          name: Ann
          tone: friendly
        messages:
          - role: user
            content: Greet {{name}} in a {{tone}} way.

    Sources:
        `render_prompt` in the vendor's package `truefoundry` 0.17.5 substitutes in the contents
        of messages alone and passes over what these do not name.

    How sure:
        Tried: the client passes over variables that no message names. Nothing fails by it. Where a
        content is stored elsewhere, the rule stays silent, for nobody sees what that uses.
    """
    from linter.rules.usage import unused

    for name in unused(manifest):
        from linter.remedies import remove

        shown = short(name)
        yield Problem(
            ("variables", name),
            f'variable "{shown}" is never used: write {{{{{shown}}}}} in a message, or remove it',
            at=At.KEY,
            remedy=remove(("variables", name), "the variable", safe=False),
        )


@rule(
    "malformed-placeholder",
    Severity.WARNING,
    when=lambda seen: seen.has_stray_braces and any(map(may_hold_odd, seen.texts)),
    fixes="both",
)
def malformed_placeholder(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """Something looks like a placeholder and is sent to the model as it stands.

    Why:
        Only two braces, a name of letters, digits and underscores, and two braces are replaced.
        Blanks, hyphens, dots, filters, sections and single braces belong to other template
        languages. Code between backquotes or in a fenced block, and single braces anywhere,
        count only where they name a declared variable.

    Bad:
        variables:
          name: Ann
        messages:
          - role: user
            content: Greet {{ name }}.

    Good:
        variables:
          name: Ann
        messages:
          - role: user
            content: Greet {{name}}.

    Bad:
        variables:
          items: null
        messages:
          - role: user
            content: "{{#items}}Sum up {{title}}. {{/items}}"

    Good:
        variables:
          items: null
        messages:
          - role: user
            content: Sum up each of {{items}}.

    Mend:
        Write the name alone between double braces. Build lists and conditional texts before the
        call and pass them as one variable.

    Sources:
        The pattern of `render_prompt` in the vendor's package `truefoundry` 0.17.5. Nothing
        documents a wider grammar on the server.

    How sure:
        Each form was tried with the client and stays as it is. A wider grammar on the server can't
        be ruled out. Whether braces were meant as a placeholder is a guess, which is why code, JSON
        and formulas are left alone.
    """
    odd = [
        (path, text, found)
        for path, text, placeholders in manifest.placeholders
        if path[-1] != "url" and (found := [p for p in placeholders if p.form != "whole"])
    ]
    if odd:
        from linter.rules.spellings import malformed

        yield from malformed(manifest, odd)


@rule("unrendered-placeholder", Severity.WARNING, when=unrendered.may_be_there)
def unrendered_placeholder(manifest: Manifest, _settings: Settings) -> Iterable[Problem]:
    """A placeholder stands where nothing is replaced.

    Why:
        Values are put into the contents of messages and nowhere else. The braces stay in a tool's
        description or schema, the arguments of a tool call, a name, a description, metadata, the
        default of another variable, `extra_parameters`, `override_params`, a stop sequence, the
        provider, a target, the URL, FQN or headers of an MCP server, headers that a target sets,
        guardrails, the namespace of a cache and the FQN of a tracing project. In a header write
        `tfy-secret://tenant:group:key`, not the credential.

    Bad:
        variables:
          city: Rome
        tools:
          - type: function
            function:
              name: get_weather
              description: Tells the weather of {{city}}.

    Good:
        variables:
          city: Rome
        messages:
          - role: user
            content: How is the weather in {{city}}?
        tools:
          - type: function
            function:
              name: get_weather
              description: Tells the weather of a city.

    Sources:
        `render_prompt` in the vendor's package `truefoundry` 0.17.5 walks over the messages'
        contents in a single pass.

    How sure:
        The client's rendering was read and tried. The server's is not documented, so it is a
        warning.
    """
    return unrendered.problems(manifest)


@rule("invalid-variable-name", Severity.ERROR, needs="variables", when=_are_more_than_used)
def invalid_variable_name(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A variable has a name that no placeholder can spell.

    Why:
        A placeholder holds letters, digits and underscores. A variable with any other character
        in its name can be declared and passed, but never arrives in a message.

    Bad:
        variables:
          user-name: Ann
        messages:
          - role: user
            content: Greet {{user-name}}.

    Good:
        variables:
          user_name: Ann
        messages:
          - role: user
            content: Greet {{user_name}}.

    Sources:
        The pattern of `render_prompt` in the vendor's package `truefoundry` 0.17.5.

    How sure:
        Tried with the client: letters and digits of every script work, nothing else does. The
        server's grammar is not documented.
    """
    from linter.rules.usage import unnameable

    for key in unnameable(manifest):
        name = repaired(key)
        advice = f"write {short(name)}" if name else "use letters, digits and _"
        yield Problem(
            ("variables", key), f'no placeholder can name "{short(key)}": {advice}', at=At.KEY
        )
