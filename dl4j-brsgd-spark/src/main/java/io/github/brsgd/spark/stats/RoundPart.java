package io.github.brsgd.spark.stats;

/**
 * Parts of a run on Spark whose time is taken.
 *
 * @since 0.2
 */
public enum RoundPart {
  /** The nodes' data are dealt. */
  DEAL("Deal"),
  /** The parameters are handed to Spark. */
  BROADCAST("Broadcast"),
  /** Executors compute the rows, and the driver gets them. */
  ROWS("Rows"),
  /** Everything from the rows of a round to the next: attack, rule, step, observers. */
  SERVER("Server");

  private final String label;

  RoundPart(String label) {
    this.label = label;
  }

  /**
   * Its name in plots.
   *
   * @return a word
   */
  public String label() {
    return label;
  }
}
