package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.LeastNodes;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.Monna;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PreAggregatedTest {

  private static final AggregationContext CONTEXT = AggregatorContract.CONTEXT;

  @Nested
  class OfMixedRows implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new PreAggregated(new NearestNeighborMixing(q), new TrimmedMean(q));
    }
  }

  @Nested
  class OfBuckets implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new PreAggregated(new Bucketing(2), new Krum(q));
    }

    @Override
    public boolean isFreeOfTies() {
      return false; // rows are dealt by position
    }
  }

  @Nested
  class OfClippedRows implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new PreAggregated(new Clipping(5), new GeometricMedian());
    }

    @Override
    public boolean movesWithItsInput() {
      return false; // lengths change
    }

    @Override
    public boolean scalesWithItsInput() {
      return false; // c is a length
    }

    @Override
    public boolean keepsEqualRows() {
      return false; // it shortens them
    }
  }

  @Nested
  class OfAdaptivelyClippedRows implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new PreAggregated(new AdaptiveRobustClipping(q), new CoordinateWiseMedian());
    }

    @Override
    public boolean movesWithItsInput() {
      return false; // lengths change
    }
  }

  @Nested
  class OfThreeSteps implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new PreAggregated(
          List.of(new AdaptiveRobustClipping(q), new Bucketing(2), new NearestNeighborMixing(q)),
          new MultiKrum(q));
    }

    @Override
    public boolean movesWithItsInput() {
      return false; // lengths change
    }

    @Override
    public boolean isFreeOfTies() {
      return false; // rows are dealt by position
    }
  }

  @Nested
  class OfAChain implements AggregatorContract {
    @Override
    public Aggregator rule(int q) {
      return new PreAggregated(
          new NearestNeighborMixing(q),
          new PreAggregated(new NearestNeighborMixing(q), new GeometricMedian()));
    }
  }

  /** A user's rule, which knows matrices only. */
  private record First() implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      double[] weights = new double[(int) updates.size(0)];
      weights[0] = 1;
      return new Aggregation(updates.getRow(0, true).dup(), weights);
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public Aggregator tolerating(int q) {
      return this;
    }
  }

  @Test
  void aRuleThatKnowsOnlyMatricesGetsOne() {
    Aggregation result =
        new PreAggregated(new NearestNeighborMixing(1), new First())
            .aggregate(Nd4j.createFromArray(new double[][] {{0}, {1}, {9}}), CONTEXT);
    assertThat(result.vector().getDouble(0)).isEqualTo(0.5);
    assertThat(result.rowWeights()).containsExactly(0.5, 0.5, 0);
  }

  @Property(tries = 300)
  void anyChainOfNaiveStepsGivesTheSame(
      @ForAll @IntRange(max = 3) int q,
      @ForAll @IntRange(max = 6) int extra,
      @ForAll @IntRange(min = 1, max = 40) int d,
      @ForAll @IntRange(max = 26) int code,
      @ForAll long seed) {
    double[][] rows = Matrices.normal(2 * q + 1 + extra, d, seed);
    List<PreAggregator> chain = new ArrayList<>();
    double[][] naive = rows;
    for (int rest = code, k = 0; k < 3; rest /= 3, k++) {
      switch (rest % 3) {
        case 0 -> {
          chain.add(new NearestNeighborMixing(q));
          naive = NaiveSteps.nearestNeighborMixing(naive, q);
        }
        case 1 -> {
          chain.add(new Clipping(1.5));
          naive = NaiveSteps.clipping(naive, 1.5);
        }
        default -> {
          chain.add(new AdaptiveRobustClipping(q));
          naive = NaiveSteps.adaptiveRobustClipping(naive, q);
        }
      }
    }
    OracleCase.assertRelativelyClose(
        chain.toString(),
        new PreAggregated(chain, new TrimmedMean(q))
            .aggregate(Nd4j.createFromArray(rows), CONTEXT)
            .vector(),
        new TrimmedMean(q).aggregate(Nd4j.createFromArray(naive), CONTEXT).vector(),
        1e-6);
  }

  @Test
  void theMemberThatFailsIsNamed() {
    Aggregator chain =
        new PreAggregated(
            List.of(new Clipping(2), new Bucketing(2), new NearestNeighborMixing(1)), new Krum(1));
    assertThat(LeastNodes.of(chain::check)).isEqualTo(9);
    assertThatThrownBy(() -> chain.aggregate(Nd4j.ones(DataType.FLOAT, 8, 2), CONTEXT))
        .hasMessage(
            "PreAggregated: clip:c=2+bucketing:s=2+nnm:q=1+krum:q=1 at m=8: Krum: need m >= 2q+3,"
                + " got m=4, q=1 (m=4 tolerates at most q=0)");
    assertThatThrownBy(() -> chain.aggregate(Nd4j.ones(DataType.FLOAT, 3, 2), CONTEXT))
        .hasMessageContaining(" at m=3: NearestNeighborMixing: need m >= 2q+1, got m=2");
  }

  @Test
  void membersAgreeOnQ() {
    assertThatThrownBy(() -> new PreAggregated(new NearestNeighborMixing(2), new Krum(3)))
        .hasMessage(
            "PreAggregated: need the same q everywhere, got q=2 in nnm:q=2 and q=3 in krum:q=3");
    assertThatThrownBy(
            () ->
                new PreAggregated(
                    List.of(new NearestNeighborMixing(2), new AdaptiveRobustClipping(1)),
                    new CoordinateWiseMedian()))
        .hasMessageContaining("got q=2 in nnm:q=2 and q=1 in arc:q=1");
    assertThat(new PreAggregated(new NearestNeighborMixing(2), new Mean()).byzantine()).hasValue(2);
    assertThat(new PreAggregated(new Clipping(2), new Mean()).byzantine()).isEmpty();
    assertThatThrownBy(() -> new PreAggregated(List.of(), new Mean()))
        .hasMessage("PreAggregated: need at least one step, got none");
    assertThat(new PreAggregated(new NearestNeighborMixing(2), new GeometricMedian()).byzantine())
        .hasValue(2);
    assertThat(new PreAggregated(new Clipping(2), new TrimmedMean(1)).byzantine()).hasValue(1);
    assertThat(new PreAggregated(new Clipping(2), new GeometricMedian()).byzantine()).isEmpty();
  }

  @Test
  void toleratingReachesEveryMember() {
    PreAggregated chain =
        new PreAggregated(
            List.of(new Bucketing(2), new NearestNeighborMixing(3)), new MultiKrum(3, 2));
    assertThat(chain.tolerating(1))
        .isEqualTo(
            new PreAggregated(
                List.of(new Bucketing(2), new NearestNeighborMixing(1)), new MultiKrum(1, 2)));
    assertThat(new PreAggregated(new Clipping(1), new Mean()).tolerating(1))
        .isEqualTo(new PreAggregated(new Clipping(1), new Mean()));
  }

  @Test
  void aPivotSurvivesMixingButNotBuckets() {
    INDArray rows = Matrices.array(Matrices.normal(9, 4, 2), DataType.FLOAT);
    Aggregator mixed = new PreAggregated(new NearestNeighborMixing(1), new Monna(1, 3));
    assertThat(mixed.aggregate(rows, CONTEXT).hasRowWeights()).isTrue();
    assertThat(mixed.requiredNode()).hasValue(3);
    assertThatThrownBy(() -> new PreAggregated(new Bucketing(2), new Monna(1, 3)))
        .hasMessage(
            "PreAggregated: monna:q=1,pivot=3 needs the row of a node, but after bucketing:s=2 no"
                + " row is a node's");
  }

  @Test
  void stepsThatDrawDrawApart() {
    INDArray rows = Nd4j.createFromArray(Matrices.normal(32, 1, 2));
    Aggregator twice = new PreAggregated(List.of(new Bucketing(1), new Bucketing(1)), new First());
    Aggregator once = new PreAggregated(new Bucketing(1), new First());
    assertThat(twice.aggregate(rows, CONTEXT).rowWeights())
        .isNotEqualTo(once.aggregate(rows, CONTEXT).rowWeights());
  }

  @Test
  void aChainWithinAChainIsOneChain() {
    Aggregator inner = new PreAggregated(new Bucketing(1), new First());
    Aggregator nested =
        new PreAggregated(new Clipping(2), new PreAggregated(new Bucketing(1), inner));
    assertThat(nested)
        .isEqualTo(
            new PreAggregated(
                List.of(new Clipping(2), new Bucketing(1), new Bucketing(1)), new First()));
    INDArray rows = Nd4j.createFromArray(Matrices.normal(32, 1, 2));
    assertThat(new PreAggregated(new Bucketing(1), inner).aggregate(rows, CONTEXT).rowWeights())
        .isNotEqualTo(inner.aggregate(rows, CONTEXT).rowWeights());
    assertThat(
            new PreAggregated(
                    new NearestNeighborMixing(2), new PreAggregated(new Clipping(2), new Mean()))
                .byzantine())
        .hasValue(2);
  }
}
