package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Wherever rows lie, on the heap, off it or within a larger matrix, results have the same bits. */
@Tag("vectors")
class PlaceOfRowsTest {

  @Test
  void rowsAreReadInPlaceWhereVectorsAreOn() {
    boolean plain =
        VectorModule.choose(System.getProperty("brsgd.vector", "auto")) instanceof PlainFloatLoops;
    assumeTrue(!plain && Runtime.version().feature() < 19, "rows are copied here");
    assertThat(VectorModule.memoryLoops()).isPresent();
  }

  private static INDArray values(int m, int d) {
    return Matrices.array(Matrices.normal(m, d, m + d), DataType.FLOAT);
  }

  private static BitSet columns(int from, int to) {
    BitSet columns = new BitSet();
    columns.set(from, to);
    return columns;
  }

  private static void assertAlike(Rows some, Rows others) {
    int m = some.count();
    double[] equal = new double[m];
    Arrays.fill(equal, 1.0 / m);
    double[] weights = new double[m];
    Arrays.setAll(weights, i -> 1.0 / (i + 3));
    INDArray point = others.copy(m - 1);
    for (double[] w : new double[][] {equal, weights}) {
      assertThat(some.weightedSum(w)).isEqualTo(others.weightedSum(w));
      assertThat(some.weightedSum(w, point, 0.3)).isEqualTo(others.weightedSum(w, point, 0.3));
      Centre centre = some.centre(w);
      Centre expected = others.centre(w);
      assertThat(centre.point()).isEqualTo(expected.point());
      assertThat(centre.squaredDistances()).isEqualTo(expected.squaredDistances());
    }
    assertThat(some.squaredNorms()).isEqualTo(others.squaredNorms());
    assertThat(some.squaredDistances(point)).isEqualTo(others.squaredDistances(point));
    assertThat(some.nonFinite()).isEqualTo(others.nonFinite());
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 4096, 6144, 9000})
  void onTheHeap(int d) {
    for (int m = 1; m <= 14; m++) {
      INDArray x = values(m, d);
      Rows onHeap = Rows.of(x).columns(columns(0, d));
      assertAlike(Rows.of(x), onHeap);
    }
  }

  @Test
  void withinALargerMatrix() {
    INDArray large = values(13, 9000);
    INDArray x =
        large.get(NDArrayIndex.interval(2, 2, 13), NDArrayIndex.interval(1001, 1001 + 6144));
    assertAlike(Rows.of(x), Rows.of(x.dup()));
    assertAlike(Rows.of(x), Rows.of(x).columns(columns(0, 6144)));
  }

  @Test
  void selectedInAnotherOrder() {
    INDArray x = values(9, 4096);
    int[] ids = {7, 0, 3, 3, 8};
    assertAlike(Rows.of(x).select(ids), Rows.of(x.getRows(ids)));
  }

  @Test
  void withClearedColumns() {
    INDArray x = values(9, 6144);
    Rows cleared = Rows.of(x).cleared(columns(1000, 5000));
    INDArray zeros = x.dup();
    zeros.get(NDArrayIndex.all(), NDArrayIndex.interval(1000, 5000)).assign(0);
    assertAlike(cleared, Rows.of(zeros));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNotFinite(float value) {
    for (int column : new int[] {0, 2047, 2048, 4096, 6143, 8999}) {
      INDArray x = values(10, 9000);
      x.putScalar(6, column, value);
      double[] weights = new double[10];
      Arrays.fill(weights, 0.1);
      assertThat(Rows.of(x).nonFinite()).containsExactly(6);
      assertThatThrownBy(() -> Rows.of(x).weightedSum(weights)).hasMessageContaining("row 6");
      weights[0] = 0.2;
      assertThatThrownBy(() -> Rows.of(x).weightedSum(weights)).hasMessageContaining("row 6");
      assertThatThrownBy(() -> Rows.of(x).centre(weights)).hasMessageContaining("row 6");
      assertThatThrownBy(() -> Rows.of(x).squaredNorms()).hasMessageContaining("row 6");
      assertThatThrownBy(() -> Rows.of(x).squaredDistances(x.getRow(1, true)))
          .hasMessageContaining("row 6");
      weights[6] = 0;
      assertThat(Rows.of(x).weightedSum(weights).sumNumber().doubleValue()).isFinite();
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 1e-42f, 3e38f})
  void valuesOfAnySize(float scale) {
    INDArray x = values(9, 6144);
    x.divi(x.maxNumber().floatValue() * 4).muli(scale);
    assertAlike(Rows.of(x), Rows.of(x).columns(columns(0, 6144)));
  }
}
