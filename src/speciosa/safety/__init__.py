"""What could go wrong and what to check: rules are data, their few shapes are code."""
