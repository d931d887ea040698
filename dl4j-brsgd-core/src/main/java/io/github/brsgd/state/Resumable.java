package io.github.brsgd.state;

import java.io.IOException;

/**
 * Remembers something between two rounds of a run that a checkpoint has to hold, such as an
 * observer that counts.
 *
 * @since 0.2
 */
public interface Resumable {

  /**
   * Writes all that it remembers. Asked between two rounds, and once before the first as a trial:
   * what fails then refuses the run.
   *
   * @param out where to
   * @throws IOException if it cannot be written
   */
  void save(StateWriter out) throws IOException;

  /**
   * Takes over what another one of its kind wrote, before the first round; reads all of it.
   *
   * @param in where from
   * @throws IOException if it cannot be read
   */
  void load(StateReader in) throws IOException;
}
