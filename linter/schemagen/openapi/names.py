"""Names for definitions: ours where the place is ours, else the document's, each once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from linter.schemagen.statements import definition_function


class Names:
    """The names given so far, each to what it was given for."""

    def __init__(self) -> None:
        self._by_key: dict[Hashable, str] = {}
        self._taken: set[str] = set()

    def known(self, key: Hashable) -> str | None:
        """Return the name that was given for a key."""
        return self._by_key.get(key)

    def give(self, key: Hashable, wishes: Iterable[str]) -> str:
        """Give a new name for a key, after the first wish that is not empty."""
        wish = next((name for name in map(camel_case, wishes) if name), "Mapping")
        name, number = wish, 1
        # The compiler makes functions of names, in which less tells them apart.
        while definition_function(name) in self._taken:
            number += 1
            name = f"{wish}{number}"
        self._taken.add(definition_function(name))
        self._by_key[key] = name
        return name

    def reference(self, key: Hashable, wish: str) -> str:
        """Return the reference to what a key has the name of, or gets one for now."""
        return f"#/$defs/{self.known(key) or self.give(key, (wish,))}"


def camel_case(words: str) -> str:
    """Return a name of letters and digits only, each of its words with a capital letter first."""
    parts = re.findall(r"[A-Za-z0-9]+", words)
    return "".join(part[:1].upper() + part[1:] for part in parts)
