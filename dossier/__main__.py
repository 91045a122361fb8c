"""The command `dossier`."""

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `python -m` has put the current folder there, and a module in it may be a stranger's; nothing may be imported before this
    del sys.path[0]
sys.path[:] = [entry for entry in sys.path if os.path.isabs(entry)]  # noqa: PTH117  pathlib would be imported from the path


def main() -> None:
    """Runs the command line and ends with its exit code."""
    from dossier.cli.main import run  # noqa: PLC0415  keeps `python -m dossier` and the console script alike
    from dossier.cli.output import prepare_streams  # noqa: PLC0415  as above

    prepare_streams()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
