package io.github.brsgd.training.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class ExamplePickerTest {

  private static final DataSet DATA =
      new DataSet(
          Nd4j.arange(24).castTo(DataType.FLOAT).reshape(6, 2, 2),
          Nd4j.arange(6).castTo(DataType.FLOAT).reshape(6, 1));

  private static void assertPicked(MultiDataSet batch, int... examples) {
    assertThat(batch.getFeatures(0).shape()).containsExactly(examples.length, 2, 2);
    assertThat(batch.getLabels(0).shape()).containsExactly(examples.length, 1);
    for (int i = 0; i < examples.length; i++) {
      assertThat(batch.getFeatures(0).getFloat(i, 1, 1)).isEqualTo(4f * examples[i] + 3);
      assertThat(batch.getLabels(0).getFloat(i)).isEqualTo((float) examples[i]);
    }
    assertThat(batch.getFeaturesMaskArray(0)).isNull();
  }

  @Test
  void examplesComeInTheirOrderInTheSameMemory() {
    ExamplePicker picker = new ExamplePicker(DATA);
    MultiDataSet first = picker.pick(new int[] {4, 0, 4});
    assertPicked(first, 4, 0, 4);
    MultiDataSet second = picker.pick(new int[] {5, 1, 2});
    assertPicked(second, 5, 1, 2);
    assertThat(second.getFeatures(0)).isSameAs(first.getFeatures(0));
  }

  @Test
  void sizesMayChange() {
    ExamplePicker picker = new ExamplePicker(DATA);
    for (int[] examples : new int[][] {{1, 2}, {3}, {0, 1, 2, 3, 4, 5}, {5, 4}}) {
      assertPicked(picker.pick(examples), examples);
    }
  }

  @Test
  void threadsHaveMemoryOfTheirOwn() throws InterruptedException {
    ExamplePicker picker = new ExamplePicker(DATA);
    MultiDataSet mine = picker.pick(new int[] {1, 2});
    Thread other = new Thread(() -> picker.pick(new int[] {3, 4}));
    other.start();
    other.join();
    assertPicked(mine, 1, 2);
  }

  @Test
  void batchesOutliveAWorkspaceThatHappensToBeOpen() {
    ExamplePicker picker = new ExamplePicker(DATA);
    WorkspaceConfiguration settings = WorkspaceConfiguration.builder().initialSize(1 << 16).build();
    MultiDataSet batch;
    try (MemoryWorkspace open =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(settings, "picker-test")) {
      assertThat(open.isScopeActive()).isTrue();
      batch = picker.pick(new int[] {2, 3});
      assertThat(batch.getFeatures(0).isAttached()).isFalse();
    }
    try (MemoryWorkspace open =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(settings, "picker-test")) {
      INDArray other = Nd4j.valueArrayOf(new long[] {64}, -7f, DataType.FLOAT);
      assertThat(other.isAttached()).isEqualTo(open.isScopeActive());
    }
    assertPicked(batch, 2, 3);
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }
}
