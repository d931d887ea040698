package io.github.brsgd.training.node;

import io.github.brsgd.marker.Internal;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Examples to evaluate on, from an iterator of either kind; read from the beginning each time.
 *
 * @since 0.2
 */
@Internal
public final class TestExamples {

  private final BatchSource source;
  private final Optional<DataSetIterator> single;

  private TestExamples(BatchSource source, Optional<DataSetIterator> single) {
    this.source = source;
    this.single = single;
  }

  /**
   * Examples with one array of features and one of labels.
   *
   * @param iterator can be reset
   * @return its examples
   */
  public static TestExamples of(DataSetIterator iterator) {
    Objects.requireNonNull(iterator, "examples");
    return new TestExamples(BatchSource.of(iterator), Optional.of(iterator));
  }

  /**
   * Examples with any number of arrays.
   *
   * @param iterator can be reset
   * @return its examples
   */
  public static TestExamples of(MultiDataSetIterator iterator) {
    Objects.requireNonNull(iterator, "examples");
    return new TestExamples(BatchSource.of(iterator), Optional.empty());
  }

  /**
   * The iterator, where it is one of single arrays.
   *
   * @return what was given
   */
  public Optional<DataSetIterator> single() {
    return single;
  }

  BatchSource source() {
    return source;
  }
}
