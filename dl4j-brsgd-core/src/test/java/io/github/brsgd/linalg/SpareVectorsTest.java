package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@SuppressWarnings("try") // times are only ended
class SpareVectorsTest {

  private static final int D = 900;

  private static INDArray vector() {
    return SpareVectors.vector(DataType.FLOAT, D);
  }

  @Test
  void withoutSuchATimeVectorsAreFreed() {
    INDArray vector = vector();
    SpareVectors.free(vector);
    assertThat(vector.wasClosed()).isTrue();
    SpareVectors.free(vector);
    assertThat(vector()).isNotSameAs(vector);
  }

  @Test
  void whatIsFreedIsTheNextOfItsTypeAndLength() {
    INDArray vector;
    try (SpareVectors spare = SpareVectors.keep()) {
      vector = vector();
      SpareVectors.free(vector);
      assertThat(SpareVectors.vector(DataType.DOUBLE, D)).isNotSameAs(vector);
      assertThat(SpareVectors.vector(DataType.FLOAT, D - 1)).isNotSameAs(vector);
      assertThat(vector()).isSameAs(vector);
      assertThat(vector()).isNotSameAs(vector);
      SpareVectors.free(vector);
    }
    assertThat(vector.wasClosed()).isTrue();
  }

  @Test
  void whatIsFreedTwiceIsGivenOutOnce() {
    try (SpareVectors spare = SpareVectors.keep()) {
      INDArray vector = vector();
      SpareVectors.free(vector);
      SpareVectors.free(vector);
      assertThat(vector()).isSameAs(vector);
      assertThat(vector()).isNotSameAs(vector);
    }
  }

  @Test
  void aTimeWithinAnotherHasItsVectors() {
    INDArray vector = vector();
    try (SpareVectors outer = SpareVectors.keep()) {
      SpareVectors.free(vector);
      try (SpareVectors inner = SpareVectors.keep()) {
        assertThat(vector()).isSameAs(vector);
        SpareVectors.free(vector);
      }
      assertThat(vector.wasClosed()).isFalse();
      assertThat(vector()).isSameAs(vector);
    }
    assertThat(vector.wasClosed()).isFalse();
  }

  @Test
  void otherThreadsHaveTheirOwn() throws InterruptedException {
    try (SpareVectors spare = SpareVectors.keep()) {
      INDArray vector = vector();
      SpareVectors.free(vector);
      List<INDArray> theirs = new ArrayList<>();
      Thread other = new Thread(() -> theirs.add(vector()));
      other.start();
      other.join();
      assertThat(theirs.get(0)).isNotSameAs(vector);
    }
  }

  @Test
  void noMoreAreKeptThanARoundHas() {
    List<INDArray> vectors = new ArrayList<>();
    try (SpareVectors spare = SpareVectors.keep()) {
      for (int i = 0; i < 9; i++) {
        vectors.add(vector());
      }
      vectors.forEach(SpareVectors::free);
      assertThat(vectors.stream().filter(INDArray::wasClosed)).hasSize(3);
    }
    assertThat(vectors).allMatch(INDArray::wasClosed);
  }

  @Test
  void whatIsNoWholeVectorIsNotKept() {
    INDArray matrix = Nd4j.zeros(DataType.FLOAT, 2, D);
    INDArray flat = Nd4j.zeros(DataType.FLOAT, D);
    try (SpareVectors spare = SpareVectors.keep()) {
      SpareVectors.free(matrix.getRow(0, true));
      assertThat(vector().data()).isNotSameAs(matrix.data());
      SpareVectors.free(flat);
      assertThat(flat.wasClosed()).isTrue();
      SpareVectors.free(matrix);
      assertThat(matrix.wasClosed()).isTrue();
    }
  }

  @Test
  void meansAndSumsAreMadeOfThem() {
    Rows rows = Rows.of(Nd4j.rand(DataType.FLOAT, 5, D));
    INDArray expected = rows.mean();
    try (SpareVectors spare = SpareVectors.keep()) {
      INDArray first = rows.mean();
      SpareVectors.free(first.assign(Float.NaN));
      INDArray second = rows.mean();
      assertThat(second).isSameAs(first);
      assertThat(Bits.of(second)).isEqualTo(Bits.of(expected));
    }
  }
}
