"""tweetnudge: a Slack bot that brings colleagues' X posts to the people beside them."""

__version__ = "0.1.0"
