"""Questions asked while processes are killed, and Slack fails and repeats itself."""
