package io.github.brsgd.aggregation;

/**
 * The condition {@code m >= slope q + offset} of a rule, checked with the numbers in the message.
 *
 * @param slope rows asked for per Byzantine row
 * @param offset rows asked for besides
 * @since 0.1
 */
public record Requirement(int slope, int offset) {

  /** Half of what keeps {@code 4q + 3} within an int. */
  private static final int LARGEST_Q = 1 << 28;

  /** One honest row, {@code m >= q + 1}. */
  public static final Requirement ONE_HONEST = new Requirement(1, 1);

  /** An honest majority, {@code m >= 2q + 1}. */
  public static final Requirement MAJORITY = new Requirement(2, 1);

  /** What Krum asks for, {@code m >= 2q + 3}. */
  public static final Requirement KRUM = new Requirement(2, 3);

  /** What Bulyan asks for, {@code m >= 4q + 3}. */
  public static final Requirement BULYAN = new Requirement(4, 3);

  /**
   * Checks q alone; for constructors.
   *
   * @param rule the rule's name, for the message
   * @param q Byzantine rows to be tolerated
   * @throws IllegalArgumentException if q is negative or beyond any use
   */
  public static void checkByzantine(String rule, int q) {
    if (q < 0 || q > LARGEST_Q) {
      throw new IllegalArgumentException(rule + ": need 0 <= q <= " + LARGEST_Q + ", got q=" + q);
    }
  }

  /**
   * The least m.
   *
   * @param q Byzantine rows tolerated
   * @return {@code slope q + offset}; the largest int where that is beyond
   */
  public int minimumNodes(int q) {
    return (int) Math.min(Integer.MAX_VALUE, needed(q));
  }

  private long needed(int q) {
    return (long) slope * q + offset;
  }

  /**
   * Checks m.
   *
   * @param rule the rule's name, for the message
   * @param m rows there are
   * @param q Byzantine rows tolerated
   * @throws IllegalArgumentException if m is too small; the message says which q would do
   */
  public void check(String rule, int m, int q) {
    if (m < needed(q)) {
      int most = Math.floorDiv(m - offset, slope);
      throw new IllegalArgumentException(
          rule
              + ": need m >= "
              + (slope == 1 ? "" : slope)
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
