"""The same outcome under two products, in two periods, or with two substances."""
