package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of a matrix, some of which are replaced by one vector, again and again: for an adversary who
 * asks what a rule would make of it.
 *
 * <p>Norms of the rows that stay, and their distances among each other, are computed once for all
 * vectors, also where a rule clips them all alike each time. Rows that the vector replaces are
 * known to be equal: they are looked at once, and mixed as one. So of the O(d m^2) of distances O(d
 * m) is left. Answers have the bits that they have on a matrix, but for sums and mixtures in which
 * equal rows take part, where several weights are added before they are multiplied: those agree to
 * rounding.
 *
 * @since 0.2
 */
public final class Substitution {

  private final MatrixRows rows;
  private final int[] replaced;
  private final StayingRows staying;

  private Substitution(MatrixRows rows, int[] replaced, StayingRows staying) {
    this.rows = rows;
    this.replaced = replaced;
    this.staying = staying;
  }

  /**
   * Prepares a matrix, which must not change while this is in use, but for the rows replaced.
   *
   * @param matrix m x d, float or double
   * @param replaced the rows that vectors will stand for, which may hold anything; ascending
   * @return nothing computed yet
   * @throws IllegalArgumentException if {@link Rows#of} refuses the matrix, a row does not exist,
   *     or one that stays has a NaN or infinite value
   */
  public static Substitution in(INDArray matrix, int... replaced) {
    MatrixRows rows = MatrixRows.of(matrix);
    int[] ids = replaced.clone();
    for (int id : ids) {
      if (id < 0 || id >= rows.count()) {
        throw new IllegalArgumentException(
            "replaced: need rows below m=" + rows.count() + ", got " + Arrays.toString(ids));
      }
    }
    int[] others =
        IntStream.range(0, rows.count())
            .filter(row -> Arrays.stream(ids).noneMatch(id -> id == row))
            .toArray();
    if (others.length > 0) {
      rows.select(others).requireFinite();
    }
    return new Substitution(rows, ids, new StayingRows(rows.memory(), others));
  }

  /**
   * The rows with a vector in place of those that are replaced.
   *
   * @param vector 1 x d, of the matrix' type; copied
   * @return m rows; those of earlier vectors stay as they are
   * @throws IllegalArgumentException if the vector has another type or length, or is not finite
   */
  public Rows with(INDArray vector) {
    MatrixRows row = RowDistances.check("vector", vector, rows);
    if (row.nonFinite().length > 0) {
      throw new IllegalArgumentException("vector: has a NaN or infinite value");
    }
    return MatrixRows.ofFinite(rows.memory().replaced(replaced, row.memory(), staying));
  }
}
