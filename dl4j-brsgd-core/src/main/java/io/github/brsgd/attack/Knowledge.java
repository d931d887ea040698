package io.github.brsgd.attack;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much an attack knows of a round, which an {@link AttackContext} lets it see and no more.
 *
 * <table>
 * <caption>What is known</caption>
 * <tr><th>Level</th><th>Rows</th><th>Server</th></tr>
 * <tr><td>{@link #FULL}</td><td>those of all honest nodes</td>
 *     <td>rule, its random choices, previous aggregate</td></tr>
 * <tr><td>{@link #PARTIAL}</td><td>what the Byzantine nodes computed honestly</td>
 *     <td>previous aggregate</td></tr>
 * <tr><td>{@link #NONE}</td><td>each attacker its own alone</td><td>-</td></tr>
 * </table>
 *
 * <p>The point w_k and the step size, which every node is told, how many nodes there are and who of
 * them is Byzantine is known at all levels.
 *
 * @see <a href="https://www.usenix.org/conference/usenixsecurity20/presentation/fang">Fang, Cao,
 *     Jia and Gong, "Local model poisoning attacks to Byzantine-robust federated learning", USENIX
 *     Security 2020, for full and partial knowledge</a>
 * @since 0.2
 */
public enum Knowledge {
  /** Everything, as Definition 2.1 grants: the honest rows and the server. */
  FULL,
  /** The Byzantine nodes' own honest rows, which they share, and the aggregates they are sent. */
  PARTIAL,
  /** Each attacker knows its own honest row and nothing else. */
  NONE;

  /** Refuses a level that has no meaning for an attack. */
  static void check(String attack, Knowledge given, Knowledge... offered) {
    if (!Arrays.asList(offered).contains(given)) {
      throw new IllegalArgumentException(
          attack
              + ": need knowledge="
              + Arrays.stream(offered).map(Knowledge::word).collect(Collectors.joining(" or "))
              + ", got "
              + (given == null ? "null" : given.word()));
    }
  }

  /** As it stands in texts. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
