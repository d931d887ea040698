package io.github.brsgd.training.model;

import java.io.Serializable;
import org.apache.commons.lang3.SerializationException;
import org.apache.commons.lang3.SerializationUtils;

/** Copies of configurations that share nothing with the original. */
final class Configurations {

  private Configurations() {}

  /**
   * A deep copy. Deeplearning4j's {@code clone} shares what wrapped layers and activations hold,
   * such as the mask of a dropout, which replicas would then write side by side.
   *
   * @throws IllegalArgumentException if a layer of a user's own cannot be serialised
   */
  static <T extends Serializable> T copy(T configuration) {
    try {
      return SerializationUtils.clone(configuration);
    } catch (SerializationException e) {
      throw new IllegalArgumentException(
          "network: its configuration cannot be copied for the threads: " + e.getMessage(), e);
    }
  }
}
