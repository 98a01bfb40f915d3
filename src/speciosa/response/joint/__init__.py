"""The joint model of ratings and doses, for doses that are taken as needed."""
