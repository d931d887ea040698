package io.github.brsgd.training;

import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.node.WorkerMomentum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A run that remembers in every way, for a process that is killed: goes on after the newest
 * checkpoint in a folder, if there is one, and writes a digest of its result at the end.
 */
final class KilledRun {

  static final int ROUNDS = 60;

  private KilledRun() {}

  /**
   * Arguments: an attack, the folder of the checkpoints, the file of the digest, and the
   * milliseconds that a round takes at least.
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    boolean goesOn;
    try (Stream<Path> files = Files.list(folder)) {
      goesOn = files.anyMatch(file -> file.toString().endsWith(".brsgd"));
    }
    long pause = Long.parseLong(args[3]);
    BrsgdTrainingMaster master =
        builder(Catalog.standard().attack(args[0]))
            .checkpoints(Checkpoints.everyRounds(folder, 3))
            .stopWhen(
                () -> {
                  sleep(pause);
                  return false;
                })
            .build();
    Files.writeString(Path.of(args[2]), digest(goesOn ? master.resume(folder) : master));
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static BrsgdTrainingMasterBuilder builder(Attack attack) {
    return BrsgdTrainingMaster.builder()
        .nodes(11)
        .byzantine(2)
        .attackers(2)
        .attack(attack)
        .rule(new CenteredClipping(0.1, 3))
        .nodeUpdate(new WorkerMomentum(0.9))
        .sampleIterate(new IterateWeights(0))
        .batchSize(5)
        .seed(12)
        .rounds(ROUNDS);
  }

  /** Trains and tells what came out, bit for bit. */
  static String digest(BrsgdTrainingMaster master) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(0.01))
                .dropOut(0.8)
                .list()
                .layer(new DenseLayer.Builder().nOut(10).activation(Activation.TANH).build())
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(36))
                .build());
    network.init();
    TrainingResult result = master.fit(network, Examples.flat(150, 1));
    var sampled = result.sampled().orElseThrow();
    return String.join(
        "\n",
        Bits.of(network.params()).toString(),
        Bits.of(network.getUpdater().getStateViewArray()).toString(),
        sampled.round() + " " + Bits.of(sampled.parameters()),
        result.history().toCsv());
  }
}
