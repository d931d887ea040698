package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The laws every attack obeys. An attack's test implements this and says what is special about the
 * attack; a law that does not hold for it is switched off there, with the reason.
 */
interface AttackContract {

  int M = 9;
  int D = 37;

  /** The attack under test. */
  Attack attack();

  /** Whether it sends finite rows. */
  default boolean isFinite() {
    return true;
  }

  /** Whether the forged row is the same for any order of the honest nodes. */
  default boolean ignoresTheOrderOfHonestNodes() {
    return true;
  }

  /** Relative agreement expected where the exact result would be the same. */
  default double tolerance() {
    return 1e-5;
  }

  private static int[] byzantine() {
    return new int[] {2, 7};
  }

  private static INDArray gradients(long seed, DataType type) {
    return Matrices.array(Matrices.normal(M, D, seed), type).addi(0.5);
  }

  private INDArray forged(INDArray updates, int... byzantine) {
    attack().forge(context(updates, byzantine));
    return Nd4j.pullRows(updates, 1, byzantine);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT,c", "FLOAT,f", "DOUBLE,c", "DOUBLE,f"})
  default void honestRowsAreUntouched(DataType type, char order) {
    INDArray honest = gradients(1, type);
    INDArray updates = honest.dup(order);
    attack().forge(context(updates, byzantine()));
    for (int id : context(updates, byzantine()).honest()) {
      assertThat(bits(updates.getRow(id))).as("row %d", id).isEqualTo(bits(honest.getRow(id)));
    }
    assertThat(updates.dataType()).isEqualTo(type);
  }

  @Test
  default void parametersAreUntouched() {
    AttackContext context = context(gradients(2, DataType.FLOAT), byzantine());
    INDArray before = context.parameters().dup();
    attack().forge(context);
    assertThat(bits(context.parameters())).isEqualTo(bits(before));
  }

  @Test
  default void rowsOfALargerMatrixAreWrittenInPlace() {
    INDArray outer = Nd4j.create(DataType.FLOAT, M + 2, D + 5).assign(9);
    INDArray view = outer.get(NDArrayIndex.interval(1, M + 1), NDArrayIndex.interval(2, D + 2));
    view.assign(gradients(3, DataType.FLOAT));
    attack().forge(context(view, byzantine()));
    INDArray expected = forged(gradients(3, DataType.FLOAT), byzantine());
    assertThat(bits(Nd4j.pullRows(view.dup('c'), 1, byzantine()))).isEqualTo(bits(expected));
    view.assign(9);
    assertThat(bits(outer)).containsOnly(9);
  }

  /** What an attack says that it does not read may hold anything, and is written. */
  @ParameterizedTest
  @ValueSource(ints = {5, 7, 8})
  default void unreadRowsMayHoldAnything(int honest) {
    assumeThat(attack().readsOwnRows()).isFalse();
    int[] byzantine = IntStream.range(0, M - honest).toArray();
    INDArray expected = forged(gradients(9, DataType.FLOAT), byzantine);
    INDArray updates = gradients(9, DataType.FLOAT);
    INDArray statistics = gradients(10, DataType.FLOAT);
    for (int id : byzantine) {
      updates.getRow(id).assign(Double.NaN);
      statistics.getRow(id).assign(Double.NaN);
    }
    INDArray sent = forged(updates, byzantine);
    assertThat(bits(sent)).isEqualTo(bits(expected));
    attack().forgeStatistics(context(statistics, byzantine), context(updates, byzantine));
    if (isFinite()) {
      assertThat(finite(statistics)).isTrue();
    }
  }

  @Test
  default void sameSeedGivesTheSameBits() {
    assertThat(bits(forged(gradients(4, DataType.FLOAT), byzantine())))
        .isEqualTo(bits(forged(gradients(4, DataType.FLOAT).dup('f'), byzantine())));
  }

  @Test
  default void noAttackersForgeNothing() {
    INDArray updates = gradients(5, DataType.FLOAT);
    INDArray before = updates.dup();
    attack().forge(context(updates));
    assertThat(bits(updates)).isEqualTo(bits(before));
  }

  @Test
  default void doublesGiveTheSameInMoreDigits() {
    assumeThat(isFinite()).isTrue();
    OracleCase.assertRelativelyClose(
        "double",
        forged(gradients(6, DataType.FLOAT), byzantine()),
        forged(gradients(6, DataType.DOUBLE), byzantine()),
        tolerance());
  }

  @Test
  default void orderOfTheHonestNodesDoesNotMatter() {
    assumeThat(isFinite() && ignoresTheOrderOfHonestNodes()).isTrue();
    INDArray updates = gradients(7, DataType.FLOAT);
    INDArray swapped = Nd4j.pullRows(updates, 1, new int[] {8, 6, 2, 5, 4, 3, 1, 7, 0});
    OracleCase.assertRelativelyClose(
        "order", forged(swapped, byzantine()), forged(updates, byzantine()), tolerance());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-38, 1, 3e38})
  default void rowsAreFiniteWhateverTheHonestOnesAre(double value) {
    assumeThat(isFinite()).isTrue();
    INDArray updates = gradients(8, DataType.FLOAT).muli(0).addi(value);
    updates.getRow(0).negi();
    assertThat(finite(forged(updates, byzantine()))).isTrue();
  }

  @Test
  default void rowsOfHugeDoublesAreFiniteToo() {
    assumeThat(isFinite()).isTrue();
    INDArray updates = gradients(8, DataType.DOUBLE).muli(0).addi(Double.MAX_VALUE);
    updates.getRow(0).negi();
    assertThat(finite(forged(updates, byzantine()))).isTrue();
  }

  @Test
  default void oneCoordinateWillDo() {
    INDArray updates = gradients(9, DataType.FLOAT).get(NDArrayIndex.all(), NDArrayIndex.point(3));
    updates = updates.reshape(M, 1).dup();
    assertThat(forged(updates, byzantine()).shape()).containsExactly(byzantine().length, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"NAN", "ONE_NAN", "INF", "MINUS_INF"})
  default void honestRowsThatOverflowedTakeNoPart(NonFinite.Kind kind) {
    INDArray updates = gradients(10, DataType.FLOAT);
    new NonFinite(kind).forge(context(updates, 0, 5));
    INDArray broken = updates.dup();
    INDArray forged = forged(updates, byzantine());
    assertThat(finite(forged)).isEqualTo(isFinite());
    assertThat(bits(updates.getRow(0))).isEqualTo(bits(broken.getRow(0)));
    assertThat(bits(updates.getRow(5))).isEqualTo(bits(broken.getRow(5)));
  }

  @Test
  default void noHonestRowLeftIsNoReasonToFail() {
    INDArray updates = Nd4j.valueArrayOf(new long[] {M, D}, Float.NaN, DataType.FLOAT);
    attack().forge(context(updates, byzantine()));
    assertThat(updates.getRow(0).getFloat(0)).isNaN();
  }

  @Test
  default void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(attack());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(attack());
    }
  }

  private static boolean finite(INDArray values) {
    for (double value : bits(values)) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** All values in row order: exact, where the arrays' own comparison has a tolerance. */
  static double[] bits(INDArray values) {
    return values.castTo(DataType.DOUBLE).dup('c').reshape(values.length()).toDoubleVector();
  }

  /** Round 3 against the median. */
  static AttackContext context(INDArray updates, int... byzantine) {
    return new AttackContext(
        updates,
        byzantine,
        Nd4j.ones(updates.dataType(), 1, updates.size(1)),
        1,
        new CoordinateWiseMedian(),
        3,
        17);
  }

  /** What the first of some attackers sends, given the honest rows, in double. */
  static double[] forge(Attack attack, int attackers, double[]... honest) {
    double[][] rows = new double[honest.length + attackers][honest[0].length];
    System.arraycopy(honest, 0, rows, 0, honest.length);
    INDArray updates = Nd4j.createFromArray(rows);
    int[] byzantine = new FixedAttackers().select(rows.length, attackers, 0);
    attack.forge(context(updates, byzantine));
    for (int node : byzantine) {
      assertThat(bits(updates.getRow(node))).isEqualTo(bits(updates.getRow(honest.length)));
    }
    return updates.getRow(honest.length).toDoubleVector();
  }
}
