package io.github.brsgd.data;

import io.github.brsgd.checks.ValueText;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Deals a share gamma of the shuffled examples as {@link IidPartitioner} does, and the rest by
 * class: sorted by label and cut into one contiguous piece per node, the first classes to the first
 * nodes. The larger gamma, the more alike are the nodes. Sizes differ by at most one.
 *
 * <p>Example: gamma=1 is {@code iid}, example by example; with gamma=0 each of 10 nodes holds one
 * of 10 classes of equal size. Attackers are the last nodes unless set otherwise, so with small
 * gamma the last classes are theirs.
 *
 * <p>Karimireddy, Kale, Mohri, Reddi, Stich and Suresh, "SCAFFOLD: stochastic controlled averaging
 * for federated learning", ICML 2020 (their s% similarity). O(n log n).
 *
 * @param gamma the share of examples that are dealt i.i.d., in [0, 1]
 * @since 0.2
 */
public record SimilarityPartitioner(double gamma) implements Partitioner {

  /** Checks the share. */
  public SimilarityPartitioner {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException(
          "SimilarityPartitioner: need 0 <= gamma <= 1, got gamma=" + gamma);
    }
  }

  @Override
  public int[][] partition(int[] labels, int nodes, long seed) {
    int n = labels.length;
    Pieces.check("SimilarityPartitioner", nodes, n);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    int[] shuffled = RandomOrder.of(n, random);
    int alike = (int) Math.round(gamma * n);
    int[] sizes = Pieces.sizes(alike, nodes);
    int[][] mixed = Pieces.cut(Arrays.copyOf(shuffled, alike), sizes);
    int[] sorted = Pieces.byLabel(Arrays.copyOfRange(shuffled, alike, n), labels);
    int[][] pieces = Pieces.cut(sorted, evenedOut(sizes, sorted.length));
    return IntStream.range(0, nodes)
        .mapToObj(
            node ->
                IntStream.concat(Arrays.stream(mixed[node]), Arrays.stream(pieces[node])).toArray())
        .toArray(int[][]::new);
  }

  /** Nodes that have one example less come first where one more is left. */
  private static int[] evenedOut(int[] sizes, int examples) {
    int nodes = sizes.length;
    int[] more = new int[nodes];
    Arrays.fill(more, examples / nodes);
    IntStream.range(0, nodes)
        .boxed()
        .sorted(Comparator.comparingInt(node -> sizes[node]))
        .limit(examples % nodes)
        .forEach(node -> more[node]++);
    return more;
  }

  @Override
  public String toString() {
    return "similarity:gamma=" + ValueText.of(gamma);
  }
}
