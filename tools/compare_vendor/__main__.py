"""``python -m tools.compare_vendor``: what we refuse, and what the vendor's models refuse.

Installs the vendor's packages into an environment of their own (``build/vendor``). Disagreements
are shown with their reason; one without a known reason makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from linter.engine import lint
from linter.finding import Finding, Severity
from linter.settings import Settings
from linter.source import Source
from tools.compare_vendor.cases import Case, cases
from tools.compare_vendor.reasons import laxer, stricter

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("truefoundry==0.17.5", "truefoundry-sdk==0.6.0")
JUDGE = Path(__file__).with_name("judge.py")
SETTINGS = Settings()
_SHOWN = 10


class Disagreement(NamedTuple):
    """What one side says of a manifest and the other does not, and why; None: nobody knows."""

    side: str
    said: str
    reason: str | None
    case: Case


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, and tell what comes of it."""
    parser = argparse.ArgumentParser(prog="python -m tools.compare_vendor")
    parser.add_argument("--number", type=int, default=1500, help="manifests drawn from the schema")
    parser.add_argument("--environment", type=Path, default=ROOT / "build" / "vendor")
    told = parser.parse_args(arguments)
    different = list({json.dumps(case.manifest): case for case in cases(told.number)}.values())
    verdicts = judged(_installed(told.environment), different)
    refused = Counter(name for verdict in verdicts for name in verdict)
    found = [
        disagreement
        for case, verdict in zip(different, verdicts, strict=True)
        for disagreement in compared(case, verdict)
    ]
    print(f"{len(different):,} manifests; refused by " + _counted(refused))
    print(f"{len(different) - len({id(each.case) for each in found}):,} without a disagreement\n")
    known = Counter((each.side, each.reason) for each in found if each.reason is not None)
    for (side, reason), count in sorted(known.items(), key=lambda item: (item[0][0], -item[1])):
        print(f"{count:6,}  {side}: {reason}")
    unknown = [each for each in found if each.reason is None]
    for each in unknown[:_SHOWN]:
        where = "/".join(map(str, each.case.path or ())) or "the whole"
        print(f"\nNobody knows why: {each.side}: {each.said}\n  {where} {each.case.change}")
        print(f"  {json.dumps(each.case.manifest)[:2000]}")
    print(f"\n{len(unknown):,} disagreements without a known reason")
    return int(bool(unknown))


def compared(case: Case, verdict: dict[str, list[str]]) -> Iterator[Disagreement]:
    """Yield the disagreements about one manifest."""
    errors = _errors(case)
    if errors and not verdict:
        for each in errors:
            said = f"{each.rule}: {each.message}"
            reason = stricter(each.rule, each.message)
            yield Disagreement("only the linter", said, reason, case)
    elif verdict and not errors:
        for model, said_all in verdict.items():
            # One known objection is enough: that of a union repeats it for each branch.
            reason = next((why for said in said_all if (why := laxer(model, said))), None)
            yield Disagreement(f"only the vendor's {model}", said_all[0], reason, case)


def _errors(case: Case) -> list[Finding]:
    found = lint(Source("x.json", json.dumps(case.manifest)), SETTINGS).findings
    return [finding for finding in found if finding.severity is Severity.ERROR]


def judged(python: Path, different: Sequence[Case]) -> list[dict[str, list[str]]]:
    """Return for each case what the vendor's models say against it, by their names."""
    ran = subprocess.run(
        [python, JUDGE],
        input="".join(json.dumps(case.manifest) + "\n" for case in different),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def _installed(folder: Path) -> Path:
    """Return the interpreter of an environment that has the vendor's packages."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, *PACKAGES], check=True)
    return python


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
