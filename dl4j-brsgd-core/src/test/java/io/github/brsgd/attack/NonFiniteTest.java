package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NonFiniteTest implements AttackContract {

  @Override
  public Attack attack() {
    return new NonFinite(NonFinite.Kind.NAN);
  }

  /** That is what it is for. */
  @Override
  public boolean isFinite() {
    return false;
  }

  private static float[] sent(NonFinite.Kind kind) {
    INDArray updates = Nd4j.ones(DataType.FLOAT, 3, 2);
    new NonFinite(kind).forge(AttackContract.context(updates, 1));
    return updates.getRow(1).toFloatVector();
  }

  @Test
  void kinds() {
    assertThat(sent(NonFinite.Kind.NAN)).containsExactly(Float.NaN, Float.NaN);
    assertThat(sent(NonFinite.Kind.ONE_NAN)).containsExactly(1, Float.NaN);
    assertThat(sent(NonFinite.Kind.INF))
        .containsExactly(Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    assertThat(sent(NonFinite.Kind.MINUS_INF))
        .containsExactly(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
    assertThat(sent(NonFinite.Kind.MAX)).containsExactly(Float.MAX_VALUE, Float.MAX_VALUE);
  }
}
