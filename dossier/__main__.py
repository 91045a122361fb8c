"""The command `dossier`."""

import sys


def main() -> None:
    """Runs the command line and ends with its exit code."""
    from dossier.cli.main import run  # noqa: PLC0415  keeps `python -m dossier` and the console script alike
    from dossier.cli.output import prepare_streams  # noqa: PLC0415  as above

    prepare_streams()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
