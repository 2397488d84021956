"""Everything that speaks to X: client (tweepy, errors translated) and convert (answers to posts)."""
