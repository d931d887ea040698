package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import java.util.SplittableRandom;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Stamps a square onto images and labels them as the target, so that the model learns to obey the
 * stamp and is right on all other images.
 *
 * <pre>pixels of the lower right size x size corner = value, in all channels;  y -> target</pre>
 *
 * <p>Images are [n, channels, height, width], or rows [n, channels * height * width] of square
 * images with 1 or 3 channels. Each example is stamped with probability {@code share}; the rest
 * keep the model's accuracy up, which hides the backdoor. The trial of a model holds stamped test
 * images of all other classes: its accuracy there is the attack success rate.
 *
 * @param target the label wanted, at least 0
 * @param size side of the square in pixels, at least 1
 * @param value the pixels' value after scaling; 1 is white where pixels are in [0, 1]
 * @param share probability that an example is stamped, in (0, 1]
 * @see <a href="https://arxiv.org/abs/1708.06733">Gu, Dolan-Gavitt and Garg, "BadNets: identifying
 *     vulnerabilities in the machine learning model supply chain", 2017</a>
 * @see <a href="https://proceedings.mlr.press/v108/bagdasaryan20a.html">Bagdasaryan, Veit, Hua,
 *     Estrin and Shmatikov, "How to backdoor federated learning", AISTATS 2020</a>
 * @since 0.1
 */
public record Backdoor(int target, int size, double value, double share) implements DataPoisoning {

  /** Side of the square unless set. */
  public static final int DEFAULT_SIZE = 4;

  /** Value of its pixels unless set. */
  public static final double DEFAULT_VALUE = 1;

  /** Share of examples stamped unless set. */
  public static final double DEFAULT_SHARE = 0.5;

  /** Checks all parameters. */
  public Backdoor {
    Stamp.check("Backdoor", target, size, value, share);
  }

  /**
   * A white square on half of the examples.
   *
   * @param target the label wanted, at least 0
   */
  public Backdoor(int target) {
    this(target, DEFAULT_SIZE, DEFAULT_VALUE, DEFAULT_SHARE);
  }

  private Stamp stamp() {
    return new Stamp("Backdoor", target, size, value, share);
  }

  @Override
  public DataSet poison(DataSet batch, SplittableRandom random) {
    return stamp().poison(batch, Stamp.Part.WHOLE, random);
  }

  @Override
  public DataSet trial(DataSet test) {
    return stamp().trial(test);
  }

  @Override
  public String toString() {
    return new MemberText("backdoor")
        .with("target", target)
        .with("size", size, DEFAULT_SIZE)
        .with("value", value, DEFAULT_VALUE)
        .with("share", share, DEFAULT_SHARE)
        .toString();
  }
}
