"""What it does for this person, with honest uncertainty."""
