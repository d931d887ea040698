package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.data.DirichletPartitioner.Over;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every partitioner. */
class PartitionersTest {

  private static final double[] ALPHAS = {Double.MIN_VALUE, 1e-3, 0.1, 1, 10, 1e6, 1e300};

  private static final List<Partitioner> ANY_NODES =
      List.of(
          new IidPartitioner(),
          new SimilarityPartitioner(0),
          new SimilarityPartitioner(0.33),
          new SimilarityPartitioner(1),
          new ShardsPartitioner(1),
          new PowerLawPartitioner(0),
          new PowerLawPartitioner(1.5),
          new PowerLawPartitioner(1e9));

  @Provide
  Arbitrary<Partitioner> partitioners() {
    Arbitrary<Partitioner> dirichlet =
        Arbitraries.of(Over.class)
            .flatMap(
                over ->
                    Arbitraries.of(Arrays.stream(ALPHAS).boxed().toList())
                        .map(alpha -> new DirichletPartitioner(alpha, over)));
    return Arbitraries.oneOf(Arbitraries.of(ANY_NODES), dirichlet);
  }

  @Provide
  Arbitrary<int[]> labels() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 9).array(int[].class).ofMinSize(1).ofMaxSize(200),
        Arbitraries.just(7).array(int[].class).ofMinSize(1).ofMaxSize(50),
        Arbitraries.integers().array(int[].class).ofMinSize(1).ofMaxSize(50));
  }

  private static void assertDealt(int[][] shards, int nodes, int examples) {
    assertThat(shards.length).isEqualTo(nodes);
    assertThat(Arrays.stream(shards).mapToInt(shard -> shard.length).min().orElseThrow())
        .as("least examples of a node")
        .isPositive();
    assertThat(Arrays.stream(shards).flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, examples).toArray());
  }

  private static IntSummaryStatistics sizes(int[][] shards) {
    return Arrays.stream(shards).mapToInt(shard -> shard.length).summaryStatistics();
  }

  @Property
  void everyExampleGoesToOneNodeAndNoNodeIsEmpty(
      @ForAll("partitioners") Partitioner partitioner,
      @ForAll("labels") int[] labels,
      @ForAll @IntRange(min = 1, max = 200) int wanted,
      @ForAll long seed) {
    int nodes = Math.min(wanted, labels.length);
    int[] given = labels.clone();
    int[][] shards = partitioner.partition(labels, nodes, seed);
    assertDealt(shards, nodes, labels.length);
    assertThat(labels).isEqualTo(given);
    assertThat(partitioner.partition(labels, nodes, seed)).isDeepEqualTo(shards);
    assertThat(partitioner.partition((DataSet) null, labels, nodes, seed)).isDeepEqualTo(shards);
  }

  @Property
  void nodesAreOfOneSizeWhereThatIsPromised(
      @ForAll("labels") int[] labels,
      @ForAll @IntRange(min = 1, max = 200) int wanted,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll long seed) {
    int nodes = Math.min(wanted, labels.length);
    for (Partitioner partitioner :
        List.of(
            new SimilarityPartitioner(percent / 100.0),
            new DirichletPartitioner(0.01 + percent, Over.CLASSES),
            new PowerLawPartitioner(0))) {
      IntSummaryStatistics sizes = sizes(partitioner.partition(labels, nodes, seed));
      assertThat(sizes.getMax() - sizes.getMin()).as("%s", partitioner).isBetween(0, 1);
    }
  }

  @Property
  void eachNodeHasWhatItMustHave(
      @ForAll("labels") int[] labels,
      @ForAll @IntRange(min = 1, max = 200) int wanted,
      @ForAll @IntRange(min = 1, max = 20) int least,
      @ForAll Over over,
      @ForAll long seed) {
    Assume.that(labels.length >= least);
    int nodes = Math.min(wanted, labels.length / least);
    for (Partitioner partitioner :
        List.of(new DirichletPartitioner(0.01, over, least), new PowerLawPartitioner(20, least))) {
      int[][] shards = partitioner.partition(labels, nodes, seed);
      assertDealt(shards, nodes, labels.length);
      assertThat(sizes(shards).getMin()).as("%s", partitioner).isGreaterThanOrEqualTo(least);
    }
  }

  @Property
  void shardsAreOfFewClasses(
      @ForAll @IntRange(min = 1, max = 5) int classes,
      @ForAll @IntRange(min = 1, max = 20) int nodes,
      @ForAll @IntRange(min = 1, max = 10) int all,
      @ForAll long seed) {
    int[] labels = IntStream.range(0, nodes * classes * 7 + 3).map(i -> i % all).toArray();
    int[][] shards = new ShardsPartitioner(classes).partition(labels, nodes, seed);
    assertDealt(shards, nodes, labels.length);
    assertThat(sizes(shards).getMax() - sizes(shards).getMin()).isLessThanOrEqualTo(classes);
    // Each of the edges between classes lies within one shard and gives its node a class more.
    long held =
        Arrays.stream(shards)
            .mapToLong(shard -> Arrays.stream(shard).map(i -> labels[i]).distinct().count())
            .sum();
    assertThat(held).isLessThanOrEqualTo((long) nodes * classes + all - 1);
  }

  @Property
  void oneClassIsOne(
      @ForAll("labels") int[] labels,
      @ForAll @IntRange(min = 1, max = 200) int wanted,
      @ForAll long seed) {
    int classes = (int) Arrays.stream(labels).distinct().count();
    int nodes = Math.max(classes, Math.min(wanted, labels.length));
    int[][] shards = new OneClassPartitioner().partition(labels, nodes, seed);
    assertDealt(shards, nodes, labels.length);
    int[] held =
        Arrays.stream(shards)
            .mapToInt(
                shard -> {
                  int[] own = Arrays.stream(shard).map(i -> labels[i]).distinct().toArray();
                  assertThat(own).hasSize(1);
                  return own[0];
                })
            .toArray();
    assertThat(held).isSorted();
    assertThat(Arrays.stream(held).distinct().count()).isEqualTo(classes);
    if (classes > 1) {
      assertThatThrownBy(() -> new OneClassPartitioner().partition(labels, classes - 1, seed))
          .hasMessage(
              "OneClassPartitioner: need nodes >= classes, got nodes="
                  + (classes - 1)
                  + ", classes="
                  + classes);
    }
  }

  @Property
  void groupsOfAColumnStayTogether(
      @ForAll @IntRange(min = 1, max = 12) int values,
      @ForAll @IntRange(min = 1, max = 12) int nodes,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 60;
    float[][] features = new float[n][3];
    for (int i = 0; i < n; i++) {
      features[i][1] = i < values ? i : random.nextInt(values);
      features[i][2] = random.nextInt(2);
    }
    DataSet data = new DataSet(Nd4j.createFromArray(features), Nd4j.zeros(DataType.FLOAT, n, 2));
    ColumnPartitioner partitioner = new ColumnPartitioner(2);
    if (values < nodes) {
      assertThatThrownBy(() -> partitioner.partition(data, new int[n], nodes, seed))
          .hasMessage(
              "ColumnPartitioner: need at least as many values of column 2 as nodes, got values="
                  + values
                  + ", nodes="
                  + nodes);
      return;
    }
    int[][] shards = partitioner.partition(data, new int[n], nodes, seed);
    assertDealt(shards, nodes, n);
    long held =
        Arrays.stream(shards)
            .mapToLong(
                shard -> Arrays.stream(shard).map(i -> (int) features[i][1]).distinct().count())
            .sum();
    assertThat(held).as("values, each on one node").isEqualTo(values);
  }

  static List<Partitioner> drawing() {
    return List.of(
        new IidPartitioner(),
        new SimilarityPartitioner(0.33),
        new SimilarityPartitioner(0),
        new DirichletPartitioner(0.1, Over.CLASSES),
        new DirichletPartitioner(0.1, Over.NODES),
        new ShardsPartitioner(2),
        new OneClassPartitioner(),
        new PowerLawPartitioner(1.5));
  }

  @ParameterizedTest
  @MethodSource("drawing")
  void theSeedDecides(Partitioner partitioner) {
    int[] labels = IntStream.range(0, 1000).map(i -> i % 10).toArray();
    assertThat(Arrays.deepToString(partitioner.partition(labels, 20, 1)))
        .isNotEqualTo(Arrays.deepToString(partitioner.partition(labels, 20, 2)));
  }

  @ParameterizedTest
  @MethodSource("drawing")
  void tooFewExamplesAreRefused(Partitioner partitioner) {
    String name = partitioner.getClass().getSimpleName();
    assertThatThrownBy(() -> partitioner.partition(new int[3], 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": need 1 <= nodes <= examples, got nodes=4, examples=3");
    assertThatThrownBy(() -> partitioner.partition(new int[3], 0, 0))
        .hasMessageContaining("got nodes=0, examples=3");
    assertThatThrownBy(() -> partitioner.partition(new int[0], 1, 0))
        .hasMessageContaining("got nodes=1, examples=0");
  }
}
