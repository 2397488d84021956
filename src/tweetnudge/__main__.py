"""`python -m tweetnudge` is the same as `tweetnudge`."""

from tweetnudge.cli import main

main()
