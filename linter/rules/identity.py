"""What a prompt is called: its name, repository and alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

from linter.finding import At, Problem, Severity
from linter.rules.base import reported_elsewhere, rule
from linter.rules.keys import misspelt

if TYPE_CHECKING:
    from linter.manifest import Manifest
    from linter.settings import Settings

_LONGEST_ALIAS = 128


@reported_elsewhere("version-alias", Severity.ERROR, fixes="unsafe")
def version_alias() -> None:
    """A version alias is not written the way the API demands.

    Why:
        An alias is `v`, then letters, digits, dots and hyphens, the last one a letter or digit.
        The API refuses the rest: `latest`, `1.0`, `V1`, `v1_0`, `v1.`.

    Bad:
        version_alias: latest

    Good:
        version_alias: v1.2.0

    Sources:
        The pattern in the vendor's package `truefoundry` 0.17.5 and the description of the
        field on the API reference page 'List prompts'.

    How sure:
        Tried: the models of `truefoundry` 0.17.5 refuse these values, those of `truefoundry-sdk`
        check nothing. A line break at the end passes the pattern by accident and is refused here.
    """


@rule(
    "version-alias-style",
    Severity.WARNING,
    needs="version_alias",
    when=lambda seen: (seen.value["version_alias"] or "v1")[1] in ".-",
)
def version_alias_style(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A version alias passes the pattern but not the documented form.

    Why:
        The documentation wants a letter or digit after the `v`, and dots and hyphens only in
        between. The pattern is looser today, and may follow.

    Bad:
        version_alias: v.1

    Good:
        version_alias: v1

    Sources:
        The API reference page 'List prompts' has the form in words; the vendor's package
        `truefoundry` 0.17.5 has the pattern.

    How sure:
        The two sources contradict each other, and the server was not asked. So it is a warning.
    """
    alias = manifest.text("version_alias")
    if alias is None or alias[:1] != "v" or alias[1:2] not in (".", "-"):
        return
    rest = alias[1:]
    plain = rest.replace(".", "").replace("-", "")
    if len(alias) <= _LONGEST_ALIAS and plain.isascii() and plain.isalnum() and rest[-1].isalnum():
        yield Problem(
            ("version_alias",),
            f'version alias "{alias}" has no letter or digit after the "v":'
            f" write v{rest.lstrip('.-')}",
        )


@rule(
    "unnamed-prompt",
    Severity.WARNING,
    when=lambda seen: seen.value.get("name") is None or seen.value.get("ml_repo") is None,
)
def unnamed_prompt(manifest: Manifest, _settings: Settings) -> Iterator[Problem]:
    """A prompt has no name or no repository, so nothing can address it.

    Why:
        Applications ask for a prompt as `chat_prompt:tenant/ml_repo/name:version`. `tfy apply`
        also takes two prompts without a name for the same one and drops the first.

    Bad:
        name: null

    Good:
        name: greeting
        ml_repo: support

    Sources:
        `name` and `ml_repo` are optional in the vendor's packages `truefoundry` 0.17.5 and
        `truefoundry-sdk` 0.6.0, and were required up to `truefoundry-sdk` 0.2.1.

    How sure:
        Tried: of two prompts without a name `tfy apply` drops the first. Whether the server takes a
        prompt that lacks `name` or `ml_repo` is not documented.
    """
    value = manifest.value
    lacking = [key for key in ("name", "ml_repo") if value.get(key) is None]
    lacking = [key for key in lacking if not misspelt(value, key)]
    if not lacking:
        return
    keys = " and ".join(f'"{key}"' for key in lacking)
    verb = "is" if len(lacking) == 1 else "are"
    message = f"{keys} {verb} missing: a prompt is addressed by its ml_repo and name"
    if len(lacking) == 1 and lacking[0] in value:
        yield Problem((lacking[0],), message)
    else:
        yield Problem((), message, at=At.HOLDER)


@reported_elsewhere("duplicate-prompt", Severity.ERROR)
def duplicate_prompt() -> None:
    """Two prompts of a run have the same name.

    Why:
        `tfy apply` tells resources apart by type and name alone: of two prompts with one name
        it drops the first and applies the last twice. Within a file that is always a mistake;
        across files it is one where `ml_repo` is the same too, for others may be applied apart.

    Bad:
        name: greeting
        ---
        name: greeting

    Good:
        name: greeting
        ---
        name: farewell

    Sources:
        The sorting of resources in `deploy/lib/dao/apply.py` of the vendor's package
        `truefoundry` 0.17.5.

    How sure:
        Tried with `tfy apply` on prompts in one repository and in different ones. Across files it
        depends on which of them one command is given, so there only the same repository, or none,
        counts.
    """


class Named(Protocol):
    """A prompt as a run remembers it."""

    @property
    def file(self) -> str:
        """The file it stands in."""

    @property
    def name(self) -> str | None:
        """Its name, None where it has none."""

    @property
    def ml_repo(self) -> str | None:
        """Its repository, None where it has none."""


Prompt = TypeVar("Prompt", bound=Named)


def clashes(prompts: Iterable[Prompt]) -> Iterator[tuple[Prompt, Prompt]]:
    """Yield each prompt whose name an earlier one has, with the first such one.

    In one file equal names always clash, across files only with an equal repository or none.
    """
    in_file: dict[tuple[str, str], Prompt] = {}
    in_repository: dict[tuple[str, str | None], Prompt] = {}
    for prompt in prompts:
        if prompt.name is None:
            continue
        near = in_file.setdefault((prompt.file, prompt.name), prompt)
        far = in_repository.setdefault((prompt.name, prompt.ml_repo), prompt)
        first = near if near is not prompt else far
        if first is not prompt:
            yield prompt, first
