package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.Naive;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.Matrices;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The laws of weights, for every rule that has them. */
interface WeightedContract extends AggregatorContract {

  /** The rule with these weights and share. */
  WeightedAggregator rule(NodeWeights weights, double share);

  /** The plain rule for q of m rows. */
  Aggregator plain(int q);

  /** The definition, taken literally. */
  double[] definition(double[][] rows, double[] weights, double share);

  /** Columns from which on there is one result. */
  default int leastColumns() {
    return 1;
  }

  /** Of six nodes, of which any two hold at most 0.4. */
  @Override
  default WeightedAggregator rule(int q) {
    return rule(NodeWeights.of(1, 1.25, 1, 0.75, 1, 1), q / 5.0);
  }

  /** Rows in order are those of all nodes; fewer have ids. */
  @Override
  default AggregationContext context(INDArray rows) {
    return named(IntStream.range(0, (int) rows.size(0)).toArray());
  }

  /** The order of nodes and the order of rows are the same thing only where weights are equal. */
  @Override
  default boolean isFreeOfTies() {
    return false; // see weightsGoWithTheirRows
  }

  static AggregationContext named(int... nodes) {
    return CONTEXT.withNodes(new RowNodes.Listed(IntStream.of(nodes).boxed().toList()));
  }

  private static double[] vector(
      Aggregator rule, double[][] rows, DataType type, AggregationContext context) {
    return rule.aggregate(Matrices.array(rows, type), context)
        .vector()
        .castTo(DataType.DOUBLE)
        .toDoubleVector();
  }

  private static double[] vector(Aggregator rule, double[][] rows) {
    return vector(rule, rows, DataType.DOUBLE, CONTEXT);
  }

  private static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    assertThat(Naive.norm(Naive.minus(actual, expected)))
        .as(what)
        .isLessThanOrEqualTo(tolerance * Math.max(1e-300, Naive.norm(expected)));
  }

  /** Weights between a quarter and two. */
  private static double[] some(int m, int seed) {
    return IntStream.range(0, m).mapToDouble(i -> 0.25 * (1 + (3 * i + seed) % 8)).toArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  default void agreesWithTheDefinitionTakenLiterally(DataType type) {
    for (int seed = 1; seed <= 40; seed++) {
      int m = 3 + seed % 9;
      double[] weights = some(m, seed);
      double share = 0.05 * (seed % 10);
      double[][] rows = Matrices.normal(m, leastColumns() + 5 * (seed % 4), seed);
      if (seed % 3 == 0) {
        Arrays.fill(rows[seed % m], 4);
      }
      assertClose(
          "seed " + seed,
          vector(rule(NodeWeights.of(weights), share), rows, type, CONTEXT),
          definition(rows, weights, share),
          type == DataType.FLOAT ? 2e-3 : 1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  default void equalWeightsGiveThePlainRule(DataType type) {
    for (int m = 1; m <= 12; m++) {
      for (int q = 0; 2 * q < m; q++) {
        for (double weight : new double[] {1, 0.1, 3e200}) {
          double[][] rows = Matrices.normal(m, 20, 31L * m + q);
          double[] weights = DoubleStream.generate(() -> weight).limit(m).toArray();
          assertClose(
              "m=" + m + ", q=" + q,
              vector(rule(NodeWeights.of(weights), (double) q / m), rows, type, CONTEXT),
              vector(plain(q), rows, type, CONTEXT),
              type == DataType.FLOAT ? 1e-7 : 1e-15);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  default void aRowOfWeightThreeIsThreeRows(int seed) {
    int[] whole = {3, 1, 2, 1, 1, 2, 1};
    int[] copies =
        IntStream.range(0, whole.length)
            .flatMap(i -> IntStream.generate(() -> i).limit(whole[i]))
            .toArray();
    double[][] rows = Matrices.normal(whole.length, 9, seed);
    double[][] many = Arrays.stream(copies).mapToObj(i -> rows[i].clone()).toArray(double[][]::new);
    double[] weights = Arrays.stream(whole).asDoubleStream().toArray();
    double[] ones = DoubleStream.generate(() -> 1).limit(copies.length).toArray();
    for (double share : new double[] {0, 2.0 / 11, 0.3, 4.0 / 11, 0.45}) {
      double[] weighted = vector(rule(NodeWeights.of(weights), share), rows);
      assertClose(
          "share " + share, weighted, vector(rule(NodeWeights.of(ones), share), many), agreement());
    }
    assertClose(
        "plain",
        vector(rule(NodeWeights.of(weights), 4.0 / 11), rows),
        vector(plain(4), many),
        agreement());
  }

  /** Two ways to the same point. */
  default double agreement() {
    return 1e-12;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 0.1, 3, 1e300})
  default void onlyRatiosOfWeightsMatter(double factor) {
    double[] weights = some(8, 3);
    double[] scaled = Arrays.stream(weights).map(weight -> factor * weight).toArray();
    double[][] rows = Matrices.normal(8, 12, 4);
    assertClose(
        "factor " + factor,
        vector(rule(NodeWeights.of(scaled), 0.3), rows),
        vector(rule(NodeWeights.of(weights), 0.3), rows),
        1e-12);
  }

  @Test
  default void weightsGoWithTheirRows() {
    double[] weights = some(7, 2);
    double[][] rows = Matrices.normal(7, 12, 5);
    int[] order = {4, 0, 6, 2, 5, 1, 3};
    double[][] permuted = Arrays.stream(order).mapToObj(i -> rows[i]).toArray(double[][]::new);
    double[] own = Arrays.stream(order).mapToDouble(i -> weights[i]).toArray();
    double[] expected = vector(rule(NodeWeights.of(weights), 0.3), rows);
    assertClose(
        "weights moved", vector(rule(NodeWeights.of(own), 0.3), permuted), expected, agreement());
    assertClose(
        "ids moved",
        vector(rule(NodeWeights.of(weights), 0.3), permuted, DataType.DOUBLE, named(order)),
        expected,
        agreement());
  }

  @Test
  default void absentNodesTakeTheirWeightsAlong() {
    double[] weights = some(7, 2);
    double[][] rows = Matrices.normal(4, 12, 6);
    double[] left = {weights[1], weights[2], weights[4], weights[6]};
    assertThat(vector(rule(NodeWeights.of(weights), 0.3), rows, DataType.DOUBLE, named(1, 2, 4, 6)))
        .containsExactly(vector(rule(NodeWeights.of(left), 0.3), rows), within(1e-6));
  }

  /** Byzantine rows of all sorts, within the share, some of them many and light. */
  @ParameterizedTest
  @ValueSource(doubles = {1, -1e3, 1e15, -1e30})
  default void byzantineWeightWithinTheShareDoesNotCarryItAway(double far) {
    double[] weights = {5, 4, 4, 3, 0.9, 1, 1.1};
    double[][] rows = Matrices.normal(7, 30, 8);
    double[][] clean = Arrays.copyOf(rows, 4);
    double[] mean = NaiveWeighted.mean(clean, Arrays.copyOf(weights, 4));
    double spread =
        Arrays.stream(clean).mapToDouble(x -> Naive.norm(Naive.minus(x, mean))).max().getAsDouble();
    for (int i = 4; i < 7; i++) {
      Arrays.fill(rows[i], far);
    }
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double[] result = vector(rule(NodeWeights.of(weights), 0.2), rows, type, CONTEXT);
      if (isRobust()) {
        assertThat(Naive.norm(Naive.minus(result, mean))).isLessThan(2 * spread);
      }
    }
  }

  @Test
  default void rowsWithoutAWeightAreRefused() {
    WeightedAggregator rule = rule(NodeWeights.of(1, 2, 1), 0.3);
    String name = rule.getClass().getSimpleName();
    double[][] two = Matrices.normal(2, 3, 1);
    assertThatThrownBy(() -> vector(rule, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": need one weight per node, got 3 weights for 2 nodes");
    assertThatThrownBy(() -> vector(rule, Matrices.normal(4, 3, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": need 1 <= m <= 3, the number of weights, got m=4");
    assertThatThrownBy(() -> vector(rule, two, DataType.FLOAT, named(1, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": weights are of nodes 0..2, but 1 of m=2 rows are of others");
    AggregationContext mixed = CONTEXT.withNodes(new RowNodes.Anonymous("bucketing:s=2"));
    assertThatThrownBy(() -> vector(rule, two, DataType.FLOAT, mixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": weights are of nodes, but rows are mixed: bucketing:s=2");
    assertThatThrownBy(() -> rule.checkNodes(4))
        .hasMessage(name + ": need one weight per node, got 3 weights for 4 nodes");
    rule.checkNodes(3);
  }

  @Test
  default void rowsThatHoldOthersAreRefused() {
    WeightedAggregator rule = rule(NodeWeights.of(1, 2, 1, 1, 1), 0.4);
    assertThatThrownBy(() -> new PreAggregated(new NearestNeighborMixing(0), rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs each node's own row, but nnm:q=0 mixes rows");
    assertThatThrownBy(() -> new PreAggregated(List.of(new Clipping(1), new Bucketing(2)), rule))
        .hasMessageContaining("needs each node's own row, but bucketing:s=2 mixes rows");
    PreAggregated clipped = new PreAggregated(new Clipping(1), rule);
    double[][] rows = Matrices.normal(5, 3, 2);
    double[][] shorter =
        Arrays.stream(rows)
            .map(x -> Arrays.stream(x).map(v -> v * Math.min(1, 1 / Naive.norm(x))).toArray())
            .toArray(double[][]::new);
    assertClose("clipped", vector(clipped, rows), vector(rule, shorter), 1e-6);
    assertThatThrownBy(() -> clipped.checkNodes(6)).hasMessageContaining("5 weights for 6 nodes");
  }

  @Test
  default void memoryAndSeedDoNotMatter() {
    double[][] rows = Matrices.normal(6, 3, 3);
    AggregationContext other =
        new AggregationContext(
            7, Optional.of(Matrices.array(Matrices.normal(1, 3, 9), DataType.DOUBLE)), 5);
    assertThat(vector(rule(2), rows, DataType.DOUBLE, other)).isEqualTo(vector(rule(2), rows));
  }
}
