"""The facade: few members, no logic, and nothing behind it that knows it."""

import ast
import inspect
from pathlib import Path

from dossier import api
from dossier.api import Dossier

SERVICES = Path(api.__file__).parent / "services"


def test_the_facade_is_small() -> None:
    """At most 15 public members, at most 150 lines."""
    assert len([name for name in vars(Dossier) if not name.startswith("_")]) <= 15
    assert len(Path(inspect.getfile(api)).read_text(encoding="utf-8").splitlines()) <= 150


def test_no_service_imports_the_facade() -> None:
    """Not in a function and not for types alone either."""
    for path in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module != "dossier.api", path
                assert node.module != "dossier" or "api" not in {alias.name for alias in node.names}, path


def test_services_import_at_the_top_only() -> None:
    """Heavy rooms are behind lazy doors, so that no import stands inside a function."""
    for path in (Path(api.__file__), *SERVICES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert not [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)], f"{path}: {node.name}"
