package io.github.brsgd.theory;

/**
 * How sure a condition on infinitely many steps is.
 *
 * @since 0.1
 */
public enum Verdict {
  /** It holds, by proof. */
  PROVED,
  /** It holds as far as finitely many steps can show. */
  SEEN,
  /** It does not hold as far as finitely many steps can show. */
  NOT_SEEN,
  /** It does not hold: a step that breaks it was found. */
  REFUTED;

  /**
   * Whether the condition may be relied on, for certain or as far as was looked.
   *
   * @return true for {@link #PROVED} and {@link #SEEN}
   */
  public boolean holds() {
    return this == PROVED || this == SEEN;
  }
}
