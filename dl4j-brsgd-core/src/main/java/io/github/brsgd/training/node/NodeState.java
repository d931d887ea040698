package io.github.brsgd.training.node;

import io.github.brsgd.state.Notes;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the nodes remember between two rounds: what their update noted, and how far they have
 * read their data.
 *
 * @param notes of each node, in the order of their ids
 * @param positions in their data, as these tell them; empty if the round tells them
 * @since 0.2
 */
public record NodeState(List<Notes> notes, List<Long> positions) implements AutoCloseable {

  private static final String KIND = "nodes";
  private static final int VERSION = 1;

  /** Copies the lists. */
  public NodeState {
    notes = List.copyOf(notes);
    positions = List.copyOf(positions);
  }

  /**
   * Writes the state.
   *
   * @param target where to; not closed
   * @throws IOException if it cannot be written
   */
  public void write(OutputStream target) throws IOException {
    StateWriter out = new StateWriter(target, KIND, VERSION);
    out.integer(notes.size());
    for (Notes node : notes) {
      node.write(out);
    }
    out.integer(positions.size());
    for (long position : positions) {
      out.longInteger(position);
    }
    out.end();
  }

  /** Frees all that is noted, as {@link Notes#close} does. */
  @Override
  public void close() {
    notes.forEach(Notes::close);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param source where from; not closed, and not read further
   * @return the state
   * @throws IOException if it cannot be read or is damaged
   */
  public static NodeState read(InputStream source) throws IOException {
    StateReader in = new StateReader(source, KIND, VERSION);
    List<Notes> notes = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      notes.add(Notes.read(in));
    }
    List<Long> positions = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      positions.add(in.longInteger());
    }
    in.end();
    return new NodeState(notes, positions);
  }
}
