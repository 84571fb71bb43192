"""``python -m linter.schemagen``: write what is generated, or with ``--check`` compare it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from linter.schemagen.build import PAGES, build, differing, write
from linter.schemagen.form import FormError
from linter.schemagen.markdown import TableError

_CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main(argv: Sequence[str] | None = None) -> int:
    """Return 0; 1 if ``--check`` finds differences; 2 if the reference can't be read."""
    parser = argparse.ArgumentParser(
        prog="python -m linter.schemagen",
        description="Generate the schemas and the compiled check from the reference pages.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing, name what differs")
    parser.add_argument("--root", default=_CHECKOUT, help="the checkout (default: this one)")
    options = parser.parse_args(argv)
    if not os.path.isdir(os.path.join(options.root, PAGES)):
        print(f"{options.root} is not a checkout: it has no {PAGES}", file=sys.stderr)
        return 2
    try:
        files = build(options.root)
    except (TableError, FormError) as error:
        print(error, file=sys.stderr)
        return 2
    paths = differing(options.root, files)
    for path in paths:
        if not options.check:
            write(options.root, path, files[path])
        print(f"{path} {'differs from the reference pages' if options.check else 'written'}")
    return 1 if options.check and paths else 0


if __name__ == "__main__":
    raise SystemExit(main())
