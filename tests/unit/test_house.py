"""The house rules that a program can check: sizes, names, import cycles, forwarding methods, nothing fitted to articles."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
CODE = sorted((REPOSITORY / "dossier").rglob("*.py"))
DATA = sorted(p for p in (REPOSITORY / "dossier").rglob("*") if p.suffix in {".toml", ".json", ".txt", ".tcss"})
GOLD = REPOSITORY.parent / "shared" / "gold"
REAL = "[!k]*"  # the reports of gold/kinds are made up and name nobody real
# Surnames that are words or towns, or so common that docstrings use them for made-up people.
COMMON = {"house", "force", "states", "west", "young", "smith", "johnson", "brown", "amman"}
MOST_MODULES = 20
VAGUE = {"told", "held", "found", "kept", "heard", "thing", "things", "stuff", "way", "mine", "said", "asked", "data_", "do_it"}
"""Names of functions, classes and constants that say neither what it is nor what it does."""
VAGUE_LOCALS = {"told", "held", "kept", "heard"}
"""Past participles that were once bound hundreds of times, each time to another type."""


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


def test_no_file_has_a_name_that_fits_every_file() -> None:
    """A file is named for its contents."""
    assert not [p.name for p in CODE if p.stem in {"utils", "helpers", "common", "manager", "misc"}]


def test_no_folder_has_too_many_modules() -> None:
    """A longer list of files shows no order; it is two folders."""
    counts: dict[Path, int] = defaultdict(int)
    for path in CODE:
        counts[path.parent] += path.name != "__init__.py"
    assert {str(p.relative_to(REPOSITORY)): n for p, n in counts.items() if n > MOST_MODULES} == {}


def test_no_class_name_is_used_twice() -> None:
    """One name, one type: a reader who meets it, and a search for it, must find a single class."""
    modules: dict[str, list[str]] = defaultdict(list)
    for path in CODE:
        for node in _tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules[node.name].append(_module_name(path))
    assert {name: names for name, names in modules.items() if len(names) > 1} == {}


def test_no_module_level_name_is_vague() -> None:
    """A function, class or constant is looked up by its name, far from its definition."""
    vague = [
        f"{_module_name(path)}.{name}" for path in CODE for name in _module_level_names(_tree(path)) if name.strip("_").casefold() in VAGUE
    ]
    assert vague == []


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(REPOSITORY).as_posix())
def test_no_local_hides_its_type(path: Path) -> None:
    """A variable, parameter or field says what it is: `article`, `facts`, `reasons`. A comprehension on one line may be brief."""
    vague = {f"line {node.lineno}: {name}" for name, node in _bound_names(_tree(path)) if name in VAGUE_LOCALS}
    assert vague == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Modules in a circle can only be understood together. Imports in functions and for type checking count as well."""
    graph = nx.DiGraph((_module_name(path), imported) for path in CODE for imported in _imports(path))
    circles = [sorted(modules) for modules in nx.strongly_connected_components(graph) if len(modules) > 1]
    assert circles == []


def test_no_method_only_forwards() -> None:
    """A method that passes its arguments on to one of the same name adds a place to read and nothing else; where it must be
    there, its `def` line gives the reason: `# forwards: the reason`.
    """
    forwarding = [
        f"{path.relative_to(REPOSITORY).as_posix()}:{method.lineno} {node.name}.{method.name}"
        for path in CODE
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and _forwards(method) and not _gives_reason(path, method)
    ]
    assert forwarding == []


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
    gold_surnames = {s for s in surnames & names if s not in COMMON}
    occurrences = {
        f"{path.relative_to(REPOSITORY)}: {', '.join(sorted(hits))}"
        for path in (*CODE, *DATA)
        if (hits := gold_surnames & {w.casefold() for w in re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", path.read_text(encoding="utf-8"))})
    }
    assert occurrences == set()


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
    patterns = sorted(
        (re.escape(n) for n in names if n and n.casefold() not in {"country", "house", "us", "embassy", "congress", "senate"}),
        key=len,
        reverse=True,
    )
    any_name = re.compile(rf"\b(?:{'|'.join(patterns)})\b")
    occurrences = {f"{path.relative_to(REPOSITORY)}: {hit}" for path in CODE for hit in any_name.findall(_literals_of(path))}
    assert occurrences == set()


def _literals_of(path: Path) -> str:
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


@cache
def _tree(path: Path) -> ast.Module:
    """The syntax tree of a module, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def _module_name(path: Path) -> str:
    """The dotted name of a module or package."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if path.name == "__init__.py" else parts)


MODULES = {_module_name(path) for path in CODE}


def _imports(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports anywhere: at the top, in functions, for type checking."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                imported = submodule if submodule in MODULES else node.module or ""
                if imported in MODULES and imported != _module_name(path):
                    yield imported


def _module_level_names(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and variables of a module, also those under an `if` or `try`."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        else:
            yield from (n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))


def _bound_names(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.arg | ast.pattern | ast.excepthandler]]:
    """Every variable, parameter and attribute that is bound, but for the targets of comprehensions on one line."""
    brief = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) and node.lineno == node.end_lineno
        for generator in node.generators
        for name in ast.walk(generator.target)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) if id(node) not in brief:
                yield name, node
            case ast.arg(arg=name) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.ExceptHandler(name=str(name)):
                yield name, node


def _forwards(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """True for a public method whose body only calls another object's method of the same name with the same arguments."""
    body = method.body[1:] if ast.get_docstring(method) is not None else method.body
    if method.name.startswith("_") or len(body) != 1 or not isinstance(body[0], ast.Return | ast.Expr):
        return False
    call = body[0].value.value if isinstance(body[0].value, ast.Await) else body[0].value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr != method.name:
        return False
    arguments = method.args
    positional = [a.arg for a in (*arguments.posonlyargs, *arguments.args)][1:]
    parameters = {*positional, *(a.arg for a in arguments.kwonlyargs)}
    parameters |= {a.arg for a in (arguments.vararg, arguments.kwarg) if a is not None}
    passed = [a.value if isinstance(a, ast.Starred) else a for a in call.args] + [k.value for k in call.keywords]
    return all(isinstance(a, ast.Name) for a in passed) and {a.id for a in passed if isinstance(a, ast.Name)} == parameters


def _gives_reason(path: Path, method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """True where a line of the method's signature has the comment `# forwards:` with a reason."""
    lines = path.read_text(encoding="utf-8").splitlines()[method.lineno - 1 : method.body[0].lineno - 1]
    return any(re.search(r"# forwards: \S", line) for line in lines)


def test_the_sample_holds_our_own_words_only() -> None:
    """Every file of seeds/ is a retelling that says so: no text or test file of another project lies among them."""
    files = [path for path in (REPOSITORY / "seeds").iterdir() if not path.name.startswith(".")]
    assert files
    for path in files:
        assert path.suffix == ".md", path.name
        assert "\nrestates: true\n" in path.read_text(encoding="utf-8"), path.name
