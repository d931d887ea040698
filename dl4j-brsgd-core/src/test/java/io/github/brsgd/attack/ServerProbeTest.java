package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.FlTrust;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What is known of the honest rows makes an attack cheaper, and no weaker. */
class ServerProbeTest {

  private static final int[] BYZANTINE = {0, 5, 9};
  private static final int Q = 3;
  private static final int D = 900;

  /** The row that is lost where one is. */
  private static final int LOST = 3;

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

  private static INDArray updates(Case c, long seed) {
    INDArray updates = Matrices.array(Matrices.normal(12, D, seed), c.type).muli(c.spread);
    updates.addiRowVector(Matrices.array(Matrices.normal(1, D, seed + 1), c.type));
    if (c.lost) {
      updates.putScalar(LOST, 7, Double.NaN);
    }
    return updates;
  }

  private static INDArray sent(Case c, Aggregator rule, long seed) {
    INDArray updates = updates(c, seed);
    c.attack.forge(new AttackContext(updates, BYZANTINE, Nd4j.zeros(1, D), 1, rule, 4, 17));
    return Nd4j.pullRows(updates, 1, BYZANTINE);
  }

  /** How far the aggregate is from the honest mean where the attackers send this. */
  private static double moved(Case c, INDArray sent, long seed) {
    INDArray updates = updates(c, seed);
    for (int k = 0; k < BYZANTINE.length; k++) {
      updates.putRow(BYZANTINE[k], sent.getRow(k));
    }
    int[] kept = IntStream.range(0, 12).filter(i -> !c.lost || i != LOST).toArray();
    int[] honest = IntStream.of(kept).filter(i -> Arrays.binarySearch(BYZANTINE, i) < 0).toArray();
    INDArray mean = Nd4j.pullRows(updates, 1, honest).mean(true, 0);
    INDArray aggregate =
        c.rule
            .aggregate(Nd4j.pullRows(updates, 1, kept), AggregationContext.first(1))
            .vector()
            .reshape(1, D);
    return aggregate.distance2(mean);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sendsWhatAPlainEvaluationOfTheRuleFinds(Case c) {
    for (long seed = 0; seed < 5; seed++) {
      INDArray sent = sent(c, c.rule, seed);
      INDArray plain = sent(c, new ByMatrix(c.rule), seed);
      if (c.rule instanceof PreAggregated && c.type == DataType.FLOAT) {
        // Equal rows are mixed as one, whose last digit may decide between two that hurt as much.
        assertThat(moved(c, sent, seed)).isCloseTo(moved(c, plain, seed), withinPercentage(0.01));
      } else {
        assertThat(Bits.of(sent)).isEqualTo(Bits.of(plain));
      }
    }
  }

  /** A rule that needs the server's own row is asked with it, whether or not rows were lost. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theServersOwnRowIsKnown(boolean lost) {
    INDArray updates = Matrices.array(Matrices.normal(12, 40, 1), DataType.DOUBLE).addi(0.5);
    INDArray own = Matrices.array(Matrices.normal(1, 40, 2), DataType.DOUBLE).addi(0.5);
    int[] kept = IntStream.range(lost ? 1 : 0, 12).toArray();
    int[] byzantine = {5, 9};
    if (lost) {
      updates.getRow(0).assign(Double.NaN);
    }
    AttackContext context =
        new AttackContext(
                updates, byzantine, Nd4j.zeros(DataType.DOUBLE, 1, 40), 1, new FlTrust(), 0, 3)
            .withTrusted(Optional.of(own));
    INDArray forged = own.mul(-7).addi(1);
    INDArray found = ServerProbe.of(context, 2).orElseThrow().aggregate(forged.dup());
    INDArray sent = updates.dup();
    for (int node : byzantine) {
      sent.getRow(node, true).assign(forged);
    }
    INDArray expected =
        new FlTrust()
            .aggregate(
                Nd4j.pullRows(sent, 1, kept),
                new AggregationContext(
                    0, Optional.empty(), 3, new RowNodes.InOrder(), Optional.of(own)))
            .vector();
    assertThat(found.distance2(expected)).isLessThan(1e-12);
    assertThat(found.distance2(context.honestRows(2).orElseThrow().mean())).isGreaterThan(0.1);
  }
}
