package io.github.brsgd.training;

import io.github.brsgd.state.Notes;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.Objects;

/**
 * What a simulation remembers between two rounds besides its nodes.
 *
 * @param gradients the adversary's notes on gradients
 * @param statistics its notes on entries that are no gradients
 * @param rows rows that absent nodes sent last, or too late
 */
record SimulationState(Notes gradients, Notes statistics, Notes rows) implements AutoCloseable {

  SimulationState {
    Objects.requireNonNull(gradients, "gradients");
    Objects.requireNonNull(statistics, "statistics");
    Objects.requireNonNull(rows, "rows");
  }

  @Override
  public void close() {
    gradients.close();
    statistics.close();
    rows.close();
  }

  void write(StateWriter out) throws IOException {
    gradients.write(out);
    statistics.write(out);
    rows.write(out);
  }

  static SimulationState read(StateReader in) throws IOException {
    return new SimulationState(Notes.read(in), Notes.read(in), Notes.read(in));
  }
}
