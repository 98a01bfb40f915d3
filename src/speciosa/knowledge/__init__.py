"""What is known: sources, graded statements, tables that a clinician can review."""
