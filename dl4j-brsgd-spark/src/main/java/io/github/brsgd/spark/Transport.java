package io.github.brsgd.spark;

/**
 * How rows come together.
 *
 * @since 0.2
 */
public enum Transport {
  /** The driver gets all rows, m d numbers, and combines them as in one process. */
  COLLECT,
  /**
   * Executors exchange slices of the rows; each combines some coordinates of all of them, and the
   * driver holds numbers of order m^2 + d.
   */
  SHARDED
}
