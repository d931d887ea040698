package io.github.brsgd.data;

import io.github.brsgd.checks.Check;
import io.github.brsgd.checks.ValueText;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Nodes whose classes are mixed in proportions drawn from a symmetric Dirichlet distribution.
 * <b>The larger alpha, the more alike are the nodes:</b> with 1000 they are nearly i.i.d., with 0.1
 * three or four of ten classes make up a node, with 0.001 one or two.
 *
 * <ul>
 *   <li>{@link Over#CLASSES}: each node draws its mix of classes, in the words of Hsu, Qi and
 *       Brown, "Measuring the effects of non-identical data distribution for federated visual
 *       classification", 2019, whose alpha is the sum over the classes of the one here. Sizes
 *       differ by at most one. Nodes take examples in turn, one at a time, without replacement; a
 *       class that has run out is drawn no more, and the others of a mix share its part in their
 *       proportions. The last examples of a node may therefore be of classes it has little of.
 *   <li>{@link Over#NODES}: each class is cut over the nodes in proportions drawn for it, as in
 *       Yurochkin et al., "Bayesian nonparametric federated learning of neural networks", ICML
 *       2019. Sizes are unequal, with small alpha very much so.
 * </ul>
 *
 * <p>A node that is left with fewer than {@code least} examples is given random ones of the largest
 * nodes. Time O(n (classes + log n)).
 *
 * @param alpha the parameter of the distribution, above 0 and finite
 * @param over what each draw is spread over
 * @param least the examples each node has at least, at least 1
 * @since 0.2
 */
public record DirichletPartitioner(double alpha, Over over, int least) implements Partitioner {

  /** {@link #least} unless set. */
  public static final int DEFAULT_LEAST = 1;

  /** What a draw of proportions is spread over. */
  public enum Over {
    /** A draw for each node, over the classes. */
    CLASSES,
    /** A draw for each class, over the nodes. */
    NODES
  }

  /** Checks the parameters. */
  public DirichletPartitioner {
    Check.positive("DirichletPartitioner", "alpha", alpha);
    Objects.requireNonNull(over, "over");
    Check.atLeast(1, "DirichletPartitioner: least", least);
  }

  /**
   * No node without examples.
   *
   * @param alpha the parameter of the distribution, above 0 and finite
   * @param over what each draw is spread over
   */
  public DirichletPartitioner(double alpha, Over over) {
    this(alpha, over, DEFAULT_LEAST);
  }

  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    Pieces.check("DirichletPartitioner", nodes, least, labels.length);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    int[][] classes = Pieces.ofClasses(RandomOrder.of(labels.length, random), labels);
    Piles piles = new Piles(nodes);
    if (over == Over.CLASSES) {
      fillNodes(classes, Pieces.sizes(labels.length, nodes), piles, random);
    } else {
      cutClasses(classes, nodes, piles, random);
    }
    piles.fill(least, random);
    return piles.shards();
  }

  private void fillNodes(int[][] classes, int[] sizes, Piles piles, SplittableRandom random) {
    double[][] mixes = new double[sizes.length][];
    for (int node = 0; node < mixes.length; node++) {
      mixes[node] = Dirichlet.logarithms(alpha, classes.length, random);
    }
    int[] left = Arrays.stream(classes).mapToInt(members -> members.length).toArray();
    int turns = Arrays.stream(sizes).max().orElseThrow();
    for (int turn = 0; turn < turns; turn++) {
      for (int node = 0; node < sizes.length; node++) {
        if (turn < sizes[node]) {
          int drawn = Dirichlet.draw(mixes[node], left, random);
          left[drawn]--;
          piles.add(node, classes[drawn][left[drawn]]);
        }
      }
    }
  }

  private void cutClasses(int[][] classes, int nodes, Piles piles, SplittableRandom random) {
    for (int[] members : classes) {
      double[] proportions = Dirichlet.proportions(alpha, nodes, random);
      int[][] pieces = Pieces.cut(members, Pieces.sizes(members.length, proportions));
      for (int node = 0; node < nodes; node++) {
        piles.add(node, pieces[node]);
      }
    }
  }

  @Override
  public String toString() {
    return "dirichlet:alpha="
        + ValueText.of(alpha)
        + ",over="
        + ValueText.of(over)
        + (least == DEFAULT_LEAST ? "" : ",least=" + least);
  }
}
