"""Errors with a message for the user: what is wrong, where, and what to do."""


class DossierError(Exception):
    """An error that the user can act on.

    `what` says what is wrong, `where` names the file or setting, `do` says what the user can do. `exit_code` is the exit
    code of a command that fails with it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.do = what, where, do

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message} {self.do}".strip() if self.do else message


class UsageError(DossierError):
    """An unknown command, option, format or field."""

    exit_code = 2


class UnreadableFile(DossierError):
    """A file that cannot be read as an article: missing, empty, binary, too long, or of an unsupported kind."""


class ModelMissing(DossierError):
    """The language model in the settings is missing or broken; the index can be used, new texts are not processed."""


class ChangedMeanwhile(DossierError):
    """Another program changed the same part of the notebook first; nothing was written over it."""


class ReadOnly(DossierError):
    """The dossier cannot be written to."""


class Cancelled(DossierError):
    """The user cancelled a task; nothing incomplete was saved."""

    exit_code = 130


class UnsafeFile(DossierError):
    """A link, a pipe, a device or an oversized file where a dossier has a file of its own; it was neither read nor written."""


class DamagedFacts(DossierError):
    """A stored fact was changed by something else than this program; the index is rebuilt."""


def reason_of(error: BaseException) -> str:
    """What an exception of a library says, for the brackets in a message: its first line without the full stop, or else its class."""
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
