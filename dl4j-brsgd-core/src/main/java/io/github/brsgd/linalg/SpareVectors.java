package io.github.brsgd.linalg;

import io.github.brsgd.marker.Internal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Vectors that are done with, for those that the same thread makes next. Memory that is new from
 * the operating system costs a fault for each page that is touched, which can take longer than to
 * compute what goes there, and a round makes and frees the same few vectors as the one before.
 *
 * <pre>{@code
 * try (SpareVectors spare = SpareVectors.keep()) {
 *   INDArray mean = rows.mean();
 *   SpareVectors.free(mean); // the memory of the next vector
 * }
 * }</pre>
 *
 * @since 0.2
 */
@Internal
public final class SpareVectors implements AutoCloseable {

  /** As many as a round has at a time, and one more. */
  private static final int MOST = 6;

  private static final ThreadLocal<SpareVectors> CURRENT = new ThreadLocal<>();

  private final SpareVectors outer;
  private final Deque<INDArray> spare;

  private SpareVectors(SpareVectors outer) {
    this.outer = outer;
    this.spare = outer == null ? new ArrayDeque<>() : outer.spare;
  }

  /**
   * Keeps what this thread frees until it is closed; within another such time the vectors are the
   * same.
   *
   * @return to be closed by this thread
   */
  public static SpareVectors keep() {
    SpareVectors kept = new SpareVectors(CURRENT.get());
    CURRENT.set(kept);
    return kept;
  }

  /** A vector, 1 x length, with anything in it. */
  static INDArray vector(DataType type, int length) {
    SpareVectors kept = CURRENT.get();
    if (kept != null) {
      for (Iterator<INDArray> each = kept.spare.iterator(); each.hasNext(); ) {
        INDArray vector = each.next();
        if (vector.dataType() == type && vector.length() == length) {
          each.remove();
          return vector;
        }
      }
    }
    return Nd4j.createUninitialized(type, 1, length);
  }

  /**
   * Frees a vector, or keeps it for another. Whoever calls this is the last who knows it.
   *
   * @param vector of any shape; an array that is closed or cannot be is left as it is
   */
  public static void free(INDArray vector) {
    if (vector.wasClosed() || !vector.closeable()) {
      return;
    }
    SpareVectors kept = CURRENT.get();
    if (kept == null || !isVector(vector)) {
      vector.close();
      return;
    }
    if (kept.spare.stream().anyMatch(other -> other == vector)) {
      return;
    }
    kept.spare.addFirst(vector);
    if (kept.spare.size() > MOST) {
      kept.spare.removeLast().close();
    }
  }

  /** Whether it is one as {@link #vector} makes them, all of its memory. */
  private static boolean isVector(INDArray array) {
    return array.rank() == 2
        && array.size(0) == 1
        && array.offset() == 0
        && array.data().length() == array.length()
        && RowCopies.isPiece(array);
  }

  /** Frees them, unless that is left to an outer such time. */
  @Override
  public void close() {
    if (outer != null) {
      CURRENT.set(outer);
      return;
    }
    CURRENT.remove();
    spare.forEach(INDArray::close);
    spare.clear();
  }
}
