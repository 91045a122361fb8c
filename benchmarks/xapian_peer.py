"""Xapian as a process of its own, for `engines.py`: Debian's python3-xapian works with the system's Python only.

    /usr/bin/python3 benchmarks/xapian_peer.py FOLDER

Reads requests on standard input, one JSON list a line, and answers each with one line. It imports nothing of the program.
"""

import json
import sys
import time

import xapian

FLAGS = (
    xapian.QueryParser.FLAG_PHRASE
    | xapian.QueryParser.FLAG_BOOLEAN
    | xapian.QueryParser.FLAG_LOVEHATE
    | xapian.QueryParser.FLAG_WILDCARD
    | xapian.QueryParser.FLAG_PURE_NOT
)
SHOWN = 50


class Peer:
    """A database in a folder, with Xapian's own words, unstemmed, and its query parser."""

    def __init__(self, folder: str) -> None:
        self.database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
        self.generator = xapian.TermGenerator()
        self.parser = xapian.QueryParser()
        self.parser.set_database(self.database)
        self.parser.set_default_op(xapian.Query.OP_AND)

    def build(self, file: str) -> int:
        """Indexes the documents of a file, one JSON list of id, title, body and source a line."""
        with open(file, encoding="utf-8") as lines:  # noqa: PTH123  runs without the program
            for line in lines:
                self.add(*json.loads(line))
        self.database.commit()
        return self.database.get_doccount()

    def add(self, id_: str, title: str, body: str, source: str) -> None:
        """Indexes a document; the program commits."""
        document = xapian.Document()
        self.generator.set_document(document)
        self.generator.index_text(title, 2)
        self.generator.increase_termpos()
        self.generator.index_text(body)
        document.set_data(id_)
        document.add_boolean_term(f"XS{source}")
        self.database.add_document(document)

    def one_more(self, id_: str, title: str, body: str, source: str) -> int:
        """Indexes a document and commits."""
        self.add(id_, title, body, source)
        self.database.commit()
        return 1

    def search(self, text: str) -> int:
        """The ids of the best matches; their number is the answer."""
        query = self.parser.parse_query(text, FLAGS) if text else xapian.Query.MatchAll
        enquire = xapian.Enquire(self.database)
        enquire.set_query(query)
        return len([match.document.get_data() for match in enquire.get_mset(0, SHOWN)])

    def clock(self) -> float:
        """Processor time of this process in milliseconds."""
        return time.process_time() * 1000

    def memory(self) -> float:
        """Resident memory in megabytes."""
        with open("/proc/self/status", encoding="ascii") as lines:  # noqa: PTH123  runs without the program
            return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def main(folder: str) -> None:
    """Answers requests until the input ends."""
    peer = Peer(folder)
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(getattr(peer, name)(*arguments)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
