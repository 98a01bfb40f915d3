"""Published scores and limits, each as a pure function over a table of its numbers."""
