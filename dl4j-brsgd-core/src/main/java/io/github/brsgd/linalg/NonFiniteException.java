package io.github.brsgd.linalg;

/** A kernel met a NaN or infinite value; whoever asked finds out in which row. */
final class NonFiniteException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  NonFiniteException() {
    super("updates: a row has a NaN or infinite value");
  }
}
