"""One file a chart, and the shared drawing of scales, ticks and marks."""
