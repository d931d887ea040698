package io.github.brsgd.training;

import io.github.brsgd.state.Resumable;
import io.github.brsgd.training.server.ServerObserver;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Who watches a run, and who may stop it. */
record Watchers(
    List<TrainingListener> listeners,
    List<RoundListener> roundListeners,
    List<ServerObserver> serverObservers,
    List<SimulationObserver> simulationObservers,
    EarlyEnd end) {

  /** Nobody watches, nobody stops it. */
  static final Watchers NONE =
      new Watchers(List.of(), List.of(), List.of(), List.of(), () -> false);

  Watchers {
    listeners = List.copyOf(listeners);
    roundListeners = List.copyOf(roundListeners);
    serverObservers = List.copyOf(serverObservers);
    simulationObservers = List.copyOf(simulationObservers);
    Objects.requireNonNull(end, "stopWhen");
  }

  Watchers withListeners(TrainingListener... added) {
    return new Watchers(
        and(listeners, added), roundListeners, serverObservers, simulationObservers, end);
  }

  Watchers withRoundListeners(RoundListener... added) {
    return new Watchers(
        listeners, and(roundListeners, added), serverObservers, simulationObservers, end);
  }

  Watchers withServerObservers(ServerObserver... added) {
    return new Watchers(
        listeners, roundListeners, and(serverObservers, added), simulationObservers, end);
  }

  Watchers withSimulationObservers(SimulationObserver... added) {
    return new Watchers(
        listeners, roundListeners, serverObservers, and(simulationObservers, added), end);
  }

  /** Those observers whose memory belongs into a checkpoint. */
  List<Resumable> resumable() {
    return Stream.concat(serverObservers.stream(), simulationObservers.stream())
        .filter(Resumable.class::isInstance)
        .map(Resumable.class::cast)
        .toList();
  }

  private static <T> List<T> and(List<T> before, T[] added) {
    return Stream.concat(before.stream(), Stream.of(added)).toList();
  }

  Watchers withEnd(EarlyEnd condition) {
    return new Watchers(listeners, roundListeners, serverObservers, simulationObservers, condition);
  }
}
