package io.github.brsgd.cli.experiment;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.Objects;

/**
 * Everything that decides the bits of a run. Equal configurations give equal results.
 *
 * @param data which data
 * @param network which network
 * @param defence what the server does
 * @param adversary who attacks and how
 * @param schedule how long and with what steps
 * @param iterate whether an iterate is drawn
 * @param observe rounds from one observation of the theorem's constants to the next; 0 for none.
 *     Changes no bit of the run, but is part of what it writes
 * @param nodes what the nodes send; records from before there was a choice have none and mean
 *     {@link NodeChoice#PLAIN}
 * @param suspicion what is done about nodes that misbehave; records from before there was a choice
 *     mean {@link SuspicionChoice#NONE}
 * @since 0.1
 */
public record ExperimentConfig(
    DataChoice data,
    NetworkChoice network,
    Defence defence,
    Adversary adversary,
    Schedule schedule,
    IterateChoice iterate,
    int observe,
    NodeChoice nodes,
    SuspicionChoice suspicion) {

  /**
   * An experiment; checks that nothing is missing, and that at least two rounds are observed if any
   * is.
   *
   * @param data which data
   * @param network which network
   * @param defence what the server does
   * @param adversary who attacks and how
   * @param schedule how long and with what steps
   * @param iterate whether an iterate is drawn
   * @param observe rounds from one observation to the next; 0 for none
   * @param nodes what the nodes send; null for their gradients
   * @param suspicion what is done about nodes that misbehave; null for nothing
   */
  public ExperimentConfig(
      DataChoice data,
      NetworkChoice network,
      Defence defence,
      Adversary adversary,
      Schedule schedule,
      IterateChoice iterate,
      int observe,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE) NodeChoice nodes,
      @JacksonInject(value = NodeChoice.UNSAID, useInput = OptBoolean.TRUE)
          SuspicionChoice suspicion) {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(defence, "defence");
    Objects.requireNonNull(adversary, "adversary");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(iterate, "iterate");
    if (observe < 0 || observe >= schedule.rounds()) {
      throw new IllegalArgumentException(
          "observe: need 1 <= R < rounds, so that at least two rounds are observed, got R="
              + observe
              + ", rounds="
              + schedule.rounds());
    }
    this.data = data;
    this.network = network;
    this.defence = defence;
    this.adversary = adversary;
    this.schedule = schedule;
    this.iterate = iterate;
    if (observe > 0 && suspicion == SuspicionChoice.QUARANTINE) {
      throw new IllegalArgumentException(
          "observe: the constants are judged for all nodes and the q declared, which a quarantine"
              + " changes; take one of them");
    }
    this.observe = observe;
    this.nodes = NodeChoice.orPlain(nodes);
    this.suspicion = SuspicionChoice.orNone(suspicion);
  }

  /**
   * An experiment whose nodes send their gradients, and are not suspected.
   *
   * @param data which data
   * @param network which network
   * @param defence what the server does
   * @param adversary who attacks and how
   * @param schedule how long and with what steps
   * @param iterate whether an iterate is drawn
   * @param observe rounds from one observation to the next; 0 for none
   */
  public ExperimentConfig(
      DataChoice data,
      NetworkChoice network,
      Defence defence,
      Adversary adversary,
      Schedule schedule,
      IterateChoice iterate,
      int observe) {
    this(
        data,
        network,
        defence,
        adversary,
        schedule,
        iterate,
        observe,
        NodeChoice.PLAIN,
        SuspicionChoice.NONE);
  }

  /**
   * The same experiment on data and network that are known by now.
   *
   * @param resolvedData the data
   * @param resolvedNetwork the network
   * @return another configuration
   */
  public ExperimentConfig with(DataChoice resolvedData, NetworkChoice resolvedNetwork) {
    return new ExperimentConfig(
        resolvedData,
        resolvedNetwork,
        defence,
        adversary,
        schedule,
        iterate,
        observe,
        nodes,
        suspicion);
  }
}
