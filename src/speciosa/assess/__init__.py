"""Puts the floors together: one frozen assessment."""
