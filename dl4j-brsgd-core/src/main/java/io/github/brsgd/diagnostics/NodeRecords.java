package io.github.brsgd.diagnostics;

import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All that a {@link Suspicion} tells of nodes and rounds, kept: given to its constructor, it is in
 * the state of the suspicion too. Memory for each node and round.
 *
 * @since 0.2
 */
public final class NodeRecords implements Consumer<NodeRecord>, Resumable {

  /** Round, node and flags. */
  private static final int NUMBERS = 3;

  /** Weight, share used, norm, distance, cosine, score, evidence. */
  private static final int VALUES = 7;

  private static final int SCREENED = 1;
  private static final int WEIGHT_KNOWN = 2;
  private static final int USE_KNOWN = 4;
  private static final int SUSPECTED = 8;

  private List<NodeRecord> records = new ArrayList<>();

  /** Nothing told yet. */
  public NodeRecords() {}

  @Override
  public void accept(NodeRecord node) {
    records.add(node);
  }

  /**
   * What was told so far.
   *
   * @return in the order in which it was told; a copy
   */
  public List<NodeRecord> all() {
    return List.copyOf(records);
  }

  @Override
  public void save(StateWriter out) throws IOException {
    int count = records.size();
    out.integer(count);
    if (count == 0) {
      return;
    }
    int[][] numbers = new int[count][];
    double[][] values = new double[count][];
    for (int i = 0; i < count; i++) {
      NodeRecord r = records.get(i);
      numbers[i] = new int[] {r.round(), r.node(), flags(r)};
      values[i] =
          new double[] {
            r.weight().orElse(0),
            r.used().orElse(0),
            r.norm(),
            r.distance(),
            r.cosine(),
            r.score(),
            r.logEvidence()
          };
    }
    try (INDArray counted = Nd4j.createFromArray(numbers);
        INDArray measured = Nd4j.createFromArray(values)) {
      out.array(counted);
      out.array(measured);
    }
  }

  private static int flags(NodeRecord r) {
    return (r.screened() ? SCREENED : 0)
        | (r.weight().isPresent() ? WEIGHT_KNOWN : 0)
        | (r.used().isPresent() ? USE_KNOWN : 0)
        | (r.suspected() ? SUSPECTED : 0);
  }

  /** In place of what was told before. */
  @Override
  public void load(StateReader in) throws IOException {
    int count = in.integer();
    List<NodeRecord> told = new ArrayList<>();
    if (count > 0) {
      try (INDArray counted = in.array();
          INDArray measured = in.array()) {
        int[] numbers = counted.data().asInt();
        double[] values = measured.data().asDouble();
        for (int i = 0; i < count; i++) {
          told.add(record(numbers, i * NUMBERS, values, i * VALUES));
        }
      }
    }
    records = told;
  }

  private static NodeRecord record(int[] numbers, int first, double[] values, int from) {
    int flags = numbers[first + 2];
    return new NodeRecord(
        numbers[first],
        numbers[first + 1],
        (flags & SCREENED) != 0,
        known(flags & WEIGHT_KNOWN, values[from]),
        known(flags & USE_KNOWN, values[from + 1]),
        values[from + 2],
        values[from + 3],
        values[from + 4],
        values[from + 5],
        values[from + 6],
        (flags & SUSPECTED) != 0);
  }

  private static OptionalDouble known(int flag, double value) {
    return flag == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
