package io.github.brsgd.training;

import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.FailedRoundException;
import io.github.brsgd.training.server.IterateSampler;
import io.github.brsgd.training.server.RobustServer;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.Screening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of {@code fit}: rounds over the nodes' data, one after another. */
final class TrainingRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final RunSettings settings;
  private final TrainableNetwork network;
  private final NodeData data;
  private final int rounds;
  private final SlotLayout slots;
  private final NodeWorkers workers;
  private final RobustServer server;
  private final INDArray updates;
  private final SimulatedAdversary adversary;
  private final Optional<DataSetIterator> trial;
  private final Optional<IterateSampler> sampler;
  private final List<RoundRecord> records = new ArrayList<>();

  TrainingRun(RunSettings settings, TrainableNetwork network, NodeData data, int rounds) {
    this.settings = settings;
    this.network = network;
    this.data =
        settings
            .poisoning()
            .<NodeData>map(poisoning -> new PoisonedNodeData(data, poisoning, settings))
            .orElse(data);
    this.rounds = rounds;
    this.slots = network.slots();
    this.workers =
        new NodeWorkers(network, Math.min(settings.workers(), settings.nodes()), settings.seed());
    this.server =
        new RobustServer(
            settings.rule(),
            settings.statisticsRule(),
            settings.byzantine(),
            slots,
            settings.seed());
    this.adversary = new SimulatedAdversary(settings, slots);
    this.updates =
        Nd4j.createUninitialized(network.parameters().dataType(), settings.nodes(), slots.length());
    this.sampler = settings.sampling().map(sampling -> sampling.start(settings.seed()));
    this.trial =
        settings
            .poisoning()
            .flatMap(
                poisoning ->
                    settings
                        .evaluation()
                        .map(e -> PoisonedNodeData.trial(poisoning, e.examples())));
  }

  TrainingResult run() {
    workers.prepare(data);
    network.startEpoch();
    boolean stopped = false;
    for (int i = 1; i <= rounds && !stopped; i++) {
      RoundRecord done = round(i);
      records.add(done);
      settings.roundListeners().forEach(l -> l.roundDone(done, network.model()));
      if (data.endsEpoch(done.round())) {
        network.endEpoch();
        if (i < rounds) {
          network.startEpoch();
        }
      }
      stopped = i < rounds && shouldStop();
    }
    return result(stopped);
  }

  private boolean shouldStop() {
    return settings.stopWhen().getAsBoolean() || Thread.currentThread().isInterrupted();
  }

  private TrainingResult result(boolean stopped) {
    return new TrainingResult(
        new TrainingHistory(records), stopped, sampler.flatMap(IterateSampler::sample));
  }

  /** Node gradients, attack, screen, aggregate, step. */
  private RoundRecord round(int number) {
    int k = network.iteration();
    double learningRate = network.learningRate();
    double[] losses = workers.gradients(data, updates);
    int[] byzantine =
        settings.attackers() == 0
            ? new int[0]
            : settings.selection().select(settings.nodes(), settings.attackers(), k);
    List<Integer> honest =
        IntStream.range(0, settings.nodes())
            .filter(node -> Arrays.binarySearch(byzantine, node) < 0)
            .boxed()
            .toList();
    double loss = honest.stream().mapToDouble(node -> losses[node]).average().orElseThrow();
    adversary.forge(
        updates,
        new SimulatedAdversary.Round(k, learningRate, byzantine, network.parameters()),
        server.previous());
    Screening screening = Screening.of(updates);
    RoundMeasures measures = RoundMeasures.of(updates, honest, screening.dropped(), slots);
    double norm = Double.NaN;
    double cosine = Double.NaN;
    OptionalDouble share = OptionalDouble.empty();
    boolean skipped = false;
    try {
      RoundAggregate aggregate = server.aggregate(updates, screening, k);
      INDArray gradient = gradientPart(aggregate.vector());
      norm = RoundMeasures.norm(gradient);
      cosine = measures.cosine(gradient, norm);
      share = share(aggregate.nodeWeights(), byzantine);
      sampler.ifPresent(s -> s.offer(k, learningRate, network.parameters()));
      if (!settings.observers().isEmpty()) {
        RoundView view = new RoundView(k, learningRate, honest, updates, gradient, network.model());
        settings.observers().forEach(observer -> observer.observe(view));
      }
      network.step(aggregate.vector(), loss);
    } catch (FailedRoundException e) {
      if (settings.onFailedRound() == FailedRound.THROW) {
        throw new AbortedRunException(e, result(true));
      }
      LOG.warn("no step taken: {}", e.getMessage());
      sampler.ifPresent(s -> s.offer(k, learningRate, network.parameters()));
      network.skip();
      skipped = true;
    }
    return new RoundRecord(
        k,
        learningRate,
        loss,
        norm,
        measures.honestNorm(),
        cosine,
        share,
        screening.dropped(),
        skipped,
        accuracy(number, settings.evaluation().map(RunSettings.Evaluation::examples)),
        accuracy(number, trial));
  }

  private INDArray gradientPart(INDArray aggregate) {
    if (slots.statistics() == 0) {
      return aggregate;
    }
    INDArray gradient = aggregate.dup();
    slots.clearStatistics(gradient);
    return gradient;
  }

  private static OptionalDouble share(double[] weights, int[] byzantine) {
    return weights.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Arrays.stream(byzantine).mapToDouble(node -> weights[node]).sum());
  }

  private OptionalDouble accuracy(int number, Optional<DataSetIterator> examples) {
    boolean due =
        settings
            .evaluation()
            .filter(e -> number % e.everyRounds() == 0 || number == rounds)
            .isPresent();
    return due && examples.isPresent()
        ? OptionalDouble.of(workers.evaluate(examples.get()).accuracy())
        : OptionalDouble.empty();
  }

  @Override
  public void close() {
    workers.close();
  }
}
