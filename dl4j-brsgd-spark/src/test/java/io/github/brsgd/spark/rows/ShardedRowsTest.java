package io.github.brsgd.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.spark.LocalSpark;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows over executors against the same rows in a matrix. */
class ShardedRowsTest {

  private static final int M = 13;
  private static final int D = 1500;
  private static final int Q = 2;
  private static final int[] OFFSETS = {0, 1, 700, 1500};

  /** What these rules need besides q. */
  private static final Set<String> NEED_MORE =
      Set.of("centered-clipping", "monna", "ctma", "gas", "huber");

  /** Of M nodes. */
  private static final String WEIGHTS = ":weights=2/1/0.5/1/1/1.5/1/1/1/0.7/1/1/1";

  private static final Catalog CATALOG = Catalog.standard();

  private static INDArray matrix(DataType type) {
    SplittableRandom random = new SplittableRandom(1);
    INDArray matrix = Nd4j.create(type, M, D);
    for (int i = 0; i < M; i++) {
      for (int c = 0; c < D; c++) {
        matrix.putScalar(i, c, i < M - Q ? random.nextGaussian() + 0.1 : -5);
      }
    }
    return matrix;
  }

  static ShardedRows sharded(INDArray matrix) {
    List<Slice> slices = new ArrayList<>();
    for (int s = 0; s + 1 < OFFSETS.length; s++) {
      INDArray part =
          matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(OFFSETS[s], OFFSETS[s + 1]));
      slices.add(new Slice(s, M, HeapVector.of(part.dup('c'))));
    }
    return ShardedRows.of(
        new Slices(
            LocalSpark.context(),
            LocalSpark.context().parallelize(slices, slices.size()).cache(),
            "test"),
        M,
        OFFSETS,
        matrix.dataType());
  }

  static Stream<String> rules() {
    List<String> texts = new ArrayList<>();
    CATALOG.rules().stream()
        .map(CatalogEntry::id)
        .filter(id -> !NEED_MORE.contains(id) && !id.startsWith("weighted-"))
        .forEach(texts::add);
    texts.addAll(
        List.of(
            "centered-clipping:tau=20,steps=3",
            "monna:pivot=3",
            "ctma:base=krum",
            "ctma:base=nnm+median",
            "gas:p=4,base=median",
            "gas:p=3,base=krum",
            "huber:t=20",
            "huber:t=0.001",
            "normalize+trimmed-mean",
            "bulyan:base=median",
            "clip:c=40+nnm+trimmed-mean",
            "bucketing:s=2+krum",
            "arc+nnm+geometric-median",
            "weighted-mean" + WEIGHTS,
            "weighted-median" + WEIGHTS + ",share=0.3",
            "weighted-trimmed-mean" + WEIGHTS + ",share=0.3",
            "weighted-geometric-median" + WEIGHTS + ",share=0.3",
            "weighted-huber" + WEIGHTS + ",share=0.3,t=20",
            "weighted-ctma" + WEIGHTS + ",share=0.3,base=median",
            "arc+weighted-ctma" + WEIGHTS + ",share=0.3,base=geometric-median"));
    return texts.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleGivesTheLocalResult(String text) {
    Aggregator rule = CATALOG.rule(text, text.equals("mean") ? 0 : Q);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray matrix = matrix(type);
      AggregationContext context =
          new AggregationContext(
              3,
              Optional.of(Rows.of(matrix).copy(0)),
              5,
              new RowNodes.InOrder(),
              Optional.of(Rows.of(matrix).copy(1)));
      Aggregation local = rule.aggregate(matrix, context);
      Aggregation sharded = rule.aggregate(sharded(matrix), context);
      assertThat(sharded.vector().distance2(local.vector()))
          .as("%s, %s", text, type)
          .isLessThanOrEqualTo(1e-6 * local.vector().norm2Number().doubleValue());
      assertThat(sharded.rowWeights()).hasSameSizeAs(local.rowWeights());
    }
  }

  @Test
  void rowsThatAreNotFiniteAreFoundAndRefused() {
    INDArray matrix = matrix(DataType.FLOAT);
    matrix.putScalar(4, 900, Float.NaN);
    matrix.putScalar(2, 0, Float.POSITIVE_INFINITY);
    ShardedRows rows = sharded(matrix);
    assertThat(rows.nonFinite()).containsExactly(2, 4);
    assertThatThrownBy(rows::squaredDistances)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 2");
    assertThat(rows.select(4, 1, 2).nonFinite()).containsExactly(0, 2);
    assertThat(rows.select(0, 1, 3).squaredNorms()).hasSize(3);
    double[] weights = new double[M];
    weights[0] = 1;
    assertThat(rows.weightedSum(weights)).isEqualTo(matrix.getRow(0, true));
    weights[2] = 1;
    assertThatThrownBy(() -> rows.weightedSum(weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 2");
  }

  @Test
  void columnsMayLeaveSlicesEmpty() {
    INDArray matrix = matrix(DataType.DOUBLE);
    BitSet some = new BitSet();
    some.set(5, 9);
    some.set(1400);
    Rows local = Rows.of(matrix).columns(some);
    Rows sharded = sharded(matrix).columns(some);
    assertThat(sharded.length()).isEqualTo(5);
    assertThat(sharded.copy(3)).isEqualTo(local.copy(3));
    assertThat(sharded.squaredDistances(local.copy(0))[1])
        .isEqualTo(local.squaredDistances(local.copy(0))[1]);
    assertThat(sharded(matrix).cleared(some).copy(1))
        .isEqualTo(Rows.of(matrix).cleared(some).copy(1));
  }

  @Test
  void aMatrixIsNowhere() {
    assertThatThrownBy(() -> sharded(matrix(DataType.FLOAT)).matrix())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("no machine holds all of them");
  }
}
