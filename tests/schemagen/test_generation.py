"""What is generated follows from the pages, is the same every time, and is up to date."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from linter.schemagen.__main__ import main
from linter.schemagen.build import COMPILED, build
from linter.schemagen.emit import emit
from linter.schemagen.markdown import TableError
from linter.schemagen.model import Object, Union
from linter.schemagen.reference import read
from linter.schemas import NAMES

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "schemas" / "reference").glob("*.md"))
REFERENCE = read([(f"schemas/reference/{page.name}", page.read_text("utf-8")) for page in PAGES])

COLUMNS = "| field | type | required | null | default | bounds | format | rule | since | meaning |"
DASHES = "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
PAGE = f"""# Things

| schema | root | of what |
| --- | --- | --- |
| `thing` | [A thing](#a-thing) | Things. |

| format | pattern | accepts | refuses |
| --- | --- | --- | --- |
| letters | `^[a-z]+$` | `a` | `1` |

## A thing

Something.

{COLUMNS}
{DASHES}
| `key` | text | yes | no | – | – | letters | – | 1.0 | What it is for. |

| key that does not belong here | instead |
| --- | --- |
| `other` | remove it |
"""
KEY = "| `key` | text | yes | no | – | – | letters | – | 1.0 | What it is for. |"


def test_generated_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_generation_is_deterministic() -> None:
    assert build(str(ROOT)) == build(str(ROOT))


def test_write_check_and_write_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "schemas" / "reference"
    shutil.copytree(ROOT / "schemas" / "reference", pages)
    root = ["--root", str(tmp_path)]
    assert main([*root, "--check"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 7
    assert not (tmp_path / COMPILED).exists()
    assert main(root) == 0
    assert len(capsys.readouterr().out.splitlines()) == 7
    assert (tmp_path / COMPILED).read_bytes() == (ROOT / COMPILED).read_bytes()
    assert main(root) == 0
    assert main([*root, "--check"]) == 0
    assert capsys.readouterr().out == ""

    page = pages / "routing.md"
    page.write_text(page.read_text("utf-8").replace("at least 1800", "at least 600"), "utf-8")
    assert main([*root, "--check"]) == 1
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == {
        *(f"schemas/{name}.schema.json" for name in NAMES),
        COMPILED,
    }


def test_a_broken_page_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "schemas" / "reference"
    pages.mkdir(parents=True)
    (pages / "things.md").write_text(PAGE.replace("| yes |", "| maybe |"), "utf-8")
    assert main(["--root", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        'schemas/reference/things.md:17: "maybe" is neither yes nor no\n',
    )


def test_a_folder_without_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path)]) == 2
    assert "is not a checkout" in capsys.readouterr().err


def test_the_page_of_the_next_test_is_sound() -> None:
    assert set(emit(read([("things.md", PAGE)]))) == {"thing"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("| text |", "| txt |", '17: "txt" is not a type'),
        ("| text |", "| list of |", "17: a type is missing"),
        ("| text |", "| text text |", '17: "text" is not expected in the type "text text"'),
        ("| text |", "| (text or null |", "17: a closing bracket is missing in the type"),
        ("| text |", "| one of text |", '17: "one of" needs its choices between backticks'),
        ("| text |", "| [B](b.md#b) |", "17: the link b.md#b leads to no table"),
        ("| text |", "| integer |", "17: a format is for a text, and the type names none"),
        ("| yes |", "| |", '17: "" is neither yes nor no'),
        ("`key`", "key", '17: the column "field" needs one word between backticks'),
        ("| letters | –", "| digits | –", '17: the format "digits" is not on the page of formats'),
        ("| – | letters", "| 1 to 2 | letters", '17: "1 to 2" is not a bound'),
        ("| – | letters", "| at least 1 | letters", "17: bounds for integer or number, and"),
        ("| – | – | letters", "| x | – | letters", "17: the default x is not JSON between"),
        ("| – | 1.0", "| some-rule | 1.0", "17: the rule some-rule is not"),
        ("What it is for.", "–", "17: the meaning is missing"),
        (KEY, f"{KEY}\n{KEY}", '15: the field "key" stands here twice'),
        ("| 1.0 |", "|", "17: 9 cells in this row, the header has 10"),
        (DASHES, "", "15: a table needs a line of dashes under its header"),
        ("| bounds |", "| limits |", "15: no known table has the columns"),
        ("Something.\n", "", "11: a sentence is missing under the heading"),
        ("`other`", "`key`", '11: "key" does and does not belong'),
        ("(#a-thing)", "(#b-thing)", "5: the link #b-thing leads to no table"),
        ("[A thing](#a-thing)", "A thing", "5: the root A thing is not a link"),
        ("# Things\n", "", "2: a table needs a heading above it"),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, message: str) -> None:
    assert old in PAGE
    with pytest.raises(TableError) as caught:
        read([("schemas/reference/things.md", PAGE.replace(old, new))])
    assert str(caught.value).startswith(f"schemas/reference/things.md:{message}")


def test_every_table_is_used() -> None:
    used = {name for document in emit(REFERENCE).values() for name in document["$defs"]}
    assert used == set(REFERENCE.definitions)
    fields = [
        field
        for shape in REFERENCE.definitions.values()
        if isinstance(shape, Object)
        for field in shape.fields
    ]
    assert {field.format.words for field in fields if field.format} == set(REFERENCE.formats)
    members = [
        shape.members for shape in REFERENCE.definitions.values() if isinstance(shape, Union)
    ]
    for group in members:
        for tag, name in group.items():
            shape = REFERENCE.definitions[name]
            assert isinstance(shape, Object)
            assert [field.types[0]["const"] for field in shape.fields if tag in str(field.types)]


@pytest.mark.parametrize("words", REFERENCE.formats)
def test_a_format_accepts_and_refuses_its_examples(words: str) -> None:
    form = REFERENCE.formats[words]
    for text in form.accepts:
        assert re.fullmatch(form.pattern, text)
    for text in form.refuses:
        assert not re.fullmatch(form.pattern, text)
    assert bool(form.accepts) == bool(form.refuses)


def test_links_between_pages_lead_somewhere() -> None:
    anchors = {
        f"{page.name}#{re.sub(r'[^a-z0-9 -]', '', line.lstrip('# ').lower()).replace(' ', '-')}"
        for page in PAGES
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("#")
    }
    names = {page.name for page in PAGES}
    for page in PAGES:
        for link in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
            full = page.name + link if link.startswith("#") else link
            found = full in anchors | names or (page.parent / link).is_file()
            assert found, f"{page.name}: {link}"
