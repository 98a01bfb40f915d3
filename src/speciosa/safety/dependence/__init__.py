"""What the diary shows about getting used to kratom; a count of criteria needs a conversation."""

from speciosa.safety.dependence.summary import dependence_of

__all__ = ["dependence_of"]
