"""The house rules that a program can check: sizes, who imports what, no names fitted to articles."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CODE = sorted((REPOSITORY / "dossier").rglob("*.py"))
DATA = sorted(p for p in (REPOSITORY / "dossier").rglob("*") if p.suffix in {".toml", ".json", ".txt", ".tcss"})
GOLD = REPOSITORY.parent / "shared" / "gold"
REAL = "[!k]*"  # the reports of gold/kinds are made up and name nobody real
# Surnames that are words or towns, or so common that docstrings use them for made-up people.
COMMON = {"house", "force", "states", "west", "young", "smith", "johnson", "brown", "amman"}


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(REPOSITORY).as_posix())
def test_no_module_is_over_400_lines_and_no_function_over_40(path: Path) -> None:
    """A longer one holds two things; docstrings count as what they are, words."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) is not None else None
            lines = (node.end_lineno or 0) - node.lineno + 1
            lines -= (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
            assert lines <= 40, f"{node.name} has {lines} lines"


def test_no_file_is_named_for_nothing() -> None:
    """A file is named for the one thing it holds."""
    assert not [p.name for p in CODE if p.stem in {"utils", "helpers", "common", "manager", "misc"}]


def test_every_data_file_names_its_source() -> None:
    """Word lists say where they come from in their first lines."""
    lists = [p for p in DATA if p.suffix == ".toml" and "data" in p.parts]
    assert lists
    unsourced = [
        p.name
        for p in lists
        if not re.search(
            r"source|licen[cs]e|compiled|our own|written for this project",
            "\n".join(p.read_text(encoding="utf-8").splitlines()[:12]),
            re.IGNORECASE,
        )
    ]
    assert unsourced == []


def test_no_person_of_the_gold_articles_stands_in_the_program() -> None:
    """Rules are general: no surname of anybody whom the gold names is in code or data."""
    if not GOLD.is_dir():
        pytest.skip("the gold articles are not here; they come with the developers' material only")
    names = set()
    for path in GOLD.glob(f"{REAL}/actors.toml"):
        for actor in tomllib.loads(path.read_text(encoding="utf-8"))["actor"]:
            if actor["kind"] == "person":
                names |= {w.casefold() for w in re.findall(r"[^\W\d_]+", actor["name"]) if len(w) > 4}
    # given names and words are no persons; surnames are the last word
    surnames = {
        re.findall(r"[^\W\d_]+", actor["name"])[-1].casefold()
        for path in GOLD.glob(f"{REAL}/actors.toml")
        for actor in tomllib.loads(path.read_text(encoding="utf-8"))["actor"]
        if actor["kind"] == "person"
    }
    wanted = {s for s in surnames & names if s not in COMMON}
    found = {
        f"{path.relative_to(REPOSITORY)}: {', '.join(sorted(hits))}"
        for path in (*CODE, *DATA)
        if (hits := wanted & {w.casefold() for w in re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", path.read_text(encoding="utf-8"))})
    }
    assert found == set()


def test_no_place_or_body_of_the_gold_articles_is_picked_out() -> None:
    """Towns and bodies stand in complete lists or not at all: none of them is in code."""
    if not GOLD.is_dir():
        pytest.skip("the gold articles are not here; they come with the developers' material only")
    names = set()
    for path in GOLD.glob(f"{REAL}/actors.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        names |= {n["name"] for n in table.get("not_person", [])}
        names |= {a["name"] for a in table["actor"] if a["kind"] == "organisation"}
    for path in GOLD.glob(f"{REAL}/events.toml"):
        names |= {p for event in tomllib.loads(path.read_text(encoding="utf-8"))["event"] for p in event["places"]}
    told = sorted(
        (re.escape(n) for n in names if n and n.casefold() not in {"country", "house", "us", "embassy", "congress", "senate"}),
        key=len,
        reverse=True,
    )
    any_of_them = re.compile(rf"\b(?:{'|'.join(told)})\b")
    found = {f"{path.relative_to(REPOSITORY)}: {hit}" for path in CODE for hit in any_of_them.findall(_code_of(path))}
    assert found == set()


def _code_of(path: Path) -> str:
    """The literals of a module without its docstrings, which may give examples."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docstrings)
    return "\n".join(texts)
