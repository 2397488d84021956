"""Everything that speaks to Slack: blocks (words to Block Kit), publisher (sending), bolt (listening)."""
