package io.github.brsgd.aggregation;

import java.util.function.IntConsumer;

/** How few rows a rule serves. */
public final class LeastNodes {

  private static final int FAR = 200;

  private LeastNodes() {}

  /** The least m that a check accepts. */
  public static int of(IntConsumer check) {
    for (int m = 1; m < FAR; m++) {
      try {
        check.accept(m);
        return m;
      } catch (IllegalArgumentException e) {
        // too few
      }
    }
    throw new AssertionError("no m below " + FAR + " will do");
  }
}
