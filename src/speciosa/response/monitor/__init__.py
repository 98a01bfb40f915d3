"""Watching over time: statements that may be looked at every day without raising false alarms."""
