package io.github.brsgd.cli.experiment;

/**
 * What a run does about nodes that misbehave.
 *
 * @since 0.2
 */
public enum SuspicionChoice {
  /** Nobody looks for them. */
  NONE,

  /** They are told; no bit of the run changes. */
  TELL,

  /** They are told, and the first q of them excluded. */
  QUARANTINE;

  /**
   * What a record says.
   *
   * @param said what it says; null if it says nothing
   * @return the choice it means
   */
  public static SuspicionChoice orNone(SuspicionChoice said) {
    return said == null ? NONE : said;
  }
}
