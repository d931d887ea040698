package io.github.brsgd.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class RowKindTest {

  @Test
  void realLikeRowsHaveZeroColumnsEqualAttackersAndACommonDirection() {
    float[][] rows = RowKind.REAL_LIKE.matrix(8, 2, 10_000).toFloatMatrix();
    int zeros = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean zero = rows[0][i] == 0;
      for (float[] row : rows) {
        assertThat(row[i] == 0).isEqualTo(zero);
      }
      zeros += zero ? 1 : 0;
    }
    assertThat(zeros / 10_000.0).isBetween(0.35, 0.45);
    assertThat(rows[6]).isEqualTo(rows[7]);
    assertThat(cosine(rows[0], rows[5])).isBetween(0.7, 0.9);
    assertThat(cosine(rows[0], rows[6])).isLessThan(-0.8);
  }

  @Test
  void noiseRowsAreIndependent() {
    float[][] rows = RowKind.NOISE.matrix(4, 1, 10_000).toFloatMatrix();
    assertThat(cosine(rows[0], rows[1])).isBetween(-0.05, 0.05);
    assertThat(cosine(rows[0], rows[3])).isBetween(-0.05, 0.05);
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreTheSameAtEveryCall(RowKind kind) {
    INDArray rows = kind.matrix(3, 1, 50);
    assertThat(rows).isEqualTo(kind.matrix(3, 1, 50));
    assertThat(rows.shape()).containsExactly(3, 50);
  }

  @Test
  void wrongShapesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowKind.NOISE.matrix(2, 3, 5))
        .withMessage("q: need 0..m=2, got 3");
    assertThatIllegalArgumentException().isThrownBy(() -> RowKind.NOISE.matrix(0, 0, 5));
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
