package io.github.brsgd.training.server;

import java.util.Objects;

/**
 * How a round ended.
 *
 * @since 0.2
 */
public sealed interface RoundOutcome {

  /**
   * The network took its step.
   *
   * @param aggregate what it stepped with
   */
  record Stepped(RoundAggregate aggregate) implements RoundOutcome {
    /** Checks that it is there. */
    public Stepped {
      Objects.requireNonNull(aggregate, "aggregate");
    }
  }

  /**
   * The round failed and the policy is to go on: {@code w_{k+1} = w_k}, k advanced.
   *
   * @param cause why
   */
  record Skipped(FailedRoundException cause) implements RoundOutcome {
    /** Checks that it is there. */
    public Skipped {
      Objects.requireNonNull(cause, "cause");
    }
  }

  /**
   * The round failed and the policy is to end the run; nothing has changed.
   *
   * @param cause why
   */
  record Failed(FailedRoundException cause) implements RoundOutcome {
    /** Checks that it is there. */
    public Failed {
      Objects.requireNonNull(cause, "cause");
    }
  }
}
