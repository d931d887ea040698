package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.state.Notes;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PoisonedFlTest implements AttackContract {

  private static final int M = 6;
  private static final int D = 41;
  private static final int[] BYZANTINE = {1, 4};

  private final PoisonedFl attack = new PoisonedFl(2);

  /** A run in which the server does what it likes: nothing is asked of it but vectors. */
  private Notes notes = new Notes();

  @Override
  public Attack attack() {
    return new PoisonedFl();
  }

  private static INDArray vector(long seed) {
    return Matrices.array(Matrices.normal(1, D, seed), DataType.DOUBLE);
  }

  private INDArray round(int k, INDArray point) {
    INDArray updates = Matrices.array(Matrices.normal(M, D, 100 + k), DataType.DOUBLE);
    Optional<INDArray> previous = k == 0 ? Optional.empty() : Optional.of(vector(500 + k));
    attack.forge(
        new AttackContext(updates, BYZANTINE, point, 1, new Mean(), k, 7).inRun(previous, notes));
    return updates;
  }

  private INDArray round(int k) {
    return round(k, Nd4j.zeros(DataType.DOUBLE, 1, D));
  }

  private static double[] forged(double[] g, double[] b, double[] s, double c) {
    double length = norm(g);
    double[] v =
        IntStream.range(0, D).mapToDouble(j -> Math.abs(g[j] - b[j] * length / norm(b))).toArray();
    return IntStream.range(0, D).mapToDouble(j -> -c * length * v[j] * s[j] / norm(v)).toArray();
  }

  private static double norm(double[] x) {
    return Math.sqrt(IntStream.range(0, x.length).mapToDouble(j -> x[j] * x[j]).sum());
  }

  @Test
  void isTheDefinitionFromTheThirdRoundOn() {
    double[][] last = new double[M][];
    double[] signs = null;
    for (int k = 0; k < 8; k++) {
      INDArray honest = Matrices.array(Matrices.normal(M, D, 100 + k), DataType.DOUBLE);
      INDArray sent = round(k);
      if (k == 2) {
        signs = sent.getRow(1).neg().toDoubleVector();
        for (int j = 0; j < D; j++) {
          signs[j] = Math.signum(signs[j]);
        }
        assertThat(signs).contains(1, -1);
      }
      for (int node : BYZANTINE) {
        double[] expected =
            k < 2
                ? honest.getRow(node).toDoubleVector()
                : forged(vector(500 + k).toDoubleVector(), last[node], signs, 2);
        last[node] = sent.getRow(node).toDoubleVector();
        assertThat(last[node]).as("round %d", k).containsExactly(expected, within(1e-9));
      }
    }
  }

  private static double[] signs(INDArray sent) {
    long row = Math.min(1, sent.size(0) - 1);
    return IntStream.range(0, D).mapToDouble(j -> -Math.signum(sent.getDouble(row, j))).toArray();
  }

  /** Lengths of forged rows over those of the aggregate, round by round. */
  private List<Double> factors(int rounds, double drift) {
    List<Double> factors = new ArrayList<>();
    INDArray signs = Nd4j.zeros(DataType.DOUBLE, 1, D);
    for (int k = 0; k < rounds; k++) {
      INDArray sent = round(k, signs.mul(drift * k));
      if (k == 2) {
        signs = Nd4j.createFromArray(signs(sent)).reshape(1, D);
      }
      factors.add(
          sent.getRow(1).norm2Number().doubleValue() / vector(500 + k).norm2Number().doubleValue());
    }
    return factors;
  }

  @Test
  void theFactorStaysWhereThePointMovesAlongTheSigns() {
    assertThat(factors(120, 0.1).subList(2, 120))
        .allSatisfy(factor -> assertThat(factor).isCloseTo(2, within(1e-9)));
  }

  @Test
  void theFactorShrinksEveryFiftyRoundsWhereItDoesNot() {
    List<Double> factors = factors(420, -0.1);
    // 2, 1.4, 0.98, 0.686, 0.4802: below 0.5 it stays.
    for (int k = 2; k < 420; k++) {
      assertThat(factors.get(k))
          .as("round %d", k)
          .isCloseTo(2 * Math.pow(0.7, Math.min(4, k / 50)), within(1e-9));
    }
  }

  /** Notes that are written and read in any round, as checkpoints are, change nothing. */
  @Test
  void notesHoldAllThatItRemembers() throws IOException {
    List<double[]> straight = new ArrayList<>();
    for (int k = 0; k < 110; k++) {
      straight.add(AttackContract.bits(round(k)));
    }
    notes = new Notes();
    for (int k = 0; k < 110; k++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StateWriter out = new StateWriter(bytes, "notes", 1);
      notes.write(out);
      out.end();
      notes =
          Notes.read(new StateReader(new ByteArrayInputStream(bytes.toByteArray()), "notes", 1));
      assertThat(AttackContract.bits(round(k))).isEqualTo(straight.get(k));
    }
    assertThat(notes.names()).hasSize(5 + BYZANTINE.length);
  }

  @Test
  void whoHasNoLastRowSendsItsOwn() {
    for (int k = 0; k < 5; k++) {
      round(k);
    }
    INDArray updates = Matrices.array(Matrices.normal(M, D, 1), DataType.DOUBLE);
    double[] own = updates.getRow(3).toDoubleVector();
    attack.forge(
        new AttackContext(
                updates, new int[] {1, 3}, Nd4j.zeros(DataType.DOUBLE, 1, D), 1, new Mean(), 5, 7)
            .inRun(Optional.of(vector(505)), notes));
    assertThat(updates.getRow(3).toDoubleVector()).isEqualTo(own);
    assertThat(signs(updates)).isEqualTo(signs(round(6)));
  }

  @Test
  void zeroLengthsGiveZeroOrTheAggregate() {
    INDArray zeros = Nd4j.zeros(DataType.DOUBLE, 2, D);
    for (int k = 0; k < 4; k++) {
      INDArray updates = zeros.dup();
      INDArray g = k == 2 ? zeros.getRow(0, true) : vector(k);
      attack.forge(
          new AttackContext(updates, new int[] {1}, zeros.getRow(0, true), 1, new Mean(), k, 7)
              .inRun(Optional.of(g), notes));
      double expected = k < 3 ? 0 : 2 * g.norm2Number().doubleValue();
      assertThat(updates.getRow(1).norm2Number().doubleValue()).isCloseTo(expected, within(1e-9));
    }
  }

  /** What attackers 1 and 4 send in a round behind three in which they computed this. */
  private INDArray sent(DataType type, double[] computed, double[] aggregate) {
    INDArray point = Nd4j.zeros(type, 1, D);
    INDArray updates = point;
    for (int k = 0; k < 3; k++) {
      updates = Matrices.array(Matrices.normal(M, D, 100 + k), type);
      for (int node : BYZANTINE) {
        updates.getRow(node, true).assign(Matrices.array(new double[][] {computed}, type));
      }
      INDArray g = Matrices.array(new double[][] {aggregate}, type);
      attack.forge(
          new AttackContext(updates, BYZANTINE, point, 1, new Mean(), k, 7)
              .inRun(Optional.of(g), notes));
    }
    return updates.getRow(1, true);
  }

  /** In a run that diverges: the server sets such rows aside, and the attackers' own with them. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aLastRowThatIsNotFiniteIsNone(double value) {
    double[] computed = vector(1).toDoubleVector();
    computed[3] = value;
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      notes = new Notes();
      INDArray sent = sent(type, computed, vector(2).toDoubleVector());
      assertThat(sent.toDoubleVector())
          .isEqualTo(Matrices.array(new double[][] {computed}, type).toDoubleVector());
    }
  }

  /** Only the directions of both count, and lengths beyond the type's range are capped. */
  @ParameterizedTest
  @CsvSource({
    "FLOAT, 1e-40, 1", "FLOAT, 1, 1e38", "FLOAT, 1e38, 1e38", "FLOAT, 1e38, 1e-38",
    "DOUBLE, 1e-200, 1", "DOUBLE, 1, 1e200", "DOUBLE, 1e200, 1e-200", "DOUBLE, 1e305, 1e305"
  })
  void sizesDoNotMatter(DataType type, double own, double size) {
    double[] computed = new double[D];
    computed[0] = 1;
    double[] g = vector(2).toDoubleVector();
    double[] signs = signs(sent(DataType.DOUBLE, computed, g));
    notes = new Notes();
    double[] expected = forged(g, computed, signs, 2);
    INDArray sent =
        sent(
            type,
            Arrays.stream(computed).map(x -> x * own).toArray(),
            Arrays.stream(g).map(x -> x * size).toArray());
    double largest = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
    for (int j = 0; j < D; j++) {
      double capped = Math.max(-largest, Math.min(largest, expected[j] * size));
      assertThat(sent.getDouble(j) / size)
          .as("coordinate %d", j)
          .isCloseTo(capped / size, within(1e-4));
    }
  }

  @Test
  void parametersAreChecked() {
    assertThat(new PoisonedFl()).isEqualTo(new PoisonedFl(8));
    assertThatThrownBy(() -> new PoisonedFl(0))
        .hasMessage("PoisonedFl: need a positive, finite c, got c=0.0");
  }
}
