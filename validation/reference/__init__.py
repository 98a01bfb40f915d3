"""The response models once more, in numpyro, written from their formulas alone.

Nothing here imports speciosa. These modules run in an environment of their own and exchange plain
arrays with the rest, so that neither depends on the other.
"""
