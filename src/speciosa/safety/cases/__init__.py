"""Adverse event cases: what the diary says about cause, and what it leaves open."""
