"""``python -m linter.config``: write the schema of the settings, or with ``--check`` compare it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from linter.config.schema import as_text

_CHECKOUT = Path(__file__).resolve().parents[2]
FILE = "schemas/settings.schema.json"


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0; 1 if ``--check`` finds a difference; 2 where there is no checkout."""
    parser = argparse.ArgumentParser(
        prog="python -m linter.config",
        description=f"Generate {FILE} from the table of settings.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, say if it differs")
    parser.add_argument("--root", type=Path, default=_CHECKOUT, help="the checkout (this one)")
    options = parser.parse_args(argv)
    path = options.root / FILE
    if not path.parent.is_dir():
        print(f"{options.root} is not a checkout: it has no schemas", file=sys.stderr)
        return 2
    text = as_text().encode()
    if path.exists() and path.read_bytes() == text:
        return 0
    if options.check:
        print(f"{FILE} differs from the table of settings: run make generate")
        return 1
    path.write_bytes(text)
    print(f"{FILE} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
