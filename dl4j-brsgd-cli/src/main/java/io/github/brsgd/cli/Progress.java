package io.github.brsgd.cli;

/** Shows how far something is. */
interface Progress extends AutoCloseable {

  /** Shows nothing. */
  Progress SILENT = (step, message) -> {};

  /** So many steps are done; the message stands behind the bar. */
  void at(long step, String message);

  @Override
  default void close() {}
}
