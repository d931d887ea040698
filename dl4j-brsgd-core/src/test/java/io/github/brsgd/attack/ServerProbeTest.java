package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is known of the honest rows makes an attack cheaper, and no weaker. */
class ServerProbeTest {

  private static final int[] BYZANTINE = {0, 5, 9};
  private static final int Q = 3;
  private static final int D = 900;

  /** A rule for matrices, which sees all rows anew each time. */
  private record ByMatrix(RowsAggregator rule) implements Aggregator {

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return rule.aggregate(updates, context);
    }

    @Override
    public OptionalInt byzantine() {
      return rule.byzantine();
    }

    @Override
    public Aggregator tolerating(int q) {
      return new ByMatrix((RowsAggregator) rule.tolerating(q));
    }
  }

  record Case(Attack attack, RowsAggregator rule, double spread, DataType type, boolean lost) {}

  static Stream<Case> cases() {
    List<RowsAggregator> rules =
        List.of(
            new PreAggregated(
                List.of(new Clipping(30), new NearestNeighborMixing(Q)), new TrimmedMean(Q)),
            new PreAggregated(new NearestNeighborMixing(Q), new GeometricMedian()),
            new TrimmedMean(Q),
            new Krum(Q));
    return rules.stream()
        .flatMap(
            rule ->
                Stream.of(
                        new OptimalALittleIsEnough(),
                        new OptimalInnerProductManipulation(),
                        new OneCoordinate())
                    .flatMap(
                        attack ->
                            Stream.of(
                                new Case(attack, rule, 0.3, DataType.FLOAT, false),
                                new Case(attack, rule, 3, DataType.FLOAT, true),
                                new Case(attack, rule, 3, DataType.DOUBLE, false))));
  }

  private static INDArray sent(Case c, Aggregator rule, long seed) {
    INDArray updates = Matrices.array(Matrices.normal(12, D, seed), c.type).muli(c.spread);
    updates.addiRowVector(Matrices.array(Matrices.normal(1, D, seed + 1), c.type));
    if (c.lost) {
      updates.putScalar(3, 7, Double.NaN);
    }
    c.attack.forge(new AttackContext(updates, BYZANTINE, Nd4j.zeros(1, D), 1, rule, 4, 17));
    return Nd4j.pullRows(updates, 1, BYZANTINE);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sendsWhatAPlainEvaluationOfTheRuleFinds(Case c) {
    for (long seed = 0; seed < 5; seed++) {
      assertThat(Bits.of(sent(c, c.rule, seed)))
          .isEqualTo(Bits.of(sent(c, new ByMatrix(c.rule), seed)));
    }
  }
}
