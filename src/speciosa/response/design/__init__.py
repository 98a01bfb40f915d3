"""Personal randomised tests: planned, allotted by chance, analysed by assignment."""
