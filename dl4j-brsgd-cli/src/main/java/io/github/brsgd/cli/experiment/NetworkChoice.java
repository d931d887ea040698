package io.github.brsgd.cli.experiment;

import java.util.Objects;

/**
 * Which network an experiment trains: a fresh one of the examples, or a saved one.
 *
 * @param model the name of an example network; what {@code from} holds takes its place
 * @param from the file of a saved network; empty for a fresh one
 * @param sha256 the checksum of that file, so that a repeated run starts from the same; empty if
 *     there is none or it is not known yet
 * @since 0.1
 */
public record NetworkChoice(String model, String from, String sha256) {

  /** Checks that nothing is missing. */
  public NetworkChoice {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(sha256, "sha256");
  }
}
