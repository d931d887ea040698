package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.linalg.Bits;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

class ExampleReaderTest {

  private static DataSet images(int count) {
    return new DataSet(Nd4j.rand(count, 2, 3, 4), Nd4j.rand(count, 5));
  }

  static Stream<List<DataSet>> batches() {
    DataSet columns = new DataSet(Nd4j.rand(3, 4).dup('f'), Nd4j.rand(2, 3).transpose().dup('f'));
    return Stream.of(
        List.of(images(3)),
        List.of(images(3), images(3), images(1)),
        List.of(columns, columns.copy()),
        List.of(
            new DataSet(Nd4j.rand(DataType.DOUBLE, 2, 3), Nd4j.rand(DataType.DOUBLE, 2, 1)),
            new DataSet(Nd4j.rand(DataType.DOUBLE, 4, 3), Nd4j.rand(DataType.DOUBLE, 4, 1))),
        List.of(
            new DataSet(Nd4j.rand(2, 3, 5), Nd4j.rand(2, 2, 5)),
            new DataSet(Nd4j.rand(1, 3, 7), Nd4j.rand(1, 2, 7))),
        List.of(
            new DataSet(Nd4j.rand(2, 3, 5), Nd4j.rand(2, 2, 5), Nd4j.ones(2, 5), Nd4j.ones(2, 5)),
            new DataSet(Nd4j.rand(1, 3, 5), Nd4j.rand(1, 2, 5), Nd4j.ones(1, 5), Nd4j.ones(1, 5))));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void readsWhatDeeplearning4jMerges(List<DataSet> batches) {
    DataSet expected = DataSet.merge(batches);
    DataSet actual = ExampleReader.readAll(new ListDataSetIterator<>(batches, 1));
    same(actual.getFeatures(), expected.getFeatures());
    same(actual.getLabels(), expected.getLabels());
    same(actual.getFeaturesMaskArray(), expected.getFeaturesMaskArray());
    same(actual.getLabelsMaskArray(), expected.getLabelsMaskArray());
    assertThat(batches).allMatch(batch -> !batch.getFeatures().wasClosed());
  }

  private static void same(INDArray actual, INDArray expected) {
    assertThat(Bits.of(actual)).isEqualTo(Bits.of(expected));
    if (expected != null) {
      assertThat(actual.shape()).isEqualTo(expected.shape());
      assertThat(actual.dataType()).isEqualTo(expected.dataType());
    }
  }

  @Test
  void nothingIsRefused() {
    DataSetIterator none = new ListDataSetIterator<>(List.<DataSet>of(), 1);
    assertThatThrownBy(() -> ExampleReader.readAll(none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: the iterator has none");
    DataSetIterator unlabelled =
        new ExistingDataSetIterator(List.of(new DataSet(Nd4j.rand(2, 3), null)));
    assertThatThrownBy(() -> ExampleReader.readAll(unlabelled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: need features and labels");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void sneak(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void whatTheIteratorThrowsIsNamed() {
    for (Exception thrown :
        List.of(
            new IOException("the disk is gone"), new IllegalStateException("the disk is gone"))) {
      DataSetIterator broken =
          new ListDataSetIterator<>(List.of(images(2)), 1) {
            private static final long serialVersionUID = 1;

            @Override
            public DataSet next() {
              ExampleReaderTest.<RuntimeException>sneak(thrown);
              return null;
            }
          };
      assertThatThrownBy(() -> ExampleReader.readAll(broken))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("examples: cannot be read: the disk is gone")
          .hasCause(thrown);
    }
  }

  @Test
  void examplesAndLabelsComeInPairs() {
    DataSetIterator crossed =
        new ListDataSetIterator<>(
            List.of(
                new DataSet(Nd4j.rand(20, 3), Nd4j.rand(30, 2)),
                new DataSet(Nd4j.rand(30, 3), Nd4j.rand(20, 2))),
            1);
    assertThatThrownBy(() -> ExampleReader.readAll(crossed))
        .isInstanceOf(IllegalArgumentException.class);
    DataSetIterator one =
        new ExistingDataSetIterator(List.of(new DataSet(Nd4j.rand(20, 3), Nd4j.rand(30, 2))));
    assertThatThrownBy(() -> ExampleReader.readAll(one))
        .hasMessage("examples: need labels for each, got 20 examples, labels for 30");
  }
}
