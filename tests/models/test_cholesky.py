import numpy as np
import pytest

from advisor.models.cholesky import solve_in_place


@pytest.mark.parametrize("size", [1, 511, 512, 1300])
def test_the_solution_is_that_of_double_precision(size: int) -> None:
    random = np.random.default_rng(size)
    rows = random.normal(size=(size, 40))
    matrix = rows @ rows.T / 40 + 0.05 * np.eye(size)
    right = random.normal(size=(size, 3))
    exact = np.linalg.solve(matrix, right)
    found = right.astype(np.float32)
    solve_in_place(matrix.astype(np.float32), found)
    assert np.abs(found - exact).max() < 1e-3 * np.abs(exact).max()


def test_a_matrix_that_is_not_positive_definite_is_refused() -> None:
    with pytest.raises(np.linalg.LinAlgError):
        solve_in_place(-np.eye(3, dtype=np.float32), np.ones((3, 1), np.float32))
