package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Changes labels: every class to its mirror image, or one class to another.
 *
 * <pre>
 * y -> classes - 1 - y        without a pair
 * from -> to, others as is    with a pair
 * </pre>
 *
 * <p>Labels are one-hot, [n, classes] or [n, classes, ...] for sequences and images; others, as of
 * a regression or with several classes at once, are refused. The trial of a model holds the
 * examples whose label changes: its accuracy there is the share that the adversary got.
 *
 * <p>Example: of 10 classes, 3 becomes 6.
 *
 * @param from the class relabelled, at least 0; {@code null} for all
 * @param to its new label, another class; {@code null} for its mirror image, classes-1-y
 * @see <a href="https://arxiv.org/abs/2007.08432">Tolpegin, Truex, Gursoy and Liu, "Data poisoning
 *     attacks against federated learning systems", ESORICS 2020</a>
 * @since 0.1
 */
public record LabelFlip(Integer from, Integer to) implements DataPoisoning {

  /** Checks the pair. */
  public LabelFlip {
    if ((from != null && from < 0) || (to != null && to < 0) || (from != null && from.equals(to))) {
      throw new IllegalArgumentException(
          "LabelFlip: need two different classes >= 0, got from=" + from + ", to=" + to);
    }
  }

  /** Every class to its mirror image. */
  public LabelFlip() {
    this(null, null);
  }

  @Override
  public DataSet poison(DataSet batch, SplittableRandom random) {
    INDArray labels = batch.getLabels();
    int classes = classes(labels);
    INDArray flipped = labels.like();
    for (int c = 0; c < classes; c++) {
      Examples.ofClass(flipped, flipped(c, classes)).addi(Examples.ofClass(labels, c));
    }
    return Examples.withLabels(batch, flipped);
  }

  @Override
  public DataSet trial(DataSet test) {
    int classes = classes(test.getLabels());
    int[] label = Examples.classOf("LabelFlip", test.getLabels());
    int[] ids =
        IntStream.range(0, label.length)
            .filter(i -> flipped(label[i], classes) != label[i])
            .toArray();
    int[] wanted = IntStream.of(ids).map(i -> flipped(label[i], classes)).toArray();
    return Examples.trial("LabelFlip", test, ids, wanted);
  }

  private int classes(INDArray labels) {
    int largest = Math.max(from == null ? 1 : from, to == null ? 1 : to);
    int classes = Examples.classes("LabelFlip", labels, largest + 1);
    if (from != null && to == null && flipped(from, classes) == from) {
      throw new IllegalArgumentException(
          "LabelFlip: of "
              + classes
              + " classes from="
              + from
              + " is its own mirror image; give to");
    }
    return classes;
  }

  private int flipped(int label, int classes) {
    if (from != null && label != from) {
      return label;
    }
    return to != null ? to : classes - 1 - label;
  }

  @Override
  public String toString() {
    return new MemberText("label-flip").with("from", from, null).with("to", to, null).toString();
  }
}
