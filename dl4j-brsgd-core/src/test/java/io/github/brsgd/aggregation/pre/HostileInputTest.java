package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.AggregatorContract.NonFiniteRow;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.DivideAndConquer;
import io.github.brsgd.aggregation.LeastNodes;
import io.github.brsgd.linalg.Matrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every rule, alone and behind chains, against rows made to break arithmetic. */
class HostileInputTest {

  private static final int Q = 2;
  private static final int D = 19;

  /** What a Byzantine row, the n-th of them, is filled with. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private enum Forgery {
    HUGE((row, n) -> row.assign(1e30)),
    LARGEST((row, n) -> row.assign(Float.MAX_VALUE)),
    OPPOSITE((row, n) -> row.assign(n % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE)),
    ALTERNATING((row, n) -> row.assign(1e38).muliRowVector(signs(row.length()))),
    TINY((row, n) -> row.assign(1e-38)),
    SUBNORMAL((row, n) -> row.assign(Float.MIN_VALUE)),
    ZERO((row, n) -> row.assign(0)),
    ONE_COORDINATE((row, n) -> row.putScalar(row.length() - 1, 1e30)),
    MANY_SCALES((row, n) -> row.assign(Math.pow(10, 6 + 12 * n)));

    private final BiConsumer<INDArray, Integer> write;

    Forgery(BiConsumer<INDArray, Integer> write) {
      this.write = write;
    }

    private static INDArray signs(long length) {
      float[] signs = new float[(int) length];
      for (int c = 0; c < signs.length; c++) {
        signs[c] = c % 2 == 0 ? 1 : -1;
      }
      return Nd4j.createFromArray(signs);
    }
  }

  private static Stream<DynamicTest> forAll(Consumer<Aggregator> check) {
    List<DynamicTest> tests = new ArrayList<>();
    for (List<PreAggregator> chain : Members.chains(Q)) {
      for (Aggregator rule : Members.rules(Q)) {
        if (Members.fit(chain, rule)) {
          Aggregator whole = Members.behind(chain, rule);
          tests.add(DynamicTest.dynamicTest(whole.toString(), () -> check.accept(whole)));
        }
      }
    }
    return tests.stream();
  }

  /** Enough for an honest majority among the rows that the rule gets, behind buckets too. */
  private static int nodes(Aggregator rule) {
    int m = Math.max(LeastNodes.of(rule::check), 2 * Q + 1) + 1;
    return rule instanceof PreAggregated chain
            && chain.steps().stream().anyMatch(Bucketing.class::isInstance)
        ? Math.max(m, 4 * Q + 2)
        : m;
  }

  /**
   * Divide and conquer drops q rows at once: a row of length 1e18 moves the mean so far that one of
   * length 1e6 looks like all others, and it stays.
   */
  private static boolean isKnownToGetThrough(Forgery forgery, Aggregator rule) {
    Aggregator last = rule instanceof PreAggregated chain ? chain.rule() : rule;
    return forgery == Forgery.MANY_SCALES && last instanceof DivideAndConquer;
  }

  private static INDArray honest(int m) {
    return Matrices.array(Matrices.normal(m, D, 3), DataType.FLOAT).addi(0.7);
  }

  private static INDArray apply(Aggregator rule, INDArray rows) {
    INDArray before = rows.dup();
    Aggregation result = rule.aggregate(rows, AggregatorContract.CONTEXT);
    assertThat(rows).isEqualTo(before);
    return result.vector();
  }

  /** Fails if the result is farther from the honest mean than the honest rows are spread. */
  private static void assertNear(String what, INDArray result, INDArray honest) {
    INDArray mean = honest.mean(0).reshape(1, D);
    double spread = 0;
    for (int i = 0; i < honest.rows(); i++) {
      spread = Math.max(spread, honest.getRow(i, true).distance2(mean));
    }
    assertThat(result.distance2(mean)).as(what).isLessThan(2 * spread);
  }

  @TestFactory
  Stream<DynamicTest> forgedRowsDoNotCarryItAway() {
    return forAll(
        rule -> {
          int m = nodes(rule);
          for (Forgery forgery : Forgery.values()) {
            for (int attackers = 1;
                attackers <= Q && !isKnownToGetThrough(forgery, rule);
                attackers++) {
              INDArray rows = honest(m);
              INDArray honest = rows.dup();
              for (int n = 0; n < attackers; n++) {
                forgery.write.accept(rows.getRow(m - 1 - 2L * n), n);
              }
              assertNear(forgery + " by " + attackers, apply(rule, rows), honest);
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> copiesOfHonestRowsDoNotCarryItAway() {
    return forAll(
        rule -> {
          int m = nodes(rule);
          for (int victim = 0; victim < 3; victim++) {
            INDArray rows = honest(m);
            INDArray honest = rows.dup();
            for (int n = 1; n <= Q; n++) {
              rows.getRow(m - n).assign(rows.getRow(victim));
            }
            assertNear("copies of row " + victim, apply(rule, rows), honest);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> equalRowsGiveAFiniteResult() {
    return forAll(
        rule -> {
          for (double value : new double[] {0, 1e-38, 1, -1e30, 1e38, Float.MAX_VALUE}) {
            INDArray rows = Nd4j.valueArrayOf(new long[] {nodes(rule), D}, value, DataType.FLOAT);
            INDArray result = apply(rule, rows);
            assertThat(Arrays.stream(result.reshape(D).toDoubleVector()))
                .allMatch(Double::isFinite);
            if (value == 0) {
              assertThat(result).isEqualTo(rows.getRow(0, true));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> nonFiniteRowsAreRefusedByName() {
    return forAll(
        rule -> {
          for (NonFiniteRow bad : NonFiniteRow.values()) {
            INDArray rows = honest(nodes(rule));
            bad.write(rows.getRow(2));
            assertThatThrownBy(() -> rule.aggregate(rows, AggregatorContract.CONTEXT))
                .as("%s", bad)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2 has a NaN or infinite value");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> honestRowsAloneGiveAResultWithinThem() {
    return forAll(
        rule -> {
          if (!(rule instanceof CenteredClipping)) {
            for (int m = LeastNodes.of(rule::check); m < LeastNodes.of(rule::check) + 4; m++) {
              INDArray honest = honest(Math.max(m, 2));
              assertNear("m=" + m + Arrays.toString(honest.shape()), apply(rule, honest), honest);
            }
          }
        });
  }
}
