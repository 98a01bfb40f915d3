"""Property tests: the same examples every time by default, new ones with HYPOTHESIS_PROFILE=search."""

import os

from hypothesis import settings

# No deadline: a busy machine is not a failing test.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
