"""Worker threads: work off the UI thread. A worker touches no widget: it posts a message with its result, or with the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from textual.worker import get_current_worker

from dossier.errors import DossierError
from dossier.tui.messages import ActionDone, LoadProgress, WorkFailed

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message
    from textual.worker import Worker

    from dossier.model.ingest import Progress
    from dossier.services.notebook.commands import CommandResult


class WorkerNode(Protocol):
    """A widget or screen, as far as workers know it: it runs them, and their messages are posted to it."""

    def post_message(self, message: Message) -> bool:
        """Post a message from any thread."""

    def run_worker(
        self, work: Callable[[], None], *, name: str, group: str, exclusive: bool, exit_on_error: bool, thread: bool
    ) -> Worker[Any]:
        """Run work in a thread."""


def run_in_thread(
    node: WorkerNode, name: str, work: Callable[[], Message | None], group: str = "", failure: type[WorkFailed] = WorkFailed
) -> None:
    """Run `work` in a thread and post its message to `node`; a later run of the same group (by default the name) drops this one's.

    An error is posted as a `failure`, in words. Nothing is raised in the thread.
    """

    def job() -> None:
        worker = get_current_worker()
        try:
            message = work()
        except DossierError as error:
            message = failure(error)
        except Exception as error:  # noqa: BLE001  # the edge of a thread: any error becomes a sentence, and the app stays
            sentence = f"Internal error ({type(error).__name__}: {error})."
            message = failure(DossierError(sentence, where=name, do="Try again; if it happens again, report it with this message."))
        if message is not None and not worker.is_cancelled:
            node.post_message(message)

    node.run_worker(job, name=name, group=group or name, exclusive=True, exit_on_error=False, thread=True)


def is_running(app: App[Any], group: str) -> bool:
    """True while a run of a group is at work whose message is still wanted."""
    return any(worker.group == group and not worker.is_finished for worker in app.workers)


def run_action(node: WorkerNode, name: str, command: Callable[[], CommandResult], *, undoable: bool = True) -> None:
    """Run a command on the notebook or the articles in a thread; its result comes back as `ActionDone`."""
    run_in_thread(node, name, lambda: ActionDone(command(), undoable), f"action {name}")


def progress_poster(node: WorkerNode) -> Callable[[Progress], None]:
    """A callback for a long task that posts how far it has come."""

    def post(progress: Progress) -> None:
        node.post_message(LoadProgress(progress.done, progress.total, progress.file, progress.stage))

    return post
