"""What was lived: a person, products, and one append-only log of entries."""
