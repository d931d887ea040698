package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a {@link Suspicion} remembers between two rounds. Another one with the same settings
 * that takes it over goes on bit for bit.
 *
 * @since 0.1
 */
public final class SuspicionState {

  private static final String KIND = "suspicion";
  private static final int VERSION = 1;

  private final int waiting;
  private final List<NodeTally> nodes;

  SuspicionState(int waiting, List<NodeTally> nodes) {
    this.waiting = waiting;
    this.nodes = nodes.stream().map(NodeTally::copy).toList();
  }

  /** Rounds since the last bets. */
  int waiting() {
    return waiting;
  }

  /** A copy of what is remembered of each node. */
  List<NodeTally> nodes() {
    return nodes.stream().map(NodeTally::copy).toList();
  }

  /**
   * Writes the state.
   *
   * @param target where to; not closed
   * @throws IOException if it cannot be written
   */
  public void write(OutputStream target) throws IOException {
    StateWriter out = new StateWriter(target, KIND, VERSION);
    out.integer(waiting);
    out.integer(nodes.size());
    for (NodeTally node : nodes) {
      node.write(out);
    }
    out.end();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param source where from; not closed, and not read further
   * @return the state
   * @throws IOException if it cannot be read or is damaged
   */
  public static SuspicionState read(InputStream source) throws IOException {
    StateReader in = new StateReader(source, KIND, VERSION);
    int waiting = in.integer();
    List<NodeTally> nodes = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      nodes.add(NodeTally.read(in, Suspicion.SIDES));
    }
    in.end();
    return new SuspicionState(Check.atLeast(0, "waiting", waiting), nodes);
  }
}
