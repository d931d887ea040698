package io.github.brsgd.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class TrustedExamplesTest {

  /** Example i has the feature i; ten of class 0, four of class 1, two of class 2. */
  private static DataSet examples() {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 16, 3);
    for (int i = 0; i < 16; i++) {
      labels.putScalar(i, i < 10 ? 0 : i < 14 ? 1 : 2, 1);
    }
    return new DataSet(Nd4j.arange(16).castTo(DataType.FLOAT).reshape(16, 1), labels);
  }

  private static int[] numbers(DataSet data) {
    return data.getFeatures().reshape(data.numExamples()).toIntVector();
  }

  @Test
  void everyExampleIsTheServersOrTheNodes() {
    DataSet all = examples();
    TrustedExamples split = TrustedExamples.of(all, 6);
    int[] together =
        IntStream.concat(
                Arrays.stream(numbers(split.ofServer())), Arrays.stream(numbers(split.ofNodes())))
            .sorted()
            .toArray();
    assertThat(together).containsExactly(IntStream.range(0, 16).toArray());
    assertThat(numbers(split.ofNodes())).isSorted().hasSize(10);
    assertThat(numbers(split.ofServer())).isNotEqualTo(new int[] {0, 10, 14, 1, 11, 15});
    assertThat(numbers(TrustedExamples.of(all, 6).ofServer())).isEqualTo(numbers(split.ofServer()));
    for (DataSet part : List.of(split.ofServer(), split.ofNodes())) {
      for (int i = 0; i < part.numExamples(); i++) {
        assertThat(part.getLabels().getRow(i)).isEqualTo(all.getLabels().getRow(numbers(part)[i]));
      }
    }
  }

  @Test
  void classesAreAlikeWhileTheyLast() {
    assertThat(TrustedExamples.of(examples(), 7).ofServer().getLabels().sum(0).toIntVector())
        .containsExactly(3, 2, 2);
    assertThat(TrustedExamples.of(examples(), 14).ofServer().getLabels().sum(0).toIntVector())
        .containsExactly(8, 4, 2);
  }

  @Test
  void batchesDifferByOneAtMost() {
    TrustedExamples split = TrustedExamples.of(examples(), 10);
    assertThat(sizes(split, 4)).containsExactly(3, 3, 4);
    assertThat(sizes(split, 32)).containsExactly(10);
    assertThat(sizes(split, 1)).hasSize(10).containsOnly(1);
    int[] inOrder =
        split.batches(4).stream().flatMapToInt(batch -> Arrays.stream(numbers(batch))).toArray();
    assertThat(inOrder).isEqualTo(numbers(split.ofServer()));
  }

  private static Stream<Integer> sizes(TrustedExamples split, int size) {
    return split.batches(size).stream().map(DataSet::numExamples);
  }

  @Test
  void theNodesAreLeftSome() {
    assertThatThrownBy(() -> TrustedExamples.of(examples(), 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trusted: need fewer than the 16 training examples");
  }
}
