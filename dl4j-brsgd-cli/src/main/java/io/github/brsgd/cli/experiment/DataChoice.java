package io.github.brsgd.cli.experiment;

/**
 * Which data an experiment uses.
 *
 * @param dataset {@code mnist}, {@code cifar10}, {@code synthetic} or data of one's own such as
 *     {@code csv:FILE,label=COLUMN}; {@link #ANY} for MNIST where it is found and else the
 *     synthetic digits
 * @param examples use the first so many training examples; 0 for all
 * @param normalise whether each channel is scaled to mean 0 and deviation 1 on the training images
 * @since 0.1
 */
public record DataChoice(String dataset, int examples, boolean normalise) {

  /** MNIST where it is found, else the synthetic digits. */
  public static final String ANY = "any";

  /** The digits that are drawn by the program. */
  public static final String SYNTHETIC = "synthetic";

  /** Checks the number of examples. */
  public DataChoice {
    if (examples < 0) {
      throw new IllegalArgumentException("examples: need >= 0 (0 for all), got " + examples);
    }
  }

  /**
   * The same choice for a data set that is known by now.
   *
   * @param resolved its name
   * @return a choice that is not {@link #ANY}
   */
  public DataChoice of(String resolved) {
    return new DataChoice(resolved, examples, normalise);
  }
}
