"""``python -m tests.mutation``: make small mistakes in the rules and see whether a test fails.

It takes the tests of the rules, their pages, their fixes and the corpora. ``--module`` and
``--sample`` make it shorter. It prints each mutant that no test notices, and the share of those
that one does; the exit code is 1 where that is under 90 %.
"""

from __future__ import annotations

import argparse
import ast
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.mutation.operators import Site, mutated, sites
from tests.mutation.running import KILLED, SURVIVED, UNREACHED, WORKERS, Mutant, Plugin

ROOT = Path(__file__).resolve().parent.parent.parent
RULES = ROOT / "linter" / "rules"
TESTS = (
    *("tests/rules", "tests/test_rule_pages.py", "tests/test_rule_docs.py"),
    *("tests/test_corpus.py", "tests/fixes/test_cases.py"),
)
OPTIONS = ("-o", "addopts=", "-s", "-x", "-p", "no:cacheprovider", "-p", "no:terminal")
ENOUGH = 90
_SECONDS = 120


class Made(NamedTuple):
    """A mutant before it is run: how to make it, and how to show it."""

    path: Path
    tree: ast.Module
    site: Site

    @property
    def dotted(self) -> str:
        """The module's name."""
        return ".".join(self.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    def diff(self) -> str:
        """Return what is changed, line by line as Python writes it."""
        before = ast.unparse(self.site.statement).splitlines()
        with mutated(self.site):
            body = getattr(self.site.holder, self.site.field)
            swapped = self.site.item is not None and isinstance(self.site.new, ast.stmt)
            after = ast.unparse(
                body[self.site.item] if swapped else self.site.statement
            ).splitlines()
        if swapped:
            return "\n".join(["- " + before[0], *("+ " + line for line in after)])
        pairs = zip(before, after, strict=False)
        return "\n".join(f"- {old}\n+ {new}" for old, new in pairs if old != new)


def made(modules: Sequence[str], sample: int | None, seed: int) -> list[Made]:
    """Return the mutants to run, in the order of the files."""
    found = []
    for path in sorted(RULES.glob("*.py")):
        if modules and path.stem not in modules:
            continue
        tree = ast.parse(path.read_text("utf-8"), str(path))
        found += [Made(path, tree, site) for site in sites(tree)]
    if sample is not None and sample < len(found):
        chosen = sorted(random.Random(seed).sample(range(len(found)), sample))
        return [found[i] for i in chosen]
    return found


def compiled(number: int, mutant: Made) -> Mutant:
    """Return a mutant's code, under the name and with the lines of the original."""
    with mutated(mutant.site):
        code = compile(mutant.tree, str(mutant.path), "exec")
    return Mutant(number, str(mutant.path), mutant.site.lines, code)


def anew(numbers: Sequence[int], mutants: Sequence[Made]) -> dict[int, str]:
    """Run mutants in processes of their own, a few at a time."""
    verdicts = {}
    with tempfile.TemporaryDirectory() as folder:
        waiting = list(numbers)
        while waiting:
            batch, waiting = waiting[:WORKERS], waiting[WORKERS:]
            running = {
                number: _start(mutants[number], Path(folder, str(number))) for number in batch
            }
            for number, process in running.items():
                try:
                    code = process.wait(_SECONDS)
                except subprocess.TimeoutExpired:
                    process.kill()
                    code = process.wait()
                verdicts[number] = SURVIVED if code == 0 else KILLED
    return verdicts


def _start(mutant: Made, folder: Path) -> subprocess.Popen[bytes]:
    folder.mkdir()
    file = folder / mutant.path.name
    with mutated(mutant.site):
        file.write_text(ast.unparse(mutant.tree), "utf-8")
    command = [sys.executable, "-B", "-m", "tests.mutation.fresh", mutant.dotted, str(file)]
    return subprocess.Popen(
        [*command, *OPTIONS, *TESTS],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0 if the tests notice enough of the mutants, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--module", action="append", default=[], help="only this one of the rules")
    parser.add_argument("--sample", type=int, help="only so many mutants, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="of the random draw")
    options = parser.parse_args(argv)
    mutants = made(options.module, options.sample, options.seed)
    if not mutants:
        parser.error("no such module has anything to change")
    plugin = Plugin(str(RULES), [compiled(i, m) for i, m in enumerate(mutants)], _tell)
    if plugin.collect([*OPTIONS, *TESTS]) or len(plugin.verdicts) != len(mutants):
        _tell("the tests can't be run")
        return 1
    verdicts = plugin.verdicts
    again = [i for i, mutant in enumerate(mutants) if _runs_early(mutant, verdicts[i], plugin)]
    _tell(f"{len(mutants)} mutants, {len(again)} of them in a process of their own")
    verdicts |= anew(again, mutants)
    return _report(mutants, verdicts)


def _runs_early(mutant: Made, verdict: str, plugin: Plugin) -> bool:
    """Whether a mutant that is alive would have to be there when the tests are imported."""
    early = any((str(mutant.path), line) in plugin.imported for line in mutant.site.lines)
    return verdict != KILLED and (early or mutant.site.function is None)


def _report(mutants: Sequence[Made], verdicts: dict[int, str]) -> int:
    killed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for i, mutant in enumerate(mutants):
        total[mutant.path.stem] += 1
        if verdicts[i] == KILLED:
            killed[mutant.path.stem] += 1
            continue
        reached = "" if verdicts[i] == SURVIVED else f" ({UNREACHED} by any test)"
        print(f"{mutant.path.relative_to(ROOT)}:{mutant.site.statement.lineno}{reached}")
        print(mutant.diff(), end="\n\n")
    for module in total:
        print(f"{module:<16} {killed[module]:>5} of {total[module]:>5} die")
    share = 100 * killed.total() / total.total()
    print(f"{killed.total()} of {total.total()} mutants die: {share:.1f} %")
    return int(share < ENOUGH)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
