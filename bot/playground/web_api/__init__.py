"""The Web API: one module a family of methods. What is not here, Slack's `unknown_method` answers."""
