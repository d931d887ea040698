package io.github.brsgd.sweep;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.server.FailedRound;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.deeplearning4j.nn.api.Model;

/**
 * Collects the settings of a {@link BrsgdTaskCreator}; a space without networks needs {@link
 * #network}.
 *
 * @since 0.1
 */
public final class BrsgdTaskCreatorBuilder {

  private final TrialPlan plan;
  private Catalog catalog = Catalog.standard();
  private String partition = "";
  private String nodeUpdate = "";
  private Participation participation = Participation.ALL;
  private FailedRound onFailedRound = FailedRound.THROW;
  private Divergence divergence = Divergence.DEFAULT;
  private int workers = 1;
  private boolean fastLayers;
  private BooleanSupplier stop = () -> false;
  private Consumer<CandidateResult> listener = result -> {};
  private LongFunction<Model> network =
      seed -> {
        throw new IllegalArgumentException(
            "BrsgdTaskCreator: the space has no networks; set network(seed -> ...)");
      };

  BrsgdTaskCreatorBuilder(TrialPlan plan) {
    this.plan = Objects.requireNonNull(plan, "plan");
  }

  /**
   * The network of all candidates, where the space has none.
   *
   * @param fresh makes an initialised network from the seed of a run; called by several threads
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder network(LongFunction<Model> fresh) {
    network = Objects.requireNonNull(fresh, "fresh");
    return this;
  }

  /**
   * Where rules, attacks and partitioners come from.
   *
   * @param members a catalogue
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder catalog(Catalog members) {
    catalog = Objects.requireNonNull(members, "members");
    return this;
  }

  /**
   * How the examples are split over the nodes; every node draws from the same distribution unless
   * set.
   *
   * @param text of a partitioner, as the catalogue reads it
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder partition(String text) {
    partition = Objects.requireNonNull(text, "text");
    return this;
  }

  /**
   * What each node sends; the mean gradient of its minibatch unless set.
   *
   * @param text of a node update, as the catalogue reads it
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder nodeUpdate(String text) {
    nodeUpdate = Objects.requireNonNull(text, "text");
    return this;
  }

  /**
   * Which nodes answer in a round; all of them unless set.
   *
   * @param choice who is drawn, drops out or is late
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder participation(Participation choice) {
    participation = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * What happens to a round that fails; it ends the run unless set. One in which a network of half
   * precision overflows ends it whatever is set. Candidates that were finished otherwise are no
   * part of such a sweep.
   *
   * @param choice what to do
   * @return this builder
   * @since 0.2
   */
  public BrsgdTaskCreatorBuilder onFailedRound(FailedRound choice) {
    onFailedRound = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * When a run is given up; {@link Divergence#DEFAULT} unless set.
   *
   * @param limit the condition
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder divergence(Divergence limit) {
    divergence = Objects.requireNonNull(limit, "limit");
    return this;
  }

  /**
   * Threads per candidate; 1 unless set, as candidates run side by side.
   *
   * @param threads at least 1
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder workers(int threads) {
    workers = threads;
    return this;
  }

  /**
   * Lets the runs compute with fast layers, as the training master's {@code fastLayers()} does;
   * candidates that were finished with stock layers are no part of such a sweep.
   *
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder fastLayers() {
    fastLayers = true;
    return this;
  }

  /**
   * Ends candidates that are running, without a result.
   *
   * @param condition asked after every round
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder stopWhen(BooleanSupplier condition) {
    stop = Objects.requireNonNull(condition, "condition");
    return this;
  }

  /**
   * Told of every candidate, those found finished among them, by the thread that ran it.
   *
   * @param heard called after the result is saved
   * @return this builder
   */
  public BrsgdTaskCreatorBuilder listener(Consumer<CandidateResult> heard) {
    listener = Objects.requireNonNull(heard, "heard");
    return this;
  }

  /**
   * The task creator.
   *
   * @return what the settings say
   * @throws IllegalArgumentException if the catalogue has no such partitioner or node update, or if
   *     the nodes cannot answer as set, whatever the candidate
   */
  public BrsgdTaskCreator build() {
    String split = partition.isEmpty() ? "" : catalog.text(catalog.partitioner(partition));
    String update = nodeUpdate.isEmpty() ? "" : catalog.text(catalog.nodeUpdate(nodeUpdate));
    participation.check(plan.nodes(), !update.isEmpty() && catalog.remembers(update));
    return new BrsgdTaskCreator(
        new Trials.Settings(
            plan,
            catalog,
            split,
            update,
            participation,
            onFailedRound,
            divergence,
            workers,
            fastLayers,
            stop),
        network,
        listener,
        error -> {});
  }
}
