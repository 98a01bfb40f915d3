"""Files of other programs: one module a format, found by itself; none knows another."""
