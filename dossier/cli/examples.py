"""Examples at the end of each command's help."""

EXAMPLES = {
    "new": ("dossier new my-case", "dossier new my-case --from ~/Downloads/reports"),
    "sample": ("dossier sample", "dossier sample --reset"),
    "add": (
        "dossier add ~/Downloads/*.pdf",
        "dossier add https://news.example/2026/02/talks",
        "pbpaste | dossier add - --outlet 'Harbour Post'",
    ),
    "watch": (
        "dossier watch --add https://news.example/world/rss.xml --every 2h",
        "dossier watch --add https://news.example/live/talks --page",
        "dossier watch",
        "dossier watch --keep",
    ),
    "remove": ("dossier remove 2026-02-05-talks.txt", "dossier remove --list", "dossier remove --restore 2026-02-05-talks.txt"),
    "set": ("dossier set 2026-02-05-talks.txt --published 2026-02-05 --outlet 'Harbour Post'",),
    "reread": ("dossier reread report.pdf", "dossier reread report.pdf --method rows"),
    "search": ("dossier search 'ceasefire OR truce'", "dossier search 'said:minister \"security guarantees\"' --days 2026-02"),
    "actors": ("dossier actors", "dossier actors ceasefire --json"),
    "timeline": ("dossier timeline type:strike date:2026-02", "dossier timeline --actor 'Orla Brandt'"),
    "map": ("dossier map", "dossier map type:strike date:2026-02"),
    "quotes": ("dossier quotes said:brandt", "dossier quotes grain --plain"),
    "notes": ("dossier notes", "dossier notes tag:to-verify"),
    "filters": ("dossier filters ceasefire",),
    "searches": ("dossier searches", "dossier searches --new --mark-seen", "dossier searches --remove 'Strikes in February'"),
    "mark": ("dossier mark 2026-02-05-talks.txt", "dossier mark --all", "dossier search is:unread"),
    "show": ("dossier show 'Orla Brandt'", "dossier show x8a0b56"),
    "why": ("dossier why x8a0b56",),
    "compare": ("dossier compare x8a0b56",),
    "versions": ("dossier versions 2026-02-05-talks.html", "dossier versions 2026-02-05-talks.html --json"),
    "bookmark": ("dossier bookmark x8a0b56", "dossier bookmark 2026-02-05-talks.txt --at 'first round of talks'"),
    "note": ("dossier note x8a0b56 'Ask the press office.' --tag verify", "dossier note . 'Who counted the delegates?'"),
    "tag": ("dossier tag x8a0b56 verify",),
    "matches": ("dossier matches", "dossier matches j3f2a1 --different"),
    "merge": ("dossier merge p0521f2 p66a0c1",),
    "split": ("dossier split p0521f2 'O. Brandt'", "dossier split x8a0b56 2026-02-05-talks.txt"),
    "rename": ("dossier rename p0521f2 'Orla Brandt'",),
    "hide": ("dossier hide p0521f2",),
    "date": ("dossier date x8a0b56 2026-02-04", "dossier date x8a0b56 2026-02-04 2026-02-05"),
    "place": ("dossier place x8a0b56 'Lisbon'",),
    "speaker": ("dossier speaker q71bd03 'Orla Brandt'",),
    "undo": ("dossier undo",),
    "redo": ("dossier redo",),
    "history": ("dossier history",),
    "forget": ("dossier forget --list", "dossier forget 12"),
    "export": ("dossier export markdown -o brief.md --notes", "dossier export csv --table events type:strike > strikes.csv"),
    "import": ("dossier import case.dossier.zip", "dossier import case.dossier.zip my-copy"),
    "backup": ("dossier backup", "dossier backup --list"),
    "restore": ("dossier restore latest",),
    "serve": ("dossier serve", "dossier serve --port 0"),
    "index": ("dossier index", "dossier index --rebuild"),
    "check": ("dossier check", "dossier check --deep"),
    "config": ("dossier config", "dossier config set title 'Harbour case'"),
    "man": ("dossier man | man -l -",),
    "completion": ("dossier completion bash > ~/.local/share/bash-completion/completions/dossier",),
}
"""Command -> command lines, most common first."""


def examples_text(command: str) -> str:
    """The examples of a command as click's help prints them: a heading and a line each, not wrapped. Empty for an unknown command."""
    lines = EXAMPLES.get(command, ())
    return "\b\n" + "\n".join(["Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)]) if lines else ""
