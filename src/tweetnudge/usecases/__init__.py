"""One file per thing a person or the clock can cause; the transactions are owned here."""
