package io.github.brsgd.training;

import io.github.brsgd.training.server.ServerObserver;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Who watches a run, and who may stop it. */
record Watchers(
    List<TrainingListener> listeners,
    List<RoundListener> roundListeners,
    List<ServerObserver> serverObservers,
    List<SimulationObserver> simulationObservers,
    BooleanSupplier stopWhen) {

  /** Nobody watches, nobody stops it. */
  static final Watchers NONE =
      new Watchers(List.of(), List.of(), List.of(), List.of(), () -> false);

  Watchers {
    listeners = List.copyOf(listeners);
    roundListeners = List.copyOf(roundListeners);
    serverObservers = List.copyOf(serverObservers);
    simulationObservers = List.copyOf(simulationObservers);
    Objects.requireNonNull(stopWhen, "stopWhen");
  }

  Watchers withListeners(TrainingListener... set) {
    return new Watchers(
        List.of(set), roundListeners, serverObservers, simulationObservers, stopWhen);
  }

  Watchers withRoundListeners(RoundListener... set) {
    return new Watchers(listeners, List.of(set), serverObservers, simulationObservers, stopWhen);
  }

  Watchers withServerObservers(ServerObserver... set) {
    return new Watchers(listeners, roundListeners, List.of(set), simulationObservers, stopWhen);
  }

  Watchers withSimulationObservers(SimulationObserver... set) {
    return new Watchers(listeners, roundListeners, serverObservers, List.of(set), stopWhen);
  }

  Watchers withStop(BooleanSupplier condition) {
    return new Watchers(listeners, roundListeners, serverObservers, simulationObservers, condition);
  }
}
