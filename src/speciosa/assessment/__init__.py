"""Puts the floors together into one frozen assessment."""
