package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HonestRowsTest {

  private final INDArray updates = Nd4j.rand(DataType.FLOAT, 5, 3000);

  @Test
  void theMeanIsThatOfTheseRowsAndOfNoOthers() {
    try (HonestRows honest = HonestRows.of(updates, new int[] {0, 2, 4}, true)) {
      INDArray mean = honest.mean(List.of(0, 2, 4)).orElseThrow();
      assertThat(Bits.of(mean)).isEqualTo(Bits.of(Rows.of(updates).select(0, 2, 4).mean()));
      assertThat(Bits.of(mean))
          .isEqualTo(
              Bits.of(
                  Rows.of(updates).weightedSum(new double[] {1 / 3.0, 0, 1 / 3.0, 0, 1 / 3.0})));
      assertThat(Bits.of(honest.rows().orElseThrow().mean())).isEqualTo(Bits.of(mean));
      assertThat(honest.mean(List.of(0, 2))).isEmpty();
      assertThat(honest.mean(List.of(0, 2, 3))).isEmpty();
      assertThat(honest.areAll()).isTrue();
      assertThat(honest.finite()).containsExactly(0, 2, 4);
    }
  }

  @Test
  void rowsThatOverflowedAreLeftOut() {
    updates.putScalar(2, 2999, Float.POSITIVE_INFINITY);
    try (HonestRows honest = HonestRows.of(updates, new int[] {0, 2, 4}, true)) {
      assertThat(honest.areAll()).isFalse();
      assertThat(honest.finite()).containsExactly(0, 4);
      assertThat(honest.rows().orElseThrow().count()).isEqualTo(2);
      assertThat(Bits.of(honest.mean(List.of(0, 4)).orElseThrow()))
          .isEqualTo(Bits.of(Rows.of(updates).select(0, 4).mean()));
      assertThat(honest.mean(List.of(0, 2, 4))).isEmpty();
    }
  }

  @Test
  void noneMayBeLeft() {
    updates.putScalar(1, 0, Float.NaN);
    for (int[] nodes : new int[][] {{}, {1}}) {
      try (HonestRows honest = HonestRows.of(updates, nodes, true)) {
        assertThat(honest.areAll()).isEqualTo(nodes.length == 0);
        assertThat(honest.finite()).isEmpty();
        assertThat(honest.rows()).isEmpty();
        assertThat(honest.mean(List.of())).isEmpty();
      }
    }
  }

  @Test
  void rowsWithOtherEntriesHaveNoMean() {
    updates.putScalar(0, 7, Float.NaN);
    try (HonestRows honest = HonestRows.of(updates, new int[] {0, 1, 3}, false)) {
      assertThat(honest.finite()).containsExactly(1, 3);
      assertThat(honest.mean(List.of(1, 3))).isEmpty();
    }
  }
}
