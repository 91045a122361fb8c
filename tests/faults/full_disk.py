"""Does each kind of work on a disk that is full at an ever later point, and looks whether anything is lost, half done or cannot be repeated.

    python tests/faults/full_disk.py [--only NAME]

The system lets no file of the working process grow beyond a limit (RLIMIT_FSIZE), which is raised until the work succeeds: so each write
fails once. Work must end with a sentence of the program's own; what it acknowledged must be there, `check` must find nothing, and the same
work must succeed once there is space. A line is printed for each failure, and a summary; it ends with 1 where anything failed.
"""

import argparse
import os
import resource
import signal
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
from dossier.errors import DossierError
from tests.faults.kills import WORK, Acknowledge, Trial, begin, prepare, report_problems, run_apart

LIMITS = (0, 100, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20, 4 << 20)
"""Bytes that a file may have."""
REFUSED = "refused"
REPEATED_BY_CHECK = frozenset({"import_bundle"})


def do_limited(name: str, trial: Trial, limit: int, acknowledge: Acknowledge) -> None:
    """Does the work with that limit, until the program refuses with a sentence."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        WORK[name](trial, acknowledge)
    except DossierError as error:
        acknowledge(f"{REFUSED} {' '.join(str(error).split())}")


def run(names: tuple[str, ...], limits: tuple[int, ...], folder: Path) -> tuple[int, int]:
    """Runs each kind of work at each limit up to the first at which it succeeds; the number of trials and of failures."""
    trial = Trial(folder)
    base = prepare(trial)
    trials = failed = 0
    for name in names:
        for limit in limits:
            begin(trial, base)
            trials += 1
            acknowledged, error, _ = run_apart(partial(do_limited, name, trial, limit), None)
            done = [line for line in acknowledged if not line.startswith(REFUSED)]
            problems, broken, _ = run_apart(partial(report_problems, trial, name, done), None)
            is_refused = len(done) < len(acknowledged) or bool(error)
            again = run_apart(partial(WORK[name], trial), None)[1] if is_refused and name not in REPEATED_BY_CHECK else ""
            faults = [*problems, *filter(None, (error, broken, again and f"again: {again}"))]
            for fault in faults:
                print(f"{name}, {limit} bytes: {fault}", flush=True)
            failed += bool(faults)
            if not is_refused:
                break
    return trials, failed


def main() -> int:
    """Runs all in a folder and a home of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=WORK)
    parser.add_argument("--limits", type=int, nargs="*", default=LIMITS, help="bytes that a file may have, one trial each")
    options = parser.parse_args()
    names = tuple(name for name in WORK if options.only in {None, name})
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(folder) / "home")
        trials, failed = run(names, tuple(options.limits), Path(folder))
    print(f"{trials} trials, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
