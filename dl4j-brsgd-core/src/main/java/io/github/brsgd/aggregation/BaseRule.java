package io.github.brsgd.aggregation;

import java.util.Objects;
import java.util.OptionalInt;

/** What a rule that is made from another rule says of it. */
final class BaseRule {

  private BaseRule() {}

  /** Refuses a base that is set for another q; {@code rule} is for the message. */
  static void checkSame(String rule, int q, Aggregator base) {
    Requirement.checkByzantine(rule, q);
    Objects.requireNonNull(base, "base");
    OptionalInt own = base.byzantine();
    if (own.isPresent() && own.getAsInt() != q) {
      throw new IllegalArgumentException(
          rule
              + ": need the same q in the base, got q="
              + q
              + " and q="
              + own.getAsInt()
              + " in "
              + base);
    }
  }

  /** Refuses numbers of rows that the base cannot serve; {@code rule} is for the message. */
  static void check(String rule, int m, int q, Aggregator base) {
    Requirement.MAJORITY.check(rule, m, q);
    try {
      base.check(m, q);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule + ": base " + base + ": " + e.getMessage(), e);
    }
  }
}
