"""Everything that speaks to X: client (endpoints), connection (tweepy, errors), convert and people (answers)."""
