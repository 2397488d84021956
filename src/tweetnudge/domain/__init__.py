"""The rules, as pure functions and plain values: standard library only, no I/O, `now` is an argument."""
