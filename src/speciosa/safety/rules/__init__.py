"""One file a shape of rule."""
