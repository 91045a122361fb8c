"""The audit: a licence for every package, none that is not permissive; where no database answers, that is no all-clear."""

import json
import re
import sys
from pathlib import Path

import pytest

from audit import licences
from audit.vulnerabilities import look_up, verdict

REPOSITORY = Path(__file__).resolve().parents[2]


def test_every_package_of_the_program_is_listed_with_its_version() -> None:
    """The page is that of the lock."""
    listed = dict(re.findall(r"^\| (\S+) \| (\S+) \|", licences.TARGET.read_text(encoding="utf-8"), re.MULTILINE))
    locked = set(
        re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==([^ ;\\]+)", (REPOSITORY / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert len(listed) > 50
    assert {name: version for name, version in listed.items() if name != "package" and (name, version) not in locked} == {}


def test_a_licence_that_asks_for_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package and the licence."""
    monkeypatch.setattr(licences, "licence_of", lambda distributed: "AGPL-3.0" if distributed.name.lower() == "click" else "MIT")
    with pytest.raises(SystemExit, match=r"click \(AGPL-3.0\)"):
        licences.table()


ROW = {"name": "x", "version": "1.0", "vulns": []}
WEAK = {"name": "y", "version": "2.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "z", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ([ROW], 0, "1 packages checked, 0 known"),
        ([ROW, WEAK], 1, "y 2.0: PYSEC-1, fixed in 2.1."),
        ([ROW, SKIPPED], 0, "Not checked because the database does not know them: z."),
        ([SKIPPED, SKIPPED], 2, "nothing was checked"),
        ([], 2, "nothing was checked"),
    ],
)
def test_what_was_not_looked_up_is_not_all_right(rows: list[object], code: int, words: str) -> None:
    """pip-audit itself says “no known vulnerabilities” where a mirror knows no package at all."""
    answer = verdict(json.dumps({"dependencies": rows}))
    assert answer.code == code
    assert words in " ".join(answer.sentences)


@pytest.mark.parametrize("output", ["", "null", "[]", "{}", '{"dependencies": 7}', '{"dependencies": [7]}'])
def test_an_answer_that_is_none_is_said(output: str) -> None:
    """Whatever went wrong."""
    assert verdict(output).code == 2


def test_a_program_that_is_missing_or_fails_is_said(tmp_path: Path) -> None:
    """With its own last words."""
    assert look_up(str(tmp_path / "none"), "pypi").code == 2
    failing = tmp_path / "pip-audit"
    failing.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('no route to host')\n", encoding="utf-8")
    failing.chmod(0o700)
    answer = look_up(str(failing), "pypi")
    assert (answer.code, answer.sentences[-1]) == (2, "no route to host")
