package io.github.brsgd.training;

import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackerSelection;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.ShardOrder;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of a run have to know of its settings, wherever they are.
 *
 * @since 0.2
 */
@Internal
public final class NodePlan implements Serializable {

  private static final long serialVersionUID = 1;

  private final int nodes;
  private final long seed;
  private final NodeUpdate update;
  private final int batchSize;
  private final boolean shuffle;
  private final Partitioner partitioner;
  private final boolean fastLayers;
  private final DataPoisoning poisoning;
  private final int attackers;
  private final AttackerSelection selection;
  private final Attack attack;

  /** Stays with the server. */
  private final transient Participation participation;

  /** Stays with the server. */
  private final transient int workers;

  private NodePlan(RunSettings settings) {
    this.nodes = settings.nodes();
    this.seed = settings.seed();
    this.update = settings.update();
    this.batchSize = settings.data().batchSize().orElse(0);
    this.shuffle = settings.data().shuffle();
    this.partitioner = settings.data().partitioner();
    this.fastLayers = settings.fastLayers();
    this.poisoning = settings.adversary().poisoning().orElse(null);
    this.attackers = settings.adversary().attackers();
    this.selection = settings.adversary().selection();
    this.attack = settings.adversary().attack().orElse(null);
    this.participation = settings.participation();
    this.workers = settings.workers();
  }

  static NodePlan of(RunSettings settings) {
    return new NodePlan(settings);
  }

  /**
   * How many nodes there are.
   *
   * @return m
   */
  public int nodes() {
    return nodes;
  }

  /**
   * The seed of the run.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * What each node makes of its data.
   *
   * @return the update
   */
  public NodeUpdate update() {
    return update;
  }

  /**
   * Whether layers with faster code are to be used, where there are any.
   *
   * @return true if so
   */
  public boolean fastLayers() {
    return fastLayers;
  }

  /**
   * How examples are dealt to the nodes.
   *
   * @param classes the class of each example, in order; all 0 where examples have no class
   * @return m arrays of places in {@code classes}, none empty; together all of them; each in the
   *     order in which its node has them
   * @throws IllegalArgumentException if they cannot be dealt so, or the partitioner looks at more
   *     than the classes, or no batch size is set, or no node gets as many examples as a batch
   */
  public int[][] shards(int[] classes) {
    requireBatchSize();
    Shards.requireClassesOnly(partitioner);
    int[][] shards = partitioner.partition(classes, nodes, seed);
    Shards.check(partitioner, shards, nodes, classes.length);
    ShardOrder.check(shards, batchSize);
    return Arrays.stream(shards)
        .map(shard -> shuffle ? shard.clone() : Arrays.stream(shard).sorted().toArray())
        .toArray(int[][]::new);
  }

  private void requireBatchSize() {
    if (batchSize == 0) {
      throw new IllegalArgumentException(
          "batchSize: set the examples per node and round to train on examples that are dealt");
    }
  }

  /**
   * Refuses what has no meaning for batches that stay as they are.
   *
   * @throws IllegalArgumentException if a batch size, a partitioner or an order is set
   */
  public void requireBatches() {
    if (batchSize != 0 || !shuffle || !partitioner.equals(DataSettings.DEFAULT.partitioner())) {
      throw new IllegalArgumentException(
          "data: batches are as they are, dealt to nodes in turn; got also batchSize, partitioner"
              + " or shuffle");
    }
  }

  /**
   * The order of a node's examples.
   *
   * @param node its id
   * @param size how many it has, at least 1
   * @return which of them are in which batch
   * @throws IllegalArgumentException if no batch size is set
   */
  public ShardOrder order(int node, int size) {
    requireBatchSize();
    return shuffle
        ? ShardOrder.shuffled(node, size, batchSize, seed)
        : ShardOrder.asGiven(size, batchSize);
  }

  /**
   * What the nodes compute on, if some of them poison their data.
   *
   * @param honest their data
   * @return the same, altered where the node of a batch is an attacker that poisons
   */
  public NodeData poisoned(NodeData honest) {
    return Optional.ofNullable(poisoning)
        .<NodeData>map(alteration -> new PoisonedNodeData(honest, alteration, this))
        .orElse(honest);
  }

  /**
   * How the Byzantine nodes forge what they send.
   *
   * @return the attack; empty if nobody forges
   */
  public Optional<Attack> attack() {
    return Optional.ofNullable(attack);
  }

  /**
   * How many threads the server may use; known to its side only.
   *
   * @return at least 1
   */
  public int workers() {
    return workers;
  }

  /**
   * Whether absent nodes' rows stand in for them; known to the server's side only.
   *
   * @return true if so
   */
  public boolean cached() {
    return participation.cached();
  }

  /**
   * Who answers in a round, as far as it is drawn; known to the server's side only.
   *
   * @param round k
   * @param excluded ids of nodes that are not asked
   * @return ids, ascending, at least one
   */
  public List<Integer> present(int round, List<Integer> excluded) {
    return attendance(round, excluded).present();
  }

  /**
   * Who computes in a round, but answers too late; known to the server's side only.
   *
   * @param round k
   * @param excluded ids of nodes that are not asked
   * @return ids, ascending
   */
  public List<Integer> late(int round, List<Integer> excluded) {
    return attendance(round, excluded).late();
  }

  private Attendance attendance(int round, List<Integer> excluded) {
    return Attendance.of(participation, nodes, roles(round).byzantine(), excluded, seed, round);
  }

  private Roles roles(int round) {
    return attackers == 0
        ? Roles.of(nodes)
        : Roles.of(nodes, selection.select(nodes, attackers, round));
  }

  /**
   * Whether a node is Byzantine in a round.
   *
   * @param node its id
   * @param round k
   * @return true if so
   */
  public boolean isByzantine(int node, int round) {
    return byzantine(round).contains(node);
  }

  List<Integer> byzantine(int round) {
    return roles(round).byzantine();
  }
}
