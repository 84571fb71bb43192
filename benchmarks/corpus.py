"""Deterministic, realistic manifests: clean ones, and ones with a known mistake.

The same seed gives the same bytes on every machine and in every process. A clean manifest has no
finding under any rule, opt-in ones and advice included.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from benchmarks import parts, prose
from benchmarks.mistakes import MISTAKES

SEED = 20260601
_FOLDER_SIZE = 50
_MESSAGE_OVERHEAD = 40
"""Bytes of keys and indentation that a message of one text takes in YAML, about."""


class Entry(NamedTuple):
    """A generated manifest; ``rule`` is the one that its mistake breaks, None for a clean one."""

    name: str
    value: parts.Mapping
    rule: str | None


def entry(index: int, *, broken: bool = False, seed: int = SEED) -> Entry:
    """Return the manifest of a number, the same one at every call."""
    random = Random(f"{seed}/{index}")
    value = _manifest(random, index)
    if not broken:
        return Entry(value["name"], value, None)
    mistake = random.choice(MISTAKES)
    mistake.make(value, random)
    return Entry(value["name"], value, mistake.rule)


def entries(size: int, broken_share: float = 0.0, seed: int = SEED) -> Iterator[Entry]:
    """Yield a corpus in which every so many manifests hold a mistake."""
    every = round(1 / broken_share) if broken_share else 0
    for index in range(size):
        yield entry(index, broken=bool(every) and index % every == every - 1, seed=seed)


def write(
    folder: Path,
    size: int,
    suffix: str = ".yaml",
    broken_share: float = 0.0,
    seed: int = SEED,
) -> dict[Path, str | None]:
    """Write a corpus below a folder, fifty files to a subfolder, and tell what each breaks."""
    render = to_json if suffix == ".json" else to_yaml
    written: dict[Path, str | None] = {}
    for index, item in enumerate(entries(size, broken_share, seed)):
        below = folder / f"team-{index // _FOLDER_SIZE:03d}"
        below.mkdir(parents=True, exist_ok=True)
        path = below / f"{item.name}{suffix}"
        path.write_bytes(render(item.value).encode())
        written[path] = item.rule
    return written


def nearest_to(size: int, *, broken: bool = False) -> Entry:
    """Return the manifest, out of the first two hundred, whose YAML is nearest to a size."""
    candidates = (entry(index, broken=broken) for index in range(200))
    return min(candidates, key=lambda item: abs(len(to_yaml(item.value).encode()) - size))


def grown_to(size: int) -> str:
    """Return the YAML of one clean manifest with few-shot messages up to about a size."""
    random = Random(SEED)
    value = _manifest(random, 0)
    written = len(to_yaml(value).encode())
    while written < size:
        for message in parts.few_shots(random, 1):
            value["messages"].append(message)
            written += len(message["content"].encode()) + _MESSAGE_OVERHEAD
    return to_yaml(value)


def _manifest(random: Random, index: int) -> parts.Mapping:
    variables = random.sample(parts.VARIABLES, random.randint(1, 4))
    answers = random.choices(("text", "json_object", "json_schema"), (6, 2, 1))[0]
    role = random.choice(prose.ROLES).replace(" ", "-")
    value: parts.Mapping = {
        "type": "chat_prompt",
        "name": f"{role}-{index:05d}",
        "description": prose.sentence(random),
        "ml_repo": random.choice(("support-prompts", "claims", "growth-experiments", "platform")),
        "version_alias": f"v{random.randint(1, 9)}.{random.randint(0, 20)}",
        "version": random.randint(1, 40),
        "metadata": parts.metadata(random),
        "variables": {
            name: random.choice((name.replace("_", " "), "", None)) for name in variables
        },
        "model_configuration": parts.model_configuration(random),
        "messages": [
            {
                "role": random.choice(("system", "system", "system", "developer")),
                "content": parts.system_text(random, variables, answers == "json_object"),
            }
        ],
    }
    messages = value["messages"]
    if random.random() < 0.6:
        value["tools"] = parts.tools(random)
        if random.random() < 0.6:
            function = random.choice(value["tools"])["function"]["name"]
            messages.extend(parts.tool_exchange(random, function))
    messages.extend(parts.few_shots(random, random.choice((0, 0, 1, 1, 2, 3, 6))))
    if random.random() < 0.15:
        messages.append(parts.picture_question(random))
    if answers == "json_object":
        value["response_format"] = {"type": "json_object"}
    elif answers == "json_schema":
        value["response_format"] = parts.answer_schema(random)
    if random.random() < 0.5:
        kinds = ("weight-based-routing", "latency-based-routing", "priority-based-routing")
        value["routing_config"] = parts.routing(random, random.choice(kinds))
    value.update(parts.extras(random))
    return value


def to_yaml(value: parts.Mapping) -> str:
    """Write a manifest as people do: keys in order, block scalars, a comment at the head."""
    text = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, line_break="\n"
    )
    return f"# {value.get('name', 'prompt')}: reviewed by the prompt guild\n{text}"


def to_json(value: parts.Mapping) -> str:
    """Write a manifest as indented JSON."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


class _Dumper(yaml.CSafeDumper):
    """Texts of several lines as literal blocks, short lists of texts on one line."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Write a shared value out each time: generated values share, written files do not."""
        return True


def _write_text(dumper: Any, text: str) -> Any:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _write_list(dumper: Any, items: list[Any]) -> Any:
    flow = all(isinstance(item, str) and len(item) < 12 for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(list, _write_list)
