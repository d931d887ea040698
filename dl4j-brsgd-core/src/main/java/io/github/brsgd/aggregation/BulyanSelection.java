package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The first half of {@link Bulyan}: rows taken one at a time by a base rule. */
final class BulyanSelection {

  private BulyanSelection() {}

  /** Selects {@code count} of the rows; the result is in order of selection. */
  static int[] select(Rows rows, int count, int q, Bulyan.Base base) {
    ToIntFunction<int[]> choice = choice(rows, q, base);
    int[] left = IntStream.range(0, rows.count()).toArray();
    int[] selected = new int[count];
    for (int s = 0; s < count; s++) {
      int chosen = left.length == 1 ? left[0] : left[choice.applyAsInt(left)];
      selected[s] = chosen;
      left = Arrays.stream(left).filter(i -> i != chosen).toArray();
    }
    return selected;
  }

  /** Maps the rows left, at least two, to the position of the one chosen. */
  private static ToIntFunction<int[]> choice(Rows rows, int q, Bulyan.Base base) {
    return switch (base) {
      case KRUM -> {
        double[][] squared = rows.squaredDistances();
        yield left -> {
          int r = left.length;
          int neighbours = Math.min(r - 1, Math.max(1, r - q - 2));
          return KrumScores.least(KrumScores.of(squared, left, neighbours));
        };
      }
      case GEOMETRIC_MEDIAN -> {
        double[][] gram = rows.centredGram();
        yield left -> {
          Weiszfeld median = new Weiszfeld(gram, rows.type(), left);
          double[] squared =
              median.squaredDistances(median.weights(GeometricMedian.DEFAULT_TOLERANCE));
          return KrumScores.least(Arrays.stream(left).mapToDouble(i -> squared[i]).toArray());
        };
      }
      case MEDIAN ->
          left -> {
            Rows rest = rows.select(left);
            return KrumScores.least(
                rest.squaredDistances(rest.statistic(new CoordinateStatistic.Median())));
          };
    };
  }
}
