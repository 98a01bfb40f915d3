"""Speed, always as a ratio to another engine measured in the same run."""
