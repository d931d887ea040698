package io.github.brsgd.cli.experiment;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import java.util.Objects;

/**
 * What the nodes send, and who of them answers.
 *
 * @param update text of a node update
 * @since 0.1
 */
public record NodeChoice(String update) {

  /** In records from before there was a choice. */
  public static final String UNSAID = "";

  /** Each node sends its gradient, every time. */
  public static final NodeChoice PLAIN = new NodeChoice("gradient");

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
   * Sets a builder so.
   *
   * @param builder what is to be set
   * @param catalog where node updates come from
   * @throws IllegalArgumentException if something is unknown or out of its range
   */
  public void apply(BrsgdTrainingMasterBuilder builder, Catalog catalog) {
    builder.nodeUpdate(catalog.nodeUpdate(update));
  }
}
