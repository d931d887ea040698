package io.github.brsgd.data;

/**
 * Which part of a data set.
 *
 * @since 0.1
 */
public enum Split {
  /** The examples to train on. */
  TRAIN,
  /** The examples to judge the result by. */
  TEST
}
