"""Scores of questionnaires: totals, bands, and change against the person's own beginning."""
