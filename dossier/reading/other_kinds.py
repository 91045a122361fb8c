"""Kinds of file that are not read, and what a user can make of them so that they are."""

from pathlib import PurePath

from dossier.reading.registry import BUNDLE, CONTAINERS, REFERENCES

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("document", "save {it} as .docx or .pdf", (
        ".doc", ".docm", ".dot", ".dotx", ".wps", ".wpd", ".pages", ".sxw", ".fodt", ".ott", ".abw", ".hwp", ".hwpx", ".lwp", ".tex", ".one")),
    ("spreadsheet", "save the sheet as .csv with a row for each article", (
        ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".fods", ".numbers", ".sxc", ".gsheet", ".parquet")),
    ("slides", "save {it} as .pdf", (".ppt", ".pptx", ".pptm", ".pps", ".ppsx", ".key", ".odp", ".sxi", ".gslides")),
    ("printed page", "save {it} as .pdf", (".ps", ".eps", ".xps", ".oxps", ".djvu", ".djv", ".pub", ".indd", ".ai")),
    ("picture", "run text recognition on {it} and save the text as .txt or .pdf", (
        ".jpg", ".jpeg", ".jpe", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif", ".avif", ".jp2", ".psd")),
    ("recording", "transcribe it and save it as .txt or .docx", (
        ".mp3", ".m4a", ".wav", ".ogg", ".oga", ".opus", ".flac", ".aac", ".wma", ".aiff", ".amr", ".mp4", ".m4v", ".mov", ".avi", ".mkv",
        ".webm", ".wmv", ".mpg", ".mpeg", ".3gp", ".flv")),
    ("subtitles", "save the words as .txt", (".srt", ".vtt", ".sub", ".ass", ".sbv", ".ttml")),
    ("mail", "save the emails as .eml or .mbox", (".msg", ".pst", ".ost", ".oft", ".olm", ".nsf", ".dbx", ".tnef", ".dat")),
    ("book", "save {it} as .epub or .pdf", (".mobi", ".azw", ".azw3", ".kfx", ".fb2", ".lit", ".ibooks")),
    ("saved page", "save the page as .html or .mhtml", (".webarchive", ".maff", ".xhtml", ".shtml", ".php", ".asp", ".aspx")),
    ("archive", "unpack {it}, or pack the files as .zip", (".7z", ".rar", ".xz", ".bz2", ".gz", ".zst", ".cab", ".dmg", ".iso", ".zipx")),
    ("notes", "export the notes as .html or .md", (".enex", ".jex", ".enml", ".nsx", ".bear", ".opml")),
    ("shortcut", "add the URL in {it}", (".url", ".webloc", ".desktop", ".lnk")),
    ("text", "save {it} as .txt", (".log", ".rst", ".org", ".adoc", ".text", ".asc", ".wiki", ".textile", ".me", ".nfo")),
    ("bibliography", "add {it} by {itself}; it gives titles and dates for articles already here", tuple(
        suffix for suffix in REFERENCES if suffix not in CONTAINERS)),
    ("data without articles", "if it is a bibliography, add {it} by {itself}", (".json",)),
)  # fmt: skip
"""Group, what to do with a file of it, and its suffixes."""
NO_SUFFIX = "give {it} a suffix for its contents, such as .txt or .eml"
GROUP_OF = {suffix: group for group, _, suffixes in GROUPS for suffix in suffixes}
ADVICE_OF = {group: advice for group, advice, _ in GROUPS} | {"bundle": "import {it} by {itself}", "no suffix": NO_SUFFIX}


def group_of(name: str) -> str:
    """The group of a file by its name: all of one group are saved in the same way. Empty for kinds that nobody can be advised on."""
    if name.lower().endswith(BUNDLE):
        return "bundle"
    suffix = PurePath(name).suffix.lower()
    return GROUP_OF.get(suffix, "" if suffix else "no suffix")


def advice_on(group: str, count: int = 1) -> str:
    """What to do with one or more files of a group, as the end of a sentence; empty where there is nothing to say."""
    words = {"it": "it", "itself": "itself"} if count == 1 else {"it": "them", "itself": "themselves"}
    return ADVICE_OF.get(group, "").format(**words)
