package io.github.brsgd.training.node;

import java.util.List;

/** The only position of data whose batches are a function of their number. */
final class FirstNumber {

  private FirstNumber() {}

  static int of(List<Long> positions) {
    if (positions.size() != 1) {
      throw new IllegalArgumentException(
          "data: the batches are a function of their number, need the first alone, got positions "
              + positions);
    }
    return Math.toIntExact(positions.get(0));
  }
}
