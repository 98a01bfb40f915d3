"""Claims in an article about kratom: found, judged, and answered with graded evidence."""
