package io.github.brsgd.training;

import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import java.util.function.IntFunction;
import org.deeplearning4j.nn.api.Model;

/** Tells an observer of the simulation what the server's observers hear, and who is honest. */
record InformedObserver(SimulationObserver observer, IntFunction<Roles> roles)
    implements ServerObserver {

  @Override
  public void begin(Model network) {
    observer.begin(network);
  }

  @Override
  public void beforeStep(ServerRound round, RoundAggregate aggregate) {
    observer.beforeStep(round, aggregate, roles.apply(round.round()));
  }

  @Override
  public void round(ServerRound round, RoundOutcome outcome) {
    observer.round(round, outcome, roles.apply(round.round()));
  }

  @Override
  public void end(Model network) {
    observer.end(network);
  }
}
