package io.github.brsgd.cli.experiment;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.github.brsgd.checks.Check;
import java.util.Objects;

/**
 * Which data an experiment uses, and how they are split over the nodes.
 *
 * @param dataset text of a data set, such as {@code mnist} or {@code csv:FILE,label=COLUMN}; {@link
 *     #ANY} for MNIST where it is found and else the synthetic digits
 * @param examples use the first so many training examples; 0 for all
 * @param normalise whether each channel is scaled to mean 0 and deviation 1 on the training images
 * @param partition text of a partitioner; records from before there was a choice have none and mean
 *     {@link #IID}
 * @param trusted how many training examples are held back for a server that compares rows with one
 *     of its own; 0 for none, which records mean that have no such number
 * @since 0.1
 */
public record DataChoice(
    String dataset, int examples, boolean normalise, String partition, int trusted) {

  /** MNIST where it is found, else the synthetic digits. */
  public static final String ANY = "any";

  /** The digits that are drawn by the program. */
  public static final String SYNTHETIC = "synthetic";

  /** Every node draws from the same distribution. */
  public static final String IID = "iid";

  /** As a text, for records from before there was a choice. */
  private static final String NONE = "0";

  /**
   * Data split in some way.
   *
   * @param dataset text of a data set, or {@link #ANY}
   * @param examples use the first so many training examples; 0 for all
   * @param normalise whether each channel is scaled
   * @param partition text of a partitioner
   * @param trusted examples for the server; 0 for none
   */
  public DataChoice(
      String dataset,
      int examples,
      boolean normalise,
      @JacksonInject(value = IID, useInput = OptBoolean.TRUE) String partition,
      @JacksonInject(value = NONE, useInput = OptBoolean.TRUE) int trusted) {
    if (examples < 0) {
      throw new IllegalArgumentException("examples: need >= 0 (0 for all), got " + examples);
    }
    this.trusted = Check.atLeast(0, "trusted", trusted);
    this.dataset = Objects.requireNonNull(dataset, "dataset");
    this.examples = examples;
    this.normalise = normalise;
    this.partition = Objects.requireNonNull(partition, "partition");
  }

  /**
   * Data of which every node gets the same.
   *
   * @param dataset text of a data set, or {@link #ANY}
   * @param examples use the first so many training examples; 0 for all
   * @param normalise whether each channel is scaled
   */
  public DataChoice(String dataset, int examples, boolean normalise) {
    this(dataset, examples, normalise, IID, 0);
  }

  /**
   * The same choice for a data set that is known by now.
   *
   * @param resolved its name
   * @param split the canonical text of the partitioner
   * @return a choice that is not {@link #ANY}
   */
  public DataChoice of(String resolved, String split) {
    return new DataChoice(resolved, examples, normalise, split, trusted);
  }

  /**
   * The same choice with examples for the server.
   *
   * @param count how many; 0 for none
   * @return a choice that differs in nothing else
   */
  public DataChoice withTrusted(int count) {
    return new DataChoice(dataset, examples, normalise, partition, count);
  }

  /**
   * Data set and split, for titles.
   *
   * @return the text of the data set, and that of the partitioner unless it is {@link #IID}
   */
  public String title() {
    return partition.equals(IID) ? dataset : dataset + " split by " + partition;
  }
}
