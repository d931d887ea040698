package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class LabelFlipTest implements DataPoisoningContract {

  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  @Override
  public DataPoisoning poisoning() {
    return new LabelFlip();
  }

  private static int[] flipped(LabelFlip flip) {
    return DataPoisoningContract.labels(
        flip.poison(DataPoisoningContract.images(11, DataType.FLOAT), RANDOM));
  }

  @Test
  void everyClassBecomesItsMirrorImage() {
    assertThat(flipped(new LabelFlip())).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 9);
  }

  @Test
  void aPairChangesOneClass() {
    assertThat(flipped(new LabelFlip(0, 7))).containsExactly(7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 7);
  }

  @Test
  void featuresAndMasksStay() {
    DataSet batch = DataPoisoningContract.images(4, DataType.FLOAT);
    batch.setLabelsMaskArray(Nd4j.ones(4, 1));
    DataSet poisoned = new LabelFlip().poison(batch, RANDOM);
    assertThat(poisoned.getFeatures()).isSameAs(batch.getFeatures());
    assertThat(poisoned.getLabelsMaskArray()).isSameAs(batch.getLabelsMaskArray());
  }

  @Test
  void sequencesAreFlippedAtEveryStep() {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 1, 3, 2);
    labels.putScalar(new int[] {0, 0, 0}, 1);
    labels.putScalar(new int[] {0, 1, 1}, 1);
    INDArray flipped =
        new LabelFlip().poison(new DataSet(Nd4j.ones(1, 4, 2), labels), RANDOM).getLabels();
    assertThat(flipped.shape()).containsExactly(1, 3, 2);
    assertThat(AttackContract.bits(flipped)).containsExactly(0, 0, 0, 1, 1, 0);
  }

  /** Behind a mask there is no label; a step with two is none of the padding. */
  @Test
  void aStepOfASequenceHasAtMostOneLabel() {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 2, 3, 2);
    labels.putScalar(new int[] {1, 2, 0}, 1);
    DataSet batch = new DataSet(Nd4j.ones(2, 4, 2), labels);
    assertThat(AttackContract.bits(new LabelFlip().poison(batch, RANDOM).getLabels()))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0);
    labels.putScalar(new int[] {1, 0, 0}, 1);
    assertThatThrownBy(() -> new LabelFlip().poison(batch, RANDOM))
        .hasMessageContaining("got [1.0, 0.0, 1.0] in example 1 of a batch");
  }

  @Test
  void aBatchOfNothingHasNoClasses() {
    DataSet batch = new DataSet(Nd4j.ones(1, 4), Nd4j.create(DataType.FLOAT, 0, 3));
    assertThatThrownBy(() -> new LabelFlip().poison(batch, RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LabelFlip: there are no examples, got labels of shape [0, 3]");
  }

  @Test
  void labelsThatAreDoubleAreStillThere() {
    DataSet batch = DataPoisoningContract.images(4, DataType.DOUBLE);
    new LabelFlip().poison(batch, RANDOM);
    assertThat(batch.getLabels().wasClosed()).isFalse();
    assertThat(DataPoisoningContract.labels(batch)).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theTrialHoldsWhatChanges() {
    DataSet test = DataPoisoningContract.images(20, DataType.FLOAT);
    assertThat(DataPoisoningContract.labels(new LabelFlip().trial(test))).hasSize(20);
    DataSet trial = new LabelFlip(3, 1).trial(test);
    assertThat(DataPoisoningContract.labels(trial)).containsExactly(1, 1);
    assertThat(AttackContract.bits(trial.getFeatures().getRow(1)))
        .isEqualTo(AttackContract.bits(test.getFeatures().getRow(13)));
  }

  @Test
  void theMiddleOfAnOddNumberOfClassesStays() {
    DataSet test = new DataSet(Nd4j.rand(3, 4), Nd4j.eye(3));
    assertThat(DataPoisoningContract.labels(new LabelFlip().trial(test))).containsExactly(2, 0);
    assertThatThrownBy(() -> new LabelFlip(0, 1).trial(only(test, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LabelFlip: no example of the test set tells");
  }

  private static DataSet only(DataSet test, int i) {
    return new DataSet(test.getFeatures().getRow(i, true), test.getLabels().getRow(i, true));
  }

  @Test
  void aTrialOfSequencesIsRefused() {
    assertThatThrownBy(
            () -> new LabelFlip().trial(new DataSet(Nd4j.ones(1, 4, 2), Nd4j.zeros(1, 3, 2))))
        .hasMessage("LabelFlip: a trial needs labels [n, classes], got shape [1, 3, 2]");
  }

  @Test
  void halfAPairIsEnough() {
    INDArray labels = Nd4j.eye(5);
    DataSet batch = new DataSet(Nd4j.zeros(5, 1), labels);
    SplittableRandom random = new SplittableRandom(1);
    assertThat(
            Nd4j.argMax(new LabelFlip(1, null).poison(batch, random).getLabels(), 1).toIntVector())
        .containsExactly(0, 3, 2, 3, 4);
    assertThat(
            Nd4j.argMax(new LabelFlip(null, 2).poison(batch, random).getLabels(), 1).toIntVector())
        .containsOnly(2);
    assertThat(batch.getLabels()).isEqualTo(Nd4j.eye(5));
    assertThatThrownBy(() -> new LabelFlip(2, null).poison(batch, random))
        .hasMessage("LabelFlip: of 5 classes from=2 is its own mirror image; give to");
    DataSet trial = new LabelFlip(1, null).trial(batch);
    assertThat(trial.numExamples()).isEqualTo(1);
  }

  @Test
  void pairsAreTwoClasses() {
    for (Integer[] pair : new Integer[][] {{2, 2}, {-1, 0}, {0, -1}, {-1, null}, {null, -1}}) {
      assertThatThrownBy(() -> new LabelFlip(pair[0], pair[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("need two different classes >= 0, got from=" + pair[0]);
    }
    assertThatThrownBy(() -> flipped(new LabelFlip(3, 10)))
        .hasMessageContaining("at least 11 classes, got shape [11, 10]");
  }
}
