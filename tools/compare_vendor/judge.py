"""A script for the environment with the vendor's packages: what their models say of manifests.

Reads a manifest in JSON from each line of standard input, and writes for each a line: an object
with the names of the models that refuse it, and what they say. It imports nothing of this project.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from typing import Any


def models() -> dict[str, Callable[[Any], object]]:
    """Return what parses a manifest, by the names that the table of reasons uses."""
    import truefoundry.ml._autogen.client.models as client
    from truefoundry.ml._autogen.entities import artifacts
    from truefoundry_sdk import types

    return {
        "entity": artifacts.ChatPromptManifest.parse_obj,
        "client": client.ChatPromptManifest.parse_obj,
        "sdk": types.ChatPromptManifest.model_validate,
    }


def objections(parse: Callable[[Any], object], manifest: Any) -> list[str]:
    """Return what a model says against a manifest: a place and a message each."""
    try:
        parse(manifest)
    except (ValueError, TypeError, AttributeError) as error:
        # The generated unions fall over some values that are no mappings: they refuse them, too.
        told: Any = getattr(error, "errors", None)
        if told is None:
            return [f"{type(error).__name__}: {error}"]
        return [f"{_place(each['loc'])}: {each['msg']}" for each in told()]
    return []


def _place(steps: tuple[Any, ...]) -> str:
    return "/".join("*" if isinstance(step, int) else str(step) for step in steps)


def main() -> None:
    """Judge every line."""
    warnings.simplefilter("ignore")
    judges = models()
    for line in sys.stdin:
        manifest = json.loads(line)
        said = {name: objections(parse, manifest) for name, parse in judges.items()}
        print(json.dumps({name: told for name, told in said.items() if told}))


if __name__ == "__main__":
    main()
