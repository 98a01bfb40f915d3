"""Ways to find claims in a sentence: one file each, found by themselves."""
