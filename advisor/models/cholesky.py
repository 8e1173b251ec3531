"""Linear equations with a symmetric positive definite matrix, block by block in its own memory.

G. H. Golub and C. F. Van Loan, Matrix Computations, 2013, section 4.2.9. NumPy solves in double
precision on copies, four times the memory; SciPy can do better and weighs 100 MB.
"""

import numpy as np

from advisor.domain.documents import Matrix

_BLOCK = 512


def solve_in_place(matrix: Matrix, right: Matrix) -> None:
    """Replace `right`, shape (n, k), by the solution of matrix @ x = right; `matrix` is lost.

    Raises numpy.linalg.LinAlgError when the matrix is not positive definite.
    """
    starts = range(0, len(matrix), _BLOCK)
    for start in starts:
        _factor(matrix, start)
        part = slice(start, start + _BLOCK)
        right[part] -= matrix[part, :start] @ right[:start]
        right[part] = np.linalg.solve(np.tril(matrix[part, part]), right[part])
    for start in reversed(starts):
        part, end = slice(start, start + _BLOCK), start + _BLOCK
        right[part] -= matrix[end:, part].T @ right[end:]
        right[part] = np.linalg.solve(np.tril(matrix[part, part]).T, right[part])


def _factor(matrix: Matrix, start: int) -> None:
    """The next block column of the factor L, where L @ L.T is the matrix; it replaces the lower half."""
    part, end = slice(start, start + _BLOCK), start + _BLOCK
    above = matrix[part, :start]
    matrix[part, part] -= above @ above.T
    block = np.linalg.cholesky(matrix[part, part])
    matrix[part, part] = block
    inverse = np.linalg.inv(block)
    for row in range(end, len(matrix), _BLOCK):
        below = slice(row, row + _BLOCK)
        matrix[below, part] -= matrix[below, :start] @ above.T
        matrix[below, part] = matrix[below, part] @ inverse.T
