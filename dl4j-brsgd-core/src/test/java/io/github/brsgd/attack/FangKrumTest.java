package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FangKrumTest implements AttackContract {

  private static final int ATTACKERS = 2;

  @Override
  public Attack attack() {
    return new FangKrum();
  }

  /** What all attackers send, who come last. */
  private static double[] sent(Attack attack, Aggregator rule, double[][] rows) {
    INDArray updates = Nd4j.createFromArray(rows);
    int m = rows.length;
    attack.forge(
        new AttackContext(
            updates, new int[] {m - 2, m - 1}, Nd4j.zeros(1, rows[0].length), 1, rule, 0, 3));
    double[] sent = updates.getRow(m - 1).toDoubleVector();
    assertThat(updates.getRow(m - 2).toDoubleVector()).isEqualTo(sent);
    return sent;
  }

  private static double[] direction(double[][] known) {
    double[] direction = new double[known[0].length];
    for (int j = 0; j < direction.length; j++) {
      int column = j;
      direction[j] = -Math.signum(Arrays.stream(known).mapToDouble(row -> row[column]).sum());
    }
    return direction;
  }

  /** lambda by the definition, against the rows that Krum is thought to see. */
  private static double lambda(double[][] known, double[][] seen, int q) {
    double[] direction = direction(known);
    double start = Math.sqrt(NaiveDistances.largestPair(known) / direction.length);
    double lambda = start;
    while (lambda >= 1e-5 * start) {
      double[][] rows = Arrays.stream(seen).map(double[]::clone).toArray(double[][]::new);
      for (int i = rows.length - ATTACKERS; i < rows.length; i++) {
        for (int j = 0; j < direction.length; j++) {
          rows[i][j] = lambda * direction[j];
        }
      }
      if (krum(rows, q) >= rows.length - ATTACKERS) {
        return lambda;
      }
      lambda /= 2;
    }
    return lambda;
  }

  private static int krum(double[][] rows, int q) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.length; i++) {
      double[] distances = new double[rows.length];
      for (int k = 0; k < rows.length; k++) {
        for (int j = 0; j < rows[0].length; j++) {
          distances[k] += Math.pow(rows[i][j] - rows[k][j], 2);
        }
      }
      double score = Arrays.stream(distances).sorted().limit(rows.length - q - 1).sum();
      if (score < least) {
        least = score;
        best = i;
      }
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({"9, 1", "9, 7", "12, 40", "20, 5"})
  void isTheDefinitionAgainstKrum(int m, int d) {
    double[][] rows = Matrices.normal(m, d, 7L * m + d);
    double[][] honest = Arrays.copyOf(rows, m - ATTACKERS);
    double lambda = lambda(honest, rows, ATTACKERS);
    double[] expected = Arrays.stream(direction(honest)).map(s -> s * lambda).toArray();
    assertThat(sent(new FangKrum(), new Krum(ATTACKERS), rows))
        .containsExactly(expected, within(1e-9));
  }

  /** The rule is asked about the attackers' own rows in turn. */
  @ParameterizedTest
  @CsvSource({"9, 7", "12, 40", "20, 5"})
  void isTheDefinitionOnAGuessWithPartialKnowledge(int m, int d) {
    double[][] rows = Matrices.normal(m, d, 7L * m + d);
    double[][] own = Arrays.copyOfRange(rows, m - ATTACKERS, m);
    double[][] guess = new double[m][];
    Arrays.setAll(guess, i -> own[i % ATTACKERS]);
    double lambda = lambda(own, guess, ATTACKERS);
    double[] expected = Arrays.stream(direction(own)).map(s -> s * lambda).toArray();
    assertThat(sent(new FangKrum(Knowledge.PARTIAL), new Krum(ATTACKERS), rows))
        .containsExactly(expected, within(1e-9));
  }

  @Test
  void isPickedByKrumAndMultiKrum() {
    double[][] rows = Matrices.normal(12, 30, 5);
    for (Aggregator rule : new Aggregator[] {new Krum(2), new MultiKrum(2)}) {
      double[] sent = sent(new FangKrum(), rule, rows);
      assertThat(Math.abs(sent[0])).isGreaterThan(1e-3);
    }
  }

  /** The mean takes every row, the median tells of none. */
  @Test
  void aRuleThatPicksAtOnceGetsTheFirstAndOneThatNeverDoesTheLast() {
    double[][] rows = Matrices.normal(9, 6, 2);
    double start = Math.sqrt(NaiveDistances.largestPair(Arrays.copyOf(rows, 7)) / rows[0].length);
    assertThat(Math.abs(sent(new FangKrum(), new Mean(), rows)[0])).isCloseTo(start, within(1e-9));
    assertThat(Math.abs(sent(new FangKrum(), new CoordinateWiseMedian(), rows)[0]))
        .isCloseTo(start / (1 << 17), within(1e-12));
  }

  @Test
  void equalRowsAndZeroMeansGiveZero() {
    double[][] equal = new double[7][];
    Arrays.setAll(equal, i -> new double[] {3, -1});
    assertThat(Arrays.stream(sent(new FangKrum(), new Krum(2), equal)).map(Math::abs))
        .containsOnly(0.0);
    double[][] opposite = {{1, 2}, {-1, 2}, {1, 2}, {-1, 2}, {1, 2}, {-1, 2}, {0, 0}, {0, 0}};
    assertThat(sent(new FangKrum(), new Mean(), opposite)[0]).isZero();
  }

  @Test
  void parametersAreChecked() {
    assertThat(new FangKrum()).isEqualTo(new FangKrum(Knowledge.FULL));
    assertThatThrownBy(() -> new FangKrum(Knowledge.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FangKrum: need knowledge=full or partial, got none");
  }
}
