package io.github.brsgd.training;

import io.github.brsgd.linalg.Matrices;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Random examples that fit {@link Networks}. */
final class Examples {

  private Examples() {}

  /** n examples of 36 values; the class is the largest of the first three. */
  static DataSet flat(int n, long seed) {
    INDArray features = Matrices.array(Matrices.normal(n, 36, seed), DataType.FLOAT);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, n, 3);
    for (int i = 0; i < n; i++) {
      int best = 0;
      for (int c = 1; c < 3; c++) {
        best = features.getDouble(i, c) > features.getDouble(i, best) ? c : best;
      }
      labels.putScalar(i, best, 1);
    }
    return new DataSet(features, labels);
  }

  /** n sequences of 6 values at 6 steps, of random length where masked. */
  static DataSet sequences(int n, long seed, boolean masked) {
    INDArray features =
        Matrices.array(Matrices.normal(n, 36, seed), DataType.FLOAT).reshape(n, 6, 6);
    SplittableRandom random = new SplittableRandom(seed);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, n, 3, 6);
    INDArray mask = Nd4j.ones(DataType.FLOAT, n, 6);
    for (int i = 0; i < n; i++) {
      int length = 2 + random.nextInt(5);
      for (int t = 0; t < 6; t++) {
        labels.putScalar(new int[] {i, random.nextInt(3), t}, 1);
        if (masked && t >= length) {
          mask.putScalar(i, t, 0);
        }
      }
    }
    return masked ? new DataSet(features, labels, mask, mask.dup()) : new DataSet(features, labels);
  }

  /** Batches for a network. */
  static List<DataSet> batches(Networks kind, int count, int size, boolean masked) {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(kind.isRecurrent() ? sequences(size, 100 + i, masked) : flat(size, 100 + i));
    }
    return batches;
  }
}
