"""The same app on stand-ins: local HTTP servers that play X and Slack for the demo and the tests."""
