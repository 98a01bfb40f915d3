"""Cyclic reduction against dense linear algebra."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.response.joint.chain import Chain
from tests.response.joint.made import dense


def made(n, seed):
    """Blocks of a well-conditioned matrix: L L' of a lower bidiagonal block matrix L."""
    rng = np.random.default_rng(seed)
    own, back = rng.normal(size=(2, n, 2, 2))
    own += 3.0 * np.eye(2)
    back[0] = 0.0
    diagonal = own @ own.transpose(0, 2, 1) + back @ back.transpose(0, 2, 1)
    link = np.zeros_like(back)
    link[1:] = back[1:] @ own[:-1].transpose(0, 2, 1)
    return diagonal, link, rng.normal(size=(n, 2, 3))


@given(n=st.integers(1, 70), seed=st.integers(0, 10_000))
def test_solutions_are_those_of_the_dense_matrix(n, seed):
    diagonal, link, right = made(n, seed)
    full = dense(diagonal, link)
    found = Chain.of(diagonal, link).solve(right)
    expected = np.linalg.solve(full, right.reshape(2 * n, -1)).reshape(right.shape)
    np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 8, 9, 64, 65])
def test_diagonal_blocks_are_those_of_the_dense_inverse(n):
    diagonal, link, _ = made(n, n)
    inverse = np.linalg.inv(dense(diagonal, link))
    expected = [inverse[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] for i in range(n)]
    found = Chain.of(diagonal, link).inverse_blocks()
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)


def test_blocks_given_are_left_as_they_were():
    diagonal, link, right = made(9, 1)
    before = [each.copy() for each in (diagonal, link, right)]
    Chain.of(diagonal, link).solve(right)
    for now, then in zip((diagonal, link, right), before, strict=True):
        np.testing.assert_array_equal(now, then)
