package io.github.brsgd.attack;

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
 * <p>Labels are one-hot, [n, classes] or [n, classes, ...] for sequences and images. The trial of a
 * model holds the examples whose label changes: its accuracy there is the share that the adversary
 * got.
 *
 * <p>Example: of 10 classes, 3 becomes 6.
 *
 * @param from the class relabelled, at least 0; {@code null} for all
 * @param to its new label, another class; {@code null} for all
 * @see <a href="https://arxiv.org/abs/2007.08432">Tolpegin, Truex, Gursoy and Liu, "Data poisoning
 *     attacks against federated learning systems", ESORICS 2020</a>
 * @since 0.1
 */
public record LabelFlip(Integer from, Integer to) implements DataPoisoning {

  /** Checks the pair. */
  public LabelFlip {
    if ((from == null) != (to == null)
        || (from != null && (from < 0 || to < 0 || from.equals(to)))) {
      throw new IllegalArgumentException(
          "LabelFlip: need two different classes >= 0 or none, got from=" + from + ", to=" + to);
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
    INDArray flipped = labels.dup();
    if (from == null) {
      for (int c = 0; c < classes; c++) {
        Examples.ofClass(flipped, c).assign(Examples.ofClass(labels, classes - 1 - c));
      }
    } else {
      Examples.ofClass(flipped, to).addi(Examples.ofClass(labels, from));
      Examples.ofClass(flipped, from).assign(0);
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
    return Examples.classes("LabelFlip", labels, from == null ? 2 : Math.max(from, to) + 1);
  }

  private int flipped(int label, int classes) {
    if (from == null) {
      return classes - 1 - label;
    }
    return label == from ? to : label;
  }
}
