package io.github.brsgd.data;

import java.util.Objects;

/**
 * A published data set is in none of the places that were looked at; the message names them.
 *
 * @since 0.2
 */
public final class DatasetNotFoundException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final KnownDataset dataset;

  /**
   * A data set that is not found.
   *
   * @param dataset which
   * @param locator where it was looked for
   */
  public DatasetNotFoundException(KnownDataset dataset, DatasetLocator locator) {
    super("dataset: " + locator.explain(dataset));
    this.dataset = Objects.requireNonNull(dataset, "dataset");
  }

  /**
   * What was looked for.
   *
   * @return a data set that can be fetched
   */
  public KnownDataset dataset() {
    return dataset;
  }
}
