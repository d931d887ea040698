package io.github.brsgd.training;

import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.server.ServerState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a run remembers between two rounds, and what it is a run of.
 *
 * @param terms what the run is set to
 * @param rounds done so far
 * @param epochs done so far
 * @param server the server's state
 * @param nodes the nodes' state
 * @param own that of the server's own node, where the terms have one
 * @param simulation what the simulation remembers besides
 * @param history every round so far
 */
record RunState(
    RunTerms terms,
    int rounds,
    int epochs,
    ServerState server,
    NodeState nodes,
    Optional<NodeState> own,
    SimulationState simulation,
    List<RoundRecord> history)
    implements AutoCloseable {

  private static final String KIND = "run";
  private static final int VERSION = 2;

  RunState {
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(simulation, "simulation");
    if (own.isPresent() != terms.haveTrusted()) {
      throw new IllegalArgumentException("RunState: need the server's own node where there is one");
    }
    history = List.copyOf(history);
  }

  /** Frees all arrays. */
  @Override
  public void close() {
    server.close();
    nodes.close();
    own.ifPresent(NodeState::close);
    simulation.close();
  }

  /** Writes the state, and what observers remember behind it. */
  void write(OutputStream target, List<Resumable> observers) throws IOException {
    StateWriter out = new StateWriter(target, KIND, VERSION);
    terms.write(out);
    out.integer(rounds);
    out.integer(epochs);
    simulation.write(out);
    HistoryState.write(history, out);
    out.integer(observers.size());
    for (Resumable observer : observers) {
      out.text(observer.getClass().getName());
    }
    for (Resumable observer : observers) {
      observer.save(out);
    }
    out.end();
    server.write(target);
    nodes.write(target);
    if (own.isPresent()) {
      own.get().write(target);
    }
  }

  /**
   * Reads what {@link #write} wrote, observers' part into these.
   *
   * @throws IllegalArgumentException if it is of a run under other terms or with other observers
   */
  static RunState read(InputStream source, RunTerms terms, List<Resumable> observers)
      throws IOException {
    StateReader in = new StateReader(source, KIND, VERSION);
    terms.requireSame(RunTerms.read(in));
    int rounds = in.integer();
    int epochs = in.integer();
    SimulationState simulation = SimulationState.read(in);
    List<RoundRecord> history = HistoryState.read(in);
    loadObservers(in, observers);
    in.end();
    return new RunState(
        terms,
        rounds,
        epochs,
        ServerState.read(source),
        NodeState.read(source),
        terms.haveTrusted() ? Optional.of(NodeState.read(source)) : Optional.empty(),
        simulation,
        history);
  }

  private static void loadObservers(StateReader in, List<Resumable> observers) throws IOException {
    List<String> before = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      before.add(in.text());
    }
    List<String> own = observers.stream().map(observer -> observer.getClass().getName()).toList();
    if (!before.equals(own)) {
      throw new IllegalArgumentException(
          "resume: the run before had the observers with a memory "
              + before
              + ", this one has "
              + own);
    }
    for (Resumable observer : observers) {
      observer.load(in);
    }
  }
}
