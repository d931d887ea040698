package io.github.brsgd.training;

import io.github.brsgd.state.Resumable;
import io.github.brsgd.training.server.Quarantine;
import io.github.brsgd.training.server.ServerObserver;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.optimize.api.TrainingListener;

/** Who watches a run, who may exclude nodes from it, and who may stop it. */
record Watchers(
    List<TrainingListener> listeners,
    List<RoundListener> roundListeners,
    List<ServerObserver> serverObservers,
    List<SimulationObserver> simulationObservers,
    Optional<Quarantine> quarantine,
    EarlyEnd end) {

  /** Nobody watches, nobody stops it. */
  static final Watchers NONE =
      new Watchers(List.of(), List.of(), List.of(), List.of(), Optional.empty(), () -> false);

  Watchers {
    listeners = List.copyOf(listeners);
    roundListeners = List.copyOf(roundListeners);
    serverObservers = List.copyOf(serverObservers);
    simulationObservers = List.copyOf(simulationObservers);
    Objects.requireNonNull(quarantine, "quarantine");
    Objects.requireNonNull(end, "stopWhen");
    for (ServerObserver observer : serverObservers) {
      if (quarantine.isPresent() && quarantine.get() == observer) {
        throw new IllegalArgumentException(
            "quarantine: it is among the server observers too and would hear every round twice;"
                + " leave it out there");
      }
    }
  }

  Watchers withListeners(TrainingListener... added) {
    return new Watchers(
        and(listeners, added),
        roundListeners,
        serverObservers,
        simulationObservers,
        quarantine,
        end);
  }

  Watchers withRoundListeners(RoundListener... added) {
    return new Watchers(
        listeners,
        and(roundListeners, added),
        serverObservers,
        simulationObservers,
        quarantine,
        end);
  }

  Watchers withServerObservers(ServerObserver... added) {
    return new Watchers(
        listeners,
        roundListeners,
        and(serverObservers, added),
        simulationObservers,
        quarantine,
        end);
  }

  Watchers withSimulationObservers(SimulationObserver... added) {
    return new Watchers(
        listeners,
        roundListeners,
        serverObservers,
        and(simulationObservers, added),
        quarantine,
        end);
  }

  Watchers withQuarantine(Quarantine chosen) {
    return new Watchers(
        listeners, roundListeners, serverObservers, simulationObservers, Optional.of(chosen), end);
  }

  /**
   * Those whose memory belongs into a checkpoint.
   *
   * @throws IllegalArgumentException if there is a quarantine that could not go on
   */
  List<Resumable> resumable() {
    if (quarantine.isPresent() && !(quarantine.get() instanceof Resumable)) {
      throw new IllegalArgumentException(
          "quarantine: a run with checkpoints needs one that is Resumable, got "
              + quarantine.get().getClass().getName());
    }
    return Stream.of(quarantine.stream(), serverObservers.stream(), simulationObservers.stream())
        .<Object>flatMap(each -> each)
        .filter(Resumable.class::isInstance)
        .map(Resumable.class::cast)
        .toList();
  }

  private static <T> List<T> and(List<T> before, T[] added) {
    return Stream.concat(before.stream(), Stream.of(added)).toList();
  }

  Watchers withEnd(EarlyEnd condition) {
    return new Watchers(
        listeners, roundListeners, serverObservers, simulationObservers, quarantine, condition);
  }
}
