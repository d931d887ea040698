package io.github.brsgd.state;

import java.io.IOException;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** An array cut up, row by row: no buffer of Java's holds more than 2 GiB. */
final class Pieces {

  /** Values of a piece; few enough that a copy of one does not matter. */
  static final long MOST = 1L << 22;

  private Pieces() {}

  /** Does something with a piece. */
  @FunctionalInterface
  interface Use {
    void of(INDArray piece) throws IOException;
  }

  /**
   * Goes through an array in c order.
   *
   * @param array whose memory begins with its first value: of other views ND4J makes views that are
   *     empty
   * @param most values of a piece, at least 1
   * @param use takes the array itself if it is small enough, views otherwise
   */
  static void forEach(INDArray array, long most, Use use) throws IOException {
    if (array.length() <= most) {
      use.of(array);
      return;
    }
    INDArrayIndex[] index = new INDArrayIndex[array.rank()];
    Arrays.fill(index, NDArrayIndex.all());
    cut(array, index, 0, array.length() / array.size(0), most, use);
  }

  /**
   * Goes through a dimension; those before it are set, and each of its steps has so many values.
   */
  private static void cut(
      INDArray array, INDArrayIndex[] index, int dimension, long values, long most, Use use)
      throws IOException {
    long size = array.size(dimension);
    long step = Math.max(1, most / values);
    for (long from = 0; from < size; from += step) {
      index[dimension] = NDArrayIndex.interval(from, Math.min(size, from + step));
      if (values <= most) {
        use.of(array.get(index.clone()));
      } else {
        cut(array, index, dimension + 1, values / array.size(dimension + 1), most, use);
        Arrays.fill(index, dimension + 1, index.length, NDArrayIndex.all());
      }
    }
  }
}
