package io.github.brsgd.cli.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Participation;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What the nodes send, and who of them answers.
 *
 * @param update text of a node update
 * @param drawn nodes drawn in each round; 0 for all
 * @param byzantineInAll Byzantine nodes among all that are reckoned with where some are drawn; -1
 *     where it is not said
 * @param dropOut probability that an honest node that is drawn does not compute
 * @param late probability that one that computes is too late
 * @param cached whether an absent node's last row stands in for it
 * @since 0.2
 */
public record NodeChoice(
    String update, int drawn, int byzantineInAll, double dropOut, double late, boolean cached) {

  /** In records from before there was a choice. */
  public static final String UNSAID = "";

  /** Where the Byzantine nodes among all are not said. */
  public static final int NOT_SAID = -1;

  /** Each node sends its gradient, every time. */
  public static final NodeChoice PLAIN = new NodeChoice("gradient", 0, NOT_SAID, 0, 0, false);

  /** Checks that nothing is missing. */
  public NodeChoice {
    Objects.requireNonNull(update, "update");
  }

  /**
   * What a record says.
   *
   * @param said what it says; null if it says nothing
   * @return the choice it means
   */
  public static NodeChoice orPlain(NodeChoice said) {
    return said == null ? PLAIN : said;
  }

  /**
   * Who answers.
   *
   * @return the choice as the library has it
   * @throws IllegalArgumentException if a number is out of its range
   */
  @JsonIgnore
  public Participation participation() {
    return new Participation(
        drawn == 0 ? OptionalInt.empty() : OptionalInt.of(drawn),
        byzantineInAll == NOT_SAID ? OptionalInt.empty() : OptionalInt.of(byzantineInAll),
        dropOut,
        late,
        cached);
  }

  /**
   * How many rows the server combines in a round, when nobody fails to answer.
   *
   * @param nodes m
   * @return those drawn; m where all are, or where absent ones are stood in for
   */
  public int rows(int nodes) {
    return cached || drawn == 0 ? nodes : drawn;
  }

  /**
   * Sets a builder so.
   *
   * @param builder what is to be set
   * @param catalog where node updates come from
   * @throws IllegalArgumentException if something is unknown or out of its range
   */
  public void apply(BrsgdTrainingMasterBuilder builder, Catalog catalog) {
    builder.nodeUpdate(catalog.nodeUpdate(update)).participation(participation());
  }
}
