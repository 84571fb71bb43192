"""Runs that every report format has to show: most of them real texts, linted."""

from __future__ import annotations

import json
from collections.abc import Callable

from linter.engine import lint_data
from linter.files import Oversized, Unreadable
from linter.finding import Edit, Fix, Place, Related, Severity
from linter.result import FileResult, Suppressed
from linter.settings import Settings
from tests.report.samples import clean, file_result, finding, marked, run_of_everything, skipped
from tests.rules.manifests import complete

MANY = 1_000

GREETING = """\
type: chat_prompt
name: greeting
ml_repo: support
metadata: {}
variables: {customer: there}
messages:
  - role: sytem
    content: You greet customers.
  - role: user
    content: Hello, {{custmer}}!
"""

ROUTING = """\
routing_config:
  type: weight-based-routing
  load_balance_targets:
    - target: openai-main/gpt-4o
      weight: 60
      retry_config: {attempts: 2, delay: 2, on_status_codes: [429, "503"]}
    - target: azure-eu/gpt-4o
      weight: 50
"""


def linted(name: str, content: str | bytes | Unreadable | Oversized) -> FileResult:
    """Lint a file's content as a run of the command does."""
    data = content.encode() if isinstance(content, str) else content
    return lint_data(name, data, Settings())


def several() -> list[FileResult]:
    """Errors, warnings and advice in two of four files."""
    return [
        linted("prompts/clean.yaml", complete("description: Nothing is wrong\n")),
        linted("prompts/greet.yaml", GREETING),
        linted("prompts/route.yaml", complete("name: route\n" + ROUTING)),
        linted("compose.yaml", "services: {}\n"),
    ]


def none() -> list[FileResult]:
    """A clean manifest, and a file without one."""
    return [linted("prompts/clean.yaml", complete("")), linted("compose.yaml", "services: {}\n")]


def no_files() -> list[FileResult]:
    """Nothing to lint at all."""
    return []


def syntax_error() -> list[FileResult]:
    """A manifest that is not well-formed."""
    return [
        linted("prompts/greet.yaml", GREETING.replace("Hello, {{custmer}}!", "{{name}}, hello"))
    ]


def without_a_line() -> list[FileResult]:
    """Files that were not read, so that there is no line to point to."""
    return [
        linted("prompts/gone.yaml", Unreadable("no such file or directory")),
        linted("prompts/huge.yaml", Oversized(marked=True)),
    ]


def not_ascii() -> list[FileResult]:
    """Paths and texts beyond ASCII, some characters of which take two code units in UTF-16."""
    greeting = GREETING.replace("Hello, ", "Grüße 👋🏽 你好 שלום ")
    odd = linted("100% off, a=b?c#d [1] + é.yaml", greeting.replace("greeting", "größe"))
    return [linted("prompts/größe/你好 👋.yaml", greeting), odd]


def a_thousand() -> list[FileResult]:
    """As many findings as the reports for terminals show of one file."""
    messages = "".join(f"  - {{role: usr, content: Hello {i}}}\n" for i in range(MANY))
    return [linted("prompts/many.yaml", complete(f"messages:\n{messages}"))]


def third_document() -> list[FileResult]:
    """A finding in the last of three documents, the first of which is no manifest."""
    documents = ["kind: Service\n", complete("name: first\n"), GREETING.replace("sytem", "system")]
    return [linted("prompts/all.yaml", "---\n".join(documents))]


def envelope() -> list[FileResult]:
    """Findings inside the response of the API that carries the manifest."""
    manifest = {
        "type": "chat_prompt",
        "name": "greeting",
        "ml_repo": "support",
        "metadata": {},
        "version_alias": "stable",
        "messages": [{"role": "User", "content": "Hello"}],
    }
    version = {"id": "pv-1", "fqn": "chat_prompt:acme/support/greeting:1", "manifest": manifest}
    text = json.dumps({"data": version}, indent=2)
    return [linted("responses/get-version.json", text)]


def all_the_words() -> list[FileResult]:
    """A finding with everything that one may have, silenced ones, and places of every shape."""
    text = (
        "name: ⟦a⟧\n" + "x: 1\n" * 3 + "name: ⟦b⟧\ntext: |\n  ⟦one\n  two⟧\nempty:⟦⟧\nlast: ⟦b⟧\n"
    )
    source, [first, second, lines, nothing, last] = marked(text)
    other = Place(3, 7, 3, 8)
    told = finding(
        second,
        "duplicate-prompt",
        'prompt name "b" is taken already',
        help="give each prompt a name of its own",
        related=(
            Related(source.name, first, "also used here"),
            Related("other prompts/b.yaml", other, "and here"),
        ),
    )
    quoted = Fix("quote the value", (Edit(second, '"b"'),), safe=True)
    removed = Fix("remove the text, and its key", (Edit(lines, ""), Edit(nothing, "!")), safe=False)
    result = file_result(
        source,
        told._replace(url="https://example.com/rules/duplicate-prompt", fix=quoted),
        finding(lines, "blank-content", "says nothing", severity=Severity.WARNING)._replace(
            fix=removed
        ),
        finding(nothing, "unknown-field", 'unknown key "empty"', severity=Severity.INFO),
    )
    silenced = finding(last, "duplicate-prompt", 'prompt name "b" is taken already')
    return [
        result._replace(
            suppressed=(
                Suppressed(silenced, "comment", "two prompts of one name are meant"),
                Suppressed(silenced._replace(place=first), "baseline"),
            )
        )
    ]


def hostile() -> list[FileResult]:
    """Names and messages that would command a terminal, a log or an XML parser."""
    text = "\x1b[31m%0A::error::x\r\n::set-output name=a::b]]><b>&'\"[a](0) {0} \u2028\x9b\ufffe\0"
    source, [place] = marked("a: ⟦1⟧\n", "a\nb,c:d%<&\">'\udcff.yaml")
    bad = finding(place, message=text, help=text, file=source.name)
    note = Related(source.name, place, text)
    return [file_result(source, bad._replace(related=(note,), pointer="/a~1b\x1b"))]


RUNS: dict[str, Callable[[], list[FileResult]]] = {
    "several": several,
    "none": none,
    "no-files": no_files,
    "syntax-error": syntax_error,
    "without-a-line": without_a_line,
    "not-ascii": not_ascii,
    "a-thousand": a_thousand,
    "third-document": third_document,
    "envelope": envelope,
    "all-the-words": all_the_words,
    "hostile": hostile,
    "of-every-kind": lambda: [*run_of_everything(), clean("b.yaml"), skipped("c.json")],
}
"""Every run by the name of the folder that has its reports."""
