package io.github.brsgd.cli.experiment;

import io.github.brsgd.data.CorruptFileException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Users write data sets too: what goes wrong in one is told with its name. */
final class SourceFailure {

  private SourceFailure() {}

  /** What a data set gives, which is not null; what it means to say of data it says itself. */
  static <T> T guard(String dataset, Supplier<T> source) {
    T given;
    try {
      given = source.get();
    } catch (IllegalArgumentException | CorruptFileException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("dataset: '" + dataset + "' fails: " + e, e);
    }
    if (given == null) {
      throw new IllegalArgumentException("dataset: '" + dataset + "' gives no data: null");
    }
    return given;
  }
}
