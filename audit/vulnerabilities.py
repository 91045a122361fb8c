"""Checks the locked packages for known vulnerabilities with pip-audit, in the database of PyPI, else in OSV's.

Exits with 1 if there are any, and with 2 and a message if no database could be reached.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SERVICES = ("pypi", "osv")
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """Sentences for people, and the exit code: 0 for none known, 1 for some, 2 where nothing could be looked up."""

    sentences: tuple[str, ...]
    code: int


def verdict(output: str) -> Verdict:
    """What pip-audit's JSON says. A package that the database does not know was not looked up, which pip-audit itself passes over."""
    try:
        rows = json.loads(output)["dependencies"]
        skipped = [row["name"] for row in rows if "skip_reason" in row]
        known = [(row, weakness) for row in rows for weakness in row.get("vulns", ())]
    except (ValueError, KeyError, TypeError):
        return Verdict(("pip-audit gave no answer.",), 2)
    if len(skipped) == len(rows):
        return Verdict(
            ("The database knows none of the packages, so nothing was checked: it may be a mirror without one, or unreachable.",), 2
        )
    sentences = [
        f"{row['name']} {row['version']}: {weakness['id']}, fixed in {', '.join(weakness['fix_versions']) or 'no version yet'}."
        for row, weakness in known
    ]
    if skipped:
        sentences.append(f"Not checked because the database does not know them: {', '.join(skipped)}.")
    sentences.append(f"{len(rows) - len(skipped)} packages checked, {len(known)} known vulnerabilities.")
    return Verdict(tuple(sentences), int(bool(known)))


def look_up(program: str, service: str) -> Verdict:
    """The verdict of one database."""
    options = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off", "--vulnerability-service", service)
    try:
        done = subprocess.run(  # noqa: S603  our own arguments
            [program, *options, "-r", str(REPOSITORY / "requirements.txt")], capture_output=True, text=True, check=False, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Verdict((f"pip-audit could not be run ({error}).",), 2)
    answer = verdict(done.stdout)
    if answer.code == 2 and done.stderr.strip():
        return Verdict((*answer.sentences, done.stderr.strip().splitlines()[-1][:300]), 2)
    return answer


def main(program: str) -> int:
    """Asks one database after the other until one answers."""
    for service in SERVICES:
        answer = look_up(program, service)
        for sentence in answer.sentences:
            print(f"{service}: {sentence}")
        if answer.code != 2:
            return answer.code
    print("No vulnerability database could be reached, so nothing was checked. Try again with a connection to the package index or to OSV.")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
