package io.github.brsgd.cli.experiment;

/**
 * Whether an iterate is drawn by the law (3.46), for which the theorem gives a bound.
 *
 * @param drawn whether one is drawn
 * @param product L A' of the law; 0 for bounded variance
 * @since 0.1
 */
public record IterateChoice(boolean drawn, double product) {

  /** No iterate is drawn. */
  public static final IterateChoice NONE = new IterateChoice(false, 0);

  /** Checks the product. */
  public IterateChoice {
    if (!(product >= 0) || Double.isInfinite(product)) {
      throw new IllegalArgumentException("sample-iterate: need L A' >= 0, got " + product);
    }
  }
}
