package io.github.brsgd.cli.experiment;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.Objects;

/**
 * Which network an experiment trains: a fresh one of the examples, or a saved one.
 *
 * @param model the name of an example network; what {@code from} holds takes its place
 * @param from the file of a saved network; empty for a fresh one
 * @param sha256 the checksum of that file, so that a repeated run starts from the same; empty if
 *     there is none or it is not known yet
 * @param fastLayers whether nodes and evaluation compute with fast layers where there are any;
 *     records from before there was a choice have none and mean stock layers
 * @since 0.1
 */
public record NetworkChoice(String model, String from, String sha256, boolean fastLayers) {

  /** What older records mean. */
  public static final String STOCK = "false";

  /**
   * A network, fresh or saved.
   *
   * @param model the name of an example network; empty with a saved one
   * @param from the file of a saved network; empty for a fresh one
   * @param sha256 the checksum of that file; empty if there is none or it is not known yet
   * @param fastLayers whether to compute with fast layers
   */
  public NetworkChoice(
      String model,
      String from,
      String sha256,
      @JacksonInject(value = STOCK, useInput = OptBoolean.TRUE) boolean fastLayers) {
    this.model = Objects.requireNonNull(model, "model");
    this.from = Objects.requireNonNull(from, "from");
    this.sha256 = Objects.requireNonNull(sha256, "sha256");
    this.fastLayers = fastLayers;
  }
}
