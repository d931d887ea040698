package io.github.brsgd.training.server;

import java.util.List;

/**
 * Watches a server and says whom it should no longer believe.
 *
 * <p>From the next round on the server takes no row of such a node, and its rule is set for as many
 * Byzantine rows fewer as are missing. It excludes at most q nodes, those convicted first; nodes of
 * the same round by their evidence, then by id. A node that is excluded stays so. One that was
 * honest costs the server twice: its row, and tolerance for a node that is not.
 *
 * <p>Told of a round before all other observers. What it throws ends the run: nobody is to rely on
 * a quarantine that is broken.
 *
 * @since 0.2
 */
public interface Quarantine extends ServerObserver {

  /**
   * Whom it has convicted so far; asked after every round.
   *
   * @return each node at most once, in any order; those named before may be left out
   */
  List<Conviction> convictions();
}
