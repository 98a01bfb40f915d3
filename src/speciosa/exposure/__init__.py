"""What the body gets: product content, kinetics, population draws, curves."""
