package io.github.brsgd.spark.rows;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.marker.Internal;
import org.apache.spark.broadcast.Broadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What executors were sent.
 *
 * @since 0.2
 */
@Internal
public final class Sent {

  private static final Logger LOG = LoggerFactory.getLogger(Sent.class);

  private Sent() {}

  /**
   * Lets executors forget something; a Spark that has stopped has forgotten it, and that must not
   * hide why it stopped.
   *
   * @param broadcast what was sent
   */
  public static void forget(Broadcast<?> broadcast) {
    try {
      broadcast.destroy();
    } catch (RuntimeException e) {
      LOG.debug("a broadcast could not be destroyed: {}", Reason.of(e));
    }
  }
}
