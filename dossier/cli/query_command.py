"""Queries on the command line: words that begin with one dash belong to the query, unless they are names of options."""

from difflib import get_close_matches

import click


class QueryCommand(click.Command):
    """A command whose last arguments are a query. `-drone` and `-odessa` are words of it; `--jsno` is an option nobody knows.

    Only a word that is exactly an option's name (`-o`, `--notes`, `--table=events`) is one; everything after `--` is the query.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Sorts options from words before click reads them. Raises NoSuchOption for unknown words that begin with two dashes."""
        takes = {name: _takes_value(p) for p in self.get_params(ctx) if isinstance(p, click.Option) for name in p.opts}
        options: list[str] = []
        words: list[str] = []
        todo = list(args)
        while todo:
            word = todo.pop(0)
            if word == "--":
                words += todo
                break
            name = word.partition("=")[0] if word.startswith("--") else word
            if name in takes:
                options.append(word)
                if takes[name] and name == word and todo:
                    options.append(todo.pop(0))
            elif word.startswith("--") and len(word) > len("--"):
                raise click.NoSuchOption(name, possibilities=get_close_matches(name, takes, 1), ctx=ctx)
            else:
                words.append(word)
        return super().parse_args(ctx, [*options, "--", *words])


def _takes_value(option: click.Option) -> bool:
    return not option.is_flag and not option.count
