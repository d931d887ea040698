package io.github.brsgd.linalg;

import java.io.Serializable;

/**
 * A number made of the m values of one coordinate, the same way in every coordinate.
 *
 * <p>Each but the deviation is the mean of some of the values, neighbours in order of size; these
 * are the ones that it <em>keeps</em>.
 *
 * @since 0.2
 */
public sealed interface CoordinateStatistic extends Serializable {

  /**
   * Refuses a number of rows that leaves nothing to average.
   *
   * @param m rows
   * @throws IllegalArgumentException if this statistic has no value for m rows
   */
  void check(int m);

  /** The mean; keeps all. */
  record Mean() implements CoordinateStatistic {
    @Override
    public void check(int m) {
      // any m has a mean
    }
  }

  /** The standard deviation with divisor m - 1, around the mean; keeps all. Needs m >= 2. */
  record Deviation() implements CoordinateStatistic {
    @Override
    public void check(int m) {
      if (m < 2) {
        throw new IllegalArgumentException("deviation: need at least 2 rows, got " + m);
      }
    }
  }

  /** The median; for even m the mean of the two middle values. Keeps the middle. */
  record Median() implements CoordinateStatistic {
    @Override
    public void check(int m) {
      // any m has a middle
    }
  }

  /**
   * The mean without the {@code cut} smallest and {@code cut} largest values. Needs m >= 2 cut + 1.
   *
   * @param cut values dropped at either end, at least 0
   */
  record TrimmedMean(int cut) implements CoordinateStatistic {
    @Override
    public void check(int m) {
      if (cut < 0 || m - 2 * cut < 1) {
        throw new IllegalArgumentException("cut: need 0 <= 2 cut < m, got m=" + m + ", cut=" + cut);
      }
    }
  }

  /**
   * The mean of the {@code keep} values nearest a centre; of two values equally near the smaller
   * comes first.
   *
   * @param centre the median or a trimmed mean
   * @param keep values averaged, in 1..m
   */
  record MeanAround(CoordinateStatistic centre, int keep) implements CoordinateStatistic {

    /** Checks that the centre is one that sorted values give. */
    public MeanAround {
      if (!(centre instanceof Median || centre instanceof TrimmedMean)) {
        throw new IllegalArgumentException(
            "centre: need a median or a trimmed mean, got " + centre);
      }
    }

    @Override
    public void check(int m) {
      centre.check(m);
      if (keep < 1 || keep > m) {
        throw new IllegalArgumentException("keep: need 1 <= keep <= m=" + m + ", got " + keep);
      }
    }
  }
}
