package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.state.Notes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MimicTest implements AttackContract {

  private final Notes memory = new Notes();

  @Override
  public Attack attack() {
    return new Mimic();
  }

  /** The node whose row node {@code byzantine[0]} sends. */
  private int copied(Mimic attack, INDArray honest, int k, int... byzantine) {
    INDArray updates = honest.dup();
    attack.forge(
        new AttackContext(updates, byzantine, Nd4j.zeros(1, honest.size(1)), 1, new Mean(), k, 1)
            .inRun(Optional.empty(), memory));
    for (int node = 0; node < honest.size(0); node++) {
      if (honest.getRow(node).equals(updates.getRow(byzantine[0]))) {
        return node;
      }
    }
    return -1;
  }

  /** The node farthest out along the top eigenvector of the covariance, by power iteration. */
  private static int farthest(double[][] rows, int honest) {
    int d = rows[0].length;
    double[] mean = new double[d];
    for (int i = 0; i < honest; i++) {
      for (int c = 0; c < d; c++) {
        mean[c] += rows[i][c] / honest;
      }
    }
    double[] v = new double[d];
    Arrays.setAll(v, c -> 1.0 / (c + 1));
    double[] out = new double[honest];
    for (int step = 0; step < 1000; step++) {
      double[] next = new double[d];
      for (int i = 0; i < honest; i++) {
        out[i] = 0;
        for (int c = 0; c < d; c++) {
          out[i] += (rows[i][c] - mean[c]) * v[c];
        }
        for (int c = 0; c < d; c++) {
          next[c] += (rows[i][c] - mean[c]) * out[i];
        }
      }
      double norm = Math.sqrt(NaiveDistances.squared(next, new double[d]));
      for (int c = 0; c < d; c++) {
        v[c] = next[c] / norm;
      }
    }
    int best = 0;
    for (int i = 0; i < honest; i++) {
      best = Math.abs(out[i]) > Math.abs(out[best]) ? i : best;
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheNodeFarthestOut(long seed) {
    double[][] rows = Matrices.normal(10, 6, seed);
    for (double[] row : rows) {
      row[2] = 6 * row[2] + 100;
    }
    INDArray honest = Matrices.array(rows, DataType.DOUBLE);
    int chosen = -1;
    for (int k = 0; k < 60; k++) {
      chosen = copied(new Mimic(null, 50), honest, k, 8, 9);
    }
    assertThat(chosen).isEqualTo(farthest(rows, 8));
  }

  @Test
  void scaleDoesNotMatter() {
    INDArray rows = Matrices.array(Matrices.normal(10, 6, 3), DataType.DOUBLE);
    Set<Integer> chosen = new HashSet<>();
    for (double scale : new double[] {1e-12, 1, 1e12}) {
      Notes fresh = new Notes();
      for (int k = 0; k < 30; k++) {
        new Mimic(null, 30)
            .forge(
                new AttackContext(
                        rows.mul(scale), new int[] {8, 9}, Nd4j.zeros(1, 6), 1, new Mean(), k, 1)
                    .inRun(Optional.empty(), fresh));
      }
      chosen.add(fresh.get("mimic target").orElseThrow().getInt(0));
    }
    assertThat(chosen).hasSize(1);
  }

  @Test
  void keepsItsChoiceAfterTheWarmUp() {
    INDArray first = Nd4j.createFromArray(new double[][] {{1, 0}, {9, 0}, {2, 0}, {0, 0}});
    INDArray later = Nd4j.createFromArray(new double[][] {{1, 0}, {3, 1}, {2, 70}, {0, 0}});
    Mimic attack = new Mimic(null, 2);
    assertThat(copied(attack, first, 0, 3)).isEqualTo(1);
    assertThat(copied(attack, first, 1, 3)).isEqualTo(1);
    assertThat(copied(attack, later, 2, 3)).isEqualTo(1);
    assertThat(copied(attack, later, 3, 3)).isEqualTo(1);
    assertThat(copied(new Mimic(null, 9), later, 4, 3)).isEqualTo(2);
  }

  @Test
  void aChoiceThatTurnsByzantineIsReplaced() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{1}, {9}, {2}, {-8}});
    Mimic attack = new Mimic(null, 1);
    assertThat(copied(attack, rows, 0, 2)).isEqualTo(3);
    assertThat(copied(attack, rows, 1, 3)).isEqualTo(1);
    assertThat(copied(attack, rows, 2, 2)).isEqualTo(1);
  }

  @Test
  void aNodeCanBeGiven() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{1}, {9}, {2}, {-8}});
    assertThat(copied(new Mimic(0), rows, 0, 2, 3)).isZero();
    assertThatThrownBy(() -> copied(new Mimic(2), rows, 0, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mimic: need an honest node as target, got target=2, honest [0, 1]");
    assertThatThrownBy(() -> copied(new Mimic(4), rows, 0, 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Mimic(-1)).hasMessage("Mimic: need target >= 0, got target=-1");
    assertThatThrownBy(() -> new Mimic(null, 0))
        .hasMessage("Mimic: need warmUp >= 1, got warmUp=0");
    assertThat(new Mimic()).isEqualTo(new Mimic(null, 20));
  }

  @Test
  void aTargetThatOverflowedIsNotCopied() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{1}, {Double.NaN}, {2}, {-8}});
    INDArray updates = rows.dup();
    new Mimic(1).forge(AttackContract.context(updates, 3));
    assertThat(AttackContract.bits(updates)).isEqualTo(AttackContract.bits(rows));
  }

  /** The direction that the memory holds, as unit vector. */
  private double[] direction() {
    return AttackContract.bits(memory.get("mimic direction").orElseThrow());
  }

  /** |cos| of the angle between the direction found and the axis of largest variance. */
  private double alignment(double[] axis) {
    double[] v = direction();
    double dot = 0;
    double squared = 0;
    for (int c = 0; c < v.length; c++) {
      dot += v[c] * axis[c];
      squared += v[c] * v[c];
    }
    assertThat(squared).isCloseTo(1, within(1e-5));
    return Math.abs(dot);
  }

  /** Where honest nodes differ most, not where they are; whatever the scale. */
  @ParameterizedTest
  @CsvSource({"1, 0", "1e-30, 0", "1e30, 0", "1, 1e5"})
  void findsTheAxisOfLargestVariance(double scale, double offset) {
    double[] axis = {0.1, -0.7, 0.5, 0.3, -0.1, Math.sqrt(1 - 0.85)};
    double[][] rows = Matrices.normal(9, 6, 8);
    for (int i = 0; i < 8; i++) {
      for (int c = 0; c < 6; c++) {
        rows[i][c] = scale * (offset + 0.1 * rows[i][c] + (i % 2 == 0 ? 9 : -9) * axis[c]);
      }
    }
    INDArray updates = Matrices.array(rows, DataType.FLOAT);
    for (int k = 0; k < 20; k++) {
      copied(new Mimic(), updates, k, 8);
    }
    assertThat(alignment(axis)).isGreaterThan(0.999);
  }

  @Test
  void oneOddRoundDoesNotUndoTheOnesBefore() {
    INDArray along = Nd4j.createFromArray(new double[][] {{-1, 0}, {1, 0}, {0, 0}, {0, 0}});
    INDArray odd = Nd4j.createFromArray(new double[][] {{-1, -50}, {1, 50}, {0, 0}, {0, 0}});
    for (int k = 0; k < 9; k++) {
      copied(new Mimic(), along, k, 3);
    }
    copied(new Mimic(), odd, 9, 3);
    assertThat(alignment(new double[] {1, 0})).isBetween(0.98, 0.999);
  }

  /** A target is replaced along the direction found in the warm-up, not along a newer one. */
  @Test
  void theDirectionStaysAsItWasAfterTheWarmUp() {
    Mimic attack = new Mimic(null, 1);
    INDArray first = Nd4j.createFromArray(new double[][] {{0, 0}, {1, 0}, {9, 0}, {0, 0}});
    INDArray later = Nd4j.createFromArray(new double[][] {{-3, 0}, {1, 50}, {0, 0}, {2, -50}});
    assertThat(copied(attack, first, 0, 3)).isEqualTo(2);
    assertThat(copied(attack, later, 1, 2)).isZero();
  }

  @Test
  void theFirstNodeCanBeTheTarget() {
    INDArray first = Nd4j.createFromArray(new double[][] {{9, 0}, {1, 0}, {2, 0}, {0, 0}});
    INDArray later = Nd4j.createFromArray(new double[][] {{1, 1}, {7, 0}, {2, 0}, {0, 0}});
    Mimic attack = new Mimic(null, 1);
    assertThat(copied(attack, first, 0, 3)).isZero();
    assertThat(copied(attack, later, 1, 3)).isZero();
  }

  @Test
  void ofNodesEquallyFarOutTheFirstIsCopied() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{0}, {-5}, {5}, {0}});
    assertThat(copied(new Mimic(), rows, 0, 3)).isEqualTo(1);
  }

  @Test
  void nodesThatAgreeTellNoDirection() {
    INDArray equal = Nd4j.ones(DataType.DOUBLE, 4, 2);
    assertThat(copied(new Mimic(), equal, 0, 3)).isZero();
    assertThat(alignment(new double[] {1, 0})).isBetween(0.0, 1.0);
    INDArray apart = Nd4j.createFromArray(new double[][] {{1, 0}, {9, 0}, {2, 0}, {0, 0}});
    assertThat(copied(new Mimic(), apart, 1, 3)).isEqualTo(1);
  }

  @Test
  void rowsOfAnotherLengthStartAnew() {
    copied(new Mimic(), Matrices.array(Matrices.normal(5, 7, 1), DataType.DOUBLE), 0, 4);
    INDArray shorter = Nd4j.createFromArray(new double[][] {{1, 0}, {9, 0}, {2, 0}, {0, 0}});
    assertThat(copied(new Mimic(), shorter, 1, 3)).isEqualTo(1);
  }
}
