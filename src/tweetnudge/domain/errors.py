"""Trouble that somebody can mend, said in one sentence."""


class Trouble(Exception):
    """`str(error)` is one sentence: what is wrong and what to do about it. It never contains a secret."""
