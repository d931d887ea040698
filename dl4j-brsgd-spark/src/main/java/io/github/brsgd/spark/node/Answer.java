package io.github.brsgd.spark.node;

import org.nd4j.linalg.api.buffer.DataType;

/** What an answer says of itself. */
interface Answer {

  /** Of which round it is. */
  int round();

  /** Whose it is. */
  int node();

  /** The numbers in its row; -1 where a part is missing. */
  int length();

  /** Their type; null without a row. */
  DataType type();

  /** Whether it is of a round, and of so many numbers of a type. */
  default boolean is(int k, long d, DataType numbers) {
    return round() == k && length() == d && type() == numbers;
  }
}
