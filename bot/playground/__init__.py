"""A local stand-in for Slack with a web page: for newcomers, for developers, and for the tests.

It knows nothing of the bot but its manifest. It speaks to it as Slack does, by signed HTTP requests
or Socket Mode, and the bot calls its Web API.
"""
