"""Message handlers of the main screen."""

from dossier.tui import messages, work_results
from dossier.tui.message_handlers import HANDLERS
from dossier.tui.messages import Intent, WorkResult


def test_every_message_of_the_main_screen_has_a_handler() -> None:
    """Proves that what a widget or a worker may post to the main screen is handled, and that handlers are named for their messages."""
    kinds = [
        kind
        for module in (messages, work_results)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, (Intent, WorkResult))
    ]
    assert set(HANDLERS) == set(kinds) - {Intent, WorkResult}
    assert all(handler.__name__ == kind.handler_name for kind, handler in HANDLERS.items())
