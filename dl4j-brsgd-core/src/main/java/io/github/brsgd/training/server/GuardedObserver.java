package io.github.brsgd.training.server;

import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observer whose failure is logged and costs the run nothing; it is told no more then. Errors of
 * the machine, such as memory that has run out, are not its failure and go on.
 */
final class GuardedObserver implements ServerObserver {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedObserver.class);

  private final ServerObserver observer;
  private boolean failed;

  GuardedObserver(ServerObserver observer) {
    this.observer = observer;
  }

  private void tell(Consumer<ServerObserver> what) {
    if (failed) {
      return;
    }
    try {
      what.accept(observer);
    } catch (Exception e) { // declared or not
      failed = true;
      LOG.warn("{} failed and watches no longer; the run goes on", observer, e);
    }
  }

  @Override
  public void begin(Model network) {
    tell(o -> o.begin(network));
  }

  @Override
  public void beforeStep(ServerRound round, RoundAggregate aggregate) {
    tell(o -> o.beforeStep(round, aggregate));
  }

  @Override
  public void round(ServerRound round, RoundOutcome outcome) {
    tell(o -> o.round(round, outcome));
  }

  @Override
  public void end(Model network) {
    tell(o -> o.end(network));
  }
}
