package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.linalg.Matrices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The laws every data poisoning obeys. */
interface DataPoisoningContract {

  /** The poisoning under test; it can handle 10 classes of 6 x 6 images. */
  DataPoisoning poisoning();

  /** n grey images of 6 x 6 pixels as rows; image i is of class i mod 10. */
  static DataSet images(int n, DataType type) {
    INDArray labels = Nd4j.zeros(type, n, 10);
    for (int i = 0; i < n; i++) {
      labels.putScalar(i, i % 10, 1);
    }
    return new DataSet(Matrices.array(Matrices.normal(n, 36, 1), type), labels);
  }

  /** The label of each example. */
  static int[] labels(DataSet examples) {
    return Nd4j.argMax(examples.getLabels(), 1).toIntVector();
  }

  private DataSet poisoned(DataSet batch) {
    return poisoning().poison(batch, new SplittableRandom(3));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  default void inputIsUntouched(DataType type) {
    DataSet batch = images(30, type);
    double[] features = AttackContract.bits(batch.getFeatures());
    double[] labels = AttackContract.bits(batch.getLabels());
    DataSet poisoned = poisoned(batch);
    DataSet trial = poisoning().trial(batch);
    assertThat(AttackContract.bits(batch.getFeatures())).isEqualTo(features);
    assertThat(AttackContract.bits(batch.getLabels())).isEqualTo(labels);
    assertThat(poisoned.getFeatures().dataType()).isEqualTo(type);
    assertThat(poisoned.getLabels().dataType()).isEqualTo(type);
    assertThat(trial.getFeatures().dataType()).isEqualTo(type);
  }

  @Test
  default void labelsStayOneHot() {
    INDArray labels = poisoned(images(30, DataType.FLOAT)).getLabels();
    assertThat(labels.shape()).containsExactly(30, 10);
    assertThat(labels.sum(1).toFloatVector()).containsOnly(1);
    assertThat(AttackContract.bits(labels)).containsOnly(0, 1);
  }

  @Test
  default void sameSeedGivesTheSameBits() {
    DataSet batch = images(30, DataType.FLOAT);
    assertThat(AttackContract.bits(poisoned(batch).getFeatures()))
        .isEqualTo(AttackContract.bits(poisoned(batch).getFeatures()));
    assertThat(AttackContract.bits(poisoned(batch).getLabels()))
        .isEqualTo(AttackContract.bits(poisoned(batch).getLabels()));
  }

  @Test
  default void aTrialHoldsExamplesWithOneLabelEach() {
    DataSet test = images(40, DataType.FLOAT);
    DataSet trial = poisoning().trial(test);
    assertThat(trial.numExamples()).isBetween(1, 40);
    assertThat(trial.getLabels().sum(1).toFloatVector()).containsOnly(1);
  }

  /** Of a regression, of several classes at once, smoothed, counted, or missing. */
  @ParameterizedTest
  @CsvSource({"0.3, -1.7", "1, 1", "0.9, 0.1", "2, 0", "0, 0", "NaN, 1"})
  default void labelsThatNameNoClassAreRefused(float first, float second) {
    DataSet batch = images(3, DataType.FLOAT);
    batch.getLabels().putScalar(2, 0, first).putScalar(2, 1, second).putScalar(2, 2, 0);
    assertThatThrownBy(() -> poisoned(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            poisoning().getClass().getSimpleName() + ": need one-hot labels, one 1")
        .hasMessageContaining("in example 2 of a batch");
    assertThatThrownBy(() -> poisoning().trial(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need one-hot labels, one 1 and else 0 over the classes, got [");
  }

  @Test
  default void oneClassIsTooFew() {
    DataSet batch = new DataSet(Nd4j.ones(2, 36), Nd4j.ones(2, 1));
    assertThatThrownBy(() -> poisoned(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(poisoning().getClass().getSimpleName())
        .hasMessageContaining("need one-hot labels [n, classes, ...]")
        .hasMessageContaining("[2, 1]");
    assertThatThrownBy(() -> poisoned(new DataSet(Nd4j.ones(2, 36), null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got shape none");
  }

  @Test
  default void survivesSerialization() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(poisoning());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(poisoning());
    }
  }
}
