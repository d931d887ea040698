package io.github.brsgd.aggregation;

/**
 * The condition {@code m >= slope q + offset} of a rule, checked with the numbers in the message.
 */
record Requirement(int slope, int offset) {

  /** Half of what keeps {@code 4q + 3} within an int. */
  private static final int LARGEST_Q = 1 << 28;

  static final Requirement MAJORITY = new Requirement(2, 1);
  static final Requirement KRUM = new Requirement(2, 3);
  static final Requirement BULYAN = new Requirement(4, 3);

  /** Checks q alone; for constructors. */
  static void checkByzantine(String rule, int q) {
    if (q < 0 || q > LARGEST_Q) {
      throw new IllegalArgumentException(rule + ": need 0 <= q <= " + LARGEST_Q + ", got q=" + q);
    }
  }

  int minimumNodes(int q) {
    return slope * q + offset;
  }

  void check(String rule, int m, int q) {
    if (m < minimumNodes(q)) {
      int most = Math.floorDiv(m - offset, slope);
      throw new IllegalArgumentException(
          rule
              + ": need m >= "
              + slope
              + "q+"
              + offset
              + ", got m="
              + m
              + ", q="
              + q
              + (most >= 0
                  ? " (m=" + m + " tolerates at most q=" + most + ")"
                  : " (no q will do for m=" + m + ")"));
    }
  }
}
