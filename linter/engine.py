"""The pure core: a source and settings in, findings out; and the same over the files of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from linter.conformance import conforms, diagnose
from linter.document import Document, Fault, Reading, read
from linter.document.encoding import decode
from linter.document.mark import may_suppress
from linter.files import Oversized, Unreadable
from linter.finding import Finding, Path, Place, Problem
from linter.manifest import Envelope, Manifest, find_manifests, may_hold_prompt
from linter.result import FileResult, NamedPrompt, Suppressed
from linter.rules import RULES
from linter.rules.base import Check, Look
from linter.rules.identity import clashes
from linter.settings import Settings
from linter.settle import active_rules, from_fault, from_problem, settle
from linter.source import Source
from linter.survey import Survey

if TYPE_CHECKING:
    from linter.fixes.proof import Proof

_NOWHERE = Place(1, 1, 1, 1)

Due: TypeAlias = "tuple[str | None, list[tuple[Look | None, list[tuple[str, Check]]]]]"
"""The key that checks depend on, and by their quick looks the checks with their rules' names."""

_DECISIVE = frozenset({"wrong-type", "invalid-format"})


class Defect(Exception):  # noqa: N818
    """A defect of the program, with the name of the file that brought it out."""


def lint(source: Source, settings: Settings) -> FileResult:
    """Lint one text: read it, find its manifests, hold them against schema and rules."""
    result, reading = _lint_once(source, settings)
    if result.findings and any(finding.fix is not None for finding in result.findings):
        findings = _proof(source, settings, result, reading).proved()
        result = result._replace(findings=findings)
    return result


def lint_to_mend(source: Source, settings: Settings) -> tuple[FileResult, Proof]:
    """Lint one text; also return what tells which of the fixes go together."""
    result, reading = _lint_once(source, settings)
    proof = _proof(source, settings, result, reading)
    return result._replace(findings=proof.proved()), proof


def _proof(source: Source, settings: Settings, result: FileResult, reading: Reading) -> Proof:
    from linter.fixes.proof import Look, Proof

    def again(text: str) -> Look:
        result, reading = _lint_once(Source(source.name, text), settings)
        return Look(reading, result.findings)

    return Proof(source, Look(reading, result.findings), again)


def _lint_once(source: Source, settings: Settings) -> tuple[FileResult, Reading]:
    reading = read(source, settings.limits)
    if settings.template_patterns:
        _forget_templates(reading.documents, settings.template_patterns)
    assume = settings.assume_prompt
    found = [(document, find_manifests(document, assume)) for document in reading.documents]
    manifests = [manifest for _, held in found for manifest in held]
    findings = [from_fault(source, fault) for fault in reading.faults]
    if manifests or assume:
        applied = any(manifest.envelope is Envelope.NONE for manifest in manifests)
        for document, held in found:
            findings.extend(_lint_document(source, document, held, applied, settings))
    prompts = _named(source.name, manifests)
    if len(prompts) > 1:
        from linter.across import Text, clash

        text = Text(source, reading.documents)
        findings.extend(clash(later, text, first, text) for later, first in clashes(prompts))
    settled = settle(findings, settings) if findings else []
    suppressed: tuple[Suppressed, ...] = ()
    if manifests and manifests[0].document.has_comments and may_suppress(source.text):
        from linter.suppressions import suppress

        ours = {document.index for document, held in found if held or document.empty_at}
        settled, suppressed = suppress(source, reading, ours, settled, settings)
    result = FileResult(
        name=source.name,
        source=source if settled or suppressed else None,
        findings=settled,
        manifests=len(manifests),
        skipped=not manifests and not findings,
        suppressed=suppressed,
        prompts=prompts,
        max_findings=settings.limits.max_findings,
    )
    return result, reading


def _lint_document(
    source: Source, document: Document, manifests: list[Manifest], applied: bool, settings: Settings
) -> Iterator[Finding]:
    """Lint one document of a file that holds a manifest; ``applied``: tfy apply may read it."""
    for fault in document.fatal:
        yield from_fault(source, fault)
    if applied and document.empty_at is not None:
        yield from_fault(source, _empty_document(document), document)
    if not manifests:
        if settings.assume_prompt and document.empty_at is None and not document.fatal:
            yield from _no_mapping(source, document, settings)
        return
    for fault in document.duplicate_keys():
        yield from_fault(source, fault)
    if document.fatal:
        return
    yield from _envelope(source, document, manifests[0].envelope)
    for manifest in manifests:
        for rule, problem in _problems(manifest, settings):
            yield from_problem(source, document, manifest.path, rule, problem)


def _no_mapping(source: Source, document: Document, settings: Settings) -> Iterator[Finding]:
    """Let the schema say that a document which must be a manifest is not even a mapping."""
    from linter.schemas import load

    schema = settings.schema.document if settings.schema else load(Envelope.NONE.value)
    for rule, problem in diagnose(schema, document.value, document, ()):
        yield from_problem(source, document, (), rule, problem)


def _forget_templates(documents: Iterable[Document], patterns: tuple[str, ...]) -> None:
    from linter.templates import without_templates

    for document in documents:
        document.value, document.unknown = without_templates(document.value, patterns)


def _problems(manifest: Manifest, settings: Settings) -> Iterator[tuple[str, Problem]]:
    """Yield what the schema and the rules say of a manifest, by the names of the rules."""
    refused: set[Path] = set()
    custom = settings.schema
    name = Envelope.NONE.value
    known = conforms(name, manifest.value)
    seen = Survey(manifest, settings) if known else None
    if not (custom.conforms(manifest.value) if custom else known):
        from linter.schemas import load

        schema = custom.document if custom else load(name)
        for rule, problem in diagnose(
            schema, manifest.value, manifest.document, manifest.path, settings.known_fields
        ):
            if rule in _DECISIVE:
                refused.add(problem.path)
            if problem.path[-1:] == ("weight",) and rule == "wrong-type":
                from linter.rules.scaling import mended

                problem = mended(manifest, problem)
            yield rule, problem
    for name, check in due(manifest, settings, seen):
        for problem in check(manifest, settings):
            # What the schema refuses for its form is told once, by the schema.
            if problem.path not in refused:
                yield name, problem


def due(manifest: Manifest, settings: Settings, seen: Survey | None) -> list[tuple[str, Check]]:
    """Return the checks that may find something; without a survey, those of all rules in force."""
    value = manifest.value
    return [
        check
        for needs, looks in _checks(settings)
        if needs is None or needs in value
        for when, checks in looks
        if when is None or seen is None or when(seen)
        for check in checks
    ]


def _envelope(source: Source, document: Document, envelope: Envelope) -> Iterator[Finding]:
    if envelope is Envelope.NONE or conforms(envelope.value, document.value):
        return
    from linter.schemas import load

    for rule, problem in diagnose(load(envelope.value), document.value, document, ()):
        yield from_problem(source, document, (), rule, problem)


def _empty_document(document: Document) -> Fault:
    from linter.remedies import DROP

    assert document.empty_at is not None
    return Fault(
        "empty-document",
        document.empty_at,
        "an empty document: tfy apply aborts on it, so remove this marker",
        document=document.index,
        remedy=DROP,
    )


_known_checks: dict[int, tuple[Settings, list[Due]]] = {}
_MOST_KNOWN = 32


def _checks(settings: Settings) -> list[Due]:
    """Return the checks of the rules in force that read a manifest, by what they depend on.

    Settings are known by their identity, which they keep while they are kept here: hashing them
    for each manifest would take longer than the look-up saves.
    """
    known = _known_checks.get(id(settings))
    if known is None:
        if len(_known_checks) >= _MOST_KNOWN:
            _known_checks.clear()
        known = _known_checks[id(settings)] = settings, _due_checks(settings)
    return known[1]


def _due_checks(settings: Settings) -> list[Due]:
    due: dict[str | None, dict[Look | None, list[tuple[str, Check]]]] = {}
    for name, rule in active_rules(settings).items():
        if rule.check is not None:
            looks = due.setdefault(rule.needs, {})
            looks.setdefault(rule.when, []).append((name, rule.check))
    return [(needs, list(looks.items())) for needs, looks in due.items()]


def _named(name: str, manifests: list[Manifest]) -> tuple[NamedPrompt, ...]:
    """Return the names that the file's own prompts take; what an API response holds, takes none."""
    prompts = []
    for manifest in manifests:
        prompt = manifest.text("name")
        if prompt is not None and manifest.envelope is Envelope.NONE:
            index, path = manifest.document.index, (*manifest.path, "name")
            prompts.append(NamedPrompt(name, index, path, prompt, _repository(name, manifest)))
    return tuple(prompts)


def _repository(file: str, manifest: Manifest) -> str | None:
    """Return a prompt's repository; one that is unknown is that of no other file's prompts."""
    unknown = manifest.document.unknown and ("ml_repo",) in manifest.unknown
    return f"unknown in {file}" if unknown else manifest.text("ml_repo")


def lint_bytes(name: str, data: bytes, settings: Settings) -> FileResult:
    """Lint a file's bytes; one without a mark of a prompt manifest is not even decoded."""
    if not settings.assume_prompt and not may_hold_prompt(data):
        return FileResult(name, None, [], 0, skipped=True)
    try:
        source, fault = decode(name, data)
        if fault is None:
            return lint(source, settings)
        findings = settle([from_fault(source, fault)], settings)
        return FileResult(name, source, findings, 0, skipped=False)
    except Exception as error:
        raise Defect(name) from error


def lint_data(name: str, data: bytes | Unreadable | Oversized, settings: Settings) -> FileResult:
    """Lint what reading a file gave: its bytes, or why there are none."""
    if isinstance(data, bytes):
        return lint_bytes(name, data, settings)
    if isinstance(data, Unreadable):
        finding = _unread(name, "unreadable-file", f"can't be read: {data.reason}")
    elif data.marked or settings.assume_prompt:
        limit = settings.limits.max_file_size_mb
        finding = _unread(name, "too-complex", f"larger than {limit} MB, the limit for a file")
    else:
        return FileResult(name, None, [], 0, skipped=True)
    return FileResult(name, None, settle([finding], settings), 0, skipped=False)


def _unread(path: str, rule: str, message: str) -> Finding:
    return Finding(path, None, None, _NOWHERE, rule, RULES[rule].severity, message)
