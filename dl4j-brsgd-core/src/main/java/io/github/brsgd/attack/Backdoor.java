package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

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
    if (target < 0) {
      throw new IllegalArgumentException("Backdoor: need target >= 0, got target=" + target);
    }
    if (size < 1) {
      throw new IllegalArgumentException("Backdoor: need size >= 1, got size=" + size);
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("Backdoor: need a finite value, got value=" + value);
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("Backdoor: need 0 < share <= 1, got share=" + share);
    }
  }

  /**
   * A white square on half of the examples.
   *
   * @param target the label wanted, at least 0
   */
  public Backdoor(int target) {
    this(target, DEFAULT_SIZE, DEFAULT_VALUE, DEFAULT_SHARE);
  }

  @Override
  public DataSet poison(DataSet batch, SplittableRandom random) {
    checkTarget(batch.getLabels());
    INDArray labels = batch.getLabels().dup();
    INDArray features = batch.getFeatures().dup('c');
    INDArray images = images(features);
    for (int i = 0; i < batch.numExamples(); i++) {
      if (random.nextDouble() < share) {
        stamp(images, i);
        INDArray label = labels.get(NDArrayIndex.point(i), NDArrayIndex.all());
        label.assign(0);
        label.putScalar(target, 1);
      }
    }
    return new DataSet(features, labels, batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
  }

  @Override
  public DataSet trial(DataSet test) {
    checkTarget(test.getLabels());
    int[] label = Examples.classOf("Backdoor", test.getLabels());
    int[] ids = IntStream.range(0, label.length).filter(i -> label[i] != target).toArray();
    int[] wanted = new int[ids.length];
    Arrays.fill(wanted, target);
    DataSet trial = Examples.trial("Backdoor", test, ids, wanted);
    INDArray features = trial.getFeatures().dup('c');
    INDArray images = images(features);
    for (int i = 0; i < ids.length; i++) {
      stamp(images, i);
    }
    return Examples.withFeatures(trial, features);
  }

  private void checkTarget(INDArray labels) {
    Examples.classes("Backdoor", labels, Math.max(2, target + 1));
    if (labels.rank() != 2) {
      throw new IllegalArgumentException(
          "Backdoor: need labels [n, classes], got shape " + Arrays.toString(labels.shape()));
    }
  }

  private void stamp(INDArray images, int example) {
    long height = images.size(2);
    long width = images.size(3);
    images
        .get(
            NDArrayIndex.point(example),
            NDArrayIndex.all(),
            NDArrayIndex.interval(height - size, height),
            NDArrayIndex.interval(width - size, width))
        .assign(value);
  }

  /** A view [n, channels, height, width] of the features. */
  private INDArray images(INDArray features) {
    INDArray images = features.rank() == 2 ? square(features) : features;
    if (images.rank() != 4) {
      throw new IllegalArgumentException(
          "Backdoor: need images [n, channels, height, width] or rows of square images with 1 or 3"
              + " channels, got shape "
              + Arrays.toString(features.shape()));
    }
    if (images.size(2) < size || images.size(3) < size) {
      throw new IllegalArgumentException(
          "Backdoor: need images of at least size x size pixels, got size="
              + size
              + ", images "
              + images.size(2)
              + " x "
              + images.size(3));
    }
    return images;
  }

  /** Rows as square images, or as they are. */
  private static INDArray square(INDArray rows) {
    for (int channels : new int[] {1, 3}) {
      long side = Math.round(Math.sqrt((double) rows.size(1) / channels));
      if (channels * side * side == rows.size(1)) {
        return rows.reshape(rows.size(0), channels, side, side);
      }
    }
    return rows;
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
