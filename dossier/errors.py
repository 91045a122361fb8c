"""What goes wrong, told to a person: what, where, and what to do."""


class DossierError(Exception):
    """A failure that the user can read and act on. `exit_code` is what a command ends with."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.do = what, where, do

    def __str__(self) -> str:
        told = f"{self.where}: {self.what}" if self.where else self.what
        return f"{told} {self.do}".strip() if self.do else told


class UsageError(DossierError):
    """Words the program does not know: a command, option, format or field."""

    exit_code = 2


class UnreadableFile(DossierError):
    """A file that cannot become an article: missing, empty, binary, too long, of a kind that is not read."""


class ModelMissing(DossierError):
    """The language model that the settings name is not installed, or broken: what is indexed can be used, new texts wait."""


class ReadOnly(DossierError):
    """The dossier cannot be written to."""


class Cancelled(DossierError):
    """The user stopped it; nothing half-done was kept."""

    exit_code = 130
