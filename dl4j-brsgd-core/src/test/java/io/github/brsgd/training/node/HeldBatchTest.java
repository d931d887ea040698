package io.github.brsgd.training.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class HeldBatchTest {

  private final HeldBatch held = new HeldBatch();

  @Test
  void equalShapesFillTheSameMemory() {
    held.hold(new MultiDataSet(Nd4j.ones(4, 3), Nd4j.ones(4, 2)));
    INDArray features = held.get().getFeatures(0);
    INDArray labels = held.get().getLabels(0);
    held.hold(new MultiDataSet(Nd4j.ones(4, 3).mul(2), Nd4j.ones(4, 2).mul(3)));
    assertThat(held.get().getFeatures(0)).isSameAs(features).isEqualTo(Nd4j.ones(4, 3).mul(2));
    assertThat(held.get().getLabels(0)).isSameAs(labels).isEqualTo(Nd4j.ones(4, 2).mul(3));
  }

  @Test
  void isACopy() {
    INDArray features = Nd4j.ones(4, 3);
    held.hold(new MultiDataSet(features, Nd4j.ones(4, 2)));
    features.assign(7);
    assertThat(held.get().getFeatures(0)).isEqualTo(Nd4j.ones(4, 3));
  }

  @Test
  void otherShapesAndTypesTakeOtherMemoryAndFreeTheOld() {
    held.hold(new MultiDataSet(Nd4j.ones(4, 3), Nd4j.ones(4, 2)));
    INDArray features = held.get().getFeatures(0);
    held.hold(new MultiDataSet(Nd4j.ones(3, 3), Nd4j.ones(4, 2).castTo(DataType.DOUBLE)));
    assertThat(features.wasClosed()).isTrue();
    assertThat(held.get().getFeatures(0).shape()).containsExactly(3, 3);
    assertThat(held.get().getLabels(0).dataType()).isEqualTo(DataType.DOUBLE);
  }

  @Test
  void masksComeAndGo() {
    INDArray features = Nd4j.ones(2, 3, 4);
    INDArray labels = Nd4j.ones(2, 2, 4);
    held.hold(new MultiDataSet(features, labels, Nd4j.ones(2, 4), Nd4j.zeros(2, 4)));
    assertThat(held.get().getFeaturesMaskArray(0)).isEqualTo(Nd4j.ones(2, 4));
    assertThat(held.get().getLabelsMaskArray(0)).isEqualTo(Nd4j.zeros(2, 4));
    held.hold(new MultiDataSet(features, labels));
    assertThat(held.get().getFeaturesMaskArrays()).isNull();
    held.hold(
        new MultiDataSet(
            new INDArray[] {features, features},
            new INDArray[] {labels},
            new INDArray[] {null, Nd4j.ones(2, 4)},
            null));
    assertThat(held.get().getFeaturesMaskArrays()).containsExactly(null, Nd4j.ones(2, 4));
    assertThat(held.get().getLabelsMaskArrays()).isNull();
  }

  @Test
  void doesNotLiveInTheWorkspaceOfTheBatch() {
    try (MemoryWorkspace scope = Nd4j.getWorkspaceManager().getAndActivateWorkspace("HELD")) {
      INDArray features = Nd4j.ones(4, 3);
      assertThat(features.isAttached()).isTrue();
      held.hold(new MultiDataSet(features, Nd4j.ones(4, 2)));
      assertThat(scope.getId()).isEqualTo("HELD");
    }
    assertThat(held.get().getFeatures(0).isAttached()).isFalse();
    assertThat(held.get().getFeatures(0)).isEqualTo(Nd4j.ones(4, 3));
  }

  @Test
  void canBeFreedAndFilledAgain() {
    held.hold(new MultiDataSet(Nd4j.ones(4, 3), Nd4j.ones(4, 2)));
    INDArray features = held.get().getFeatures(0);
    held.close();
    held.close();
    assertThat(features.wasClosed()).isTrue();
    held.hold(new MultiDataSet(Nd4j.ones(4, 3), Nd4j.ones(4, 2)));
    assertThat(held.get().getFeatures(0)).isEqualTo(Nd4j.ones(4, 3));
  }
}
