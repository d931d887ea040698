package io.github.brsgd.spark.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** How long executors keep what they compute with. */
class ReplicasTest {

  private static final Duration LONG = Duration.ofHours(1);

  private static RunTerms terms(String run) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(2)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    BrsgdTrainingMaster training =
        BrsgdTrainingMaster.builder()
            .nodes(2)
            .byzantine(0)
            .rule(new Mean())
            .batchSize(1)
            .seed(1)
            .rounds(1)
            .build();
    return RunTerms.of(run, network, training.nodePlan(), List.of(), false);
  }

  private static Replica used(Replicas replicas, RunTerms terms) {
    AtomicReference<Replica> used = new AtomicReference<>();
    replicas.lend(
        terms,
        replica -> {
          used.set(replica);
          return true;
        });
    return used.get();
  }

  private static void awaitNone(Replicas replicas) throws InterruptedException {
    for (int i = 0; i < 500 && replicas.idle() > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(replicas.idle()).isZero();
  }

  @Test
  void aRunUsesTheSameOneAgain() {
    Replicas replicas = new Replicas(LONG);
    RunTerms run = terms("a");
    Replica first = used(replicas, run);
    assertThat(used(replicas, run)).isSameAs(first);
    assertThat(replicas.idle()).isEqualTo(1);
    assertThat(used(replicas, terms("b"))).isNotSameAs(first);
    assertThat(replicas.idle()).isEqualTo(1);
    replicas.end("b");
  }

  @Test
  void aRunThatIsOverKeepsNone() {
    Replicas replicas = new Replicas(LONG);
    used(replicas, terms("a"));
    replicas.end("b");
    assertThat(replicas.idle()).isEqualTo(1);
    replicas.end("a");
    assertThat(replicas.idle()).isZero();
  }

  @Test
  void whatIsNotUsedForAWhileIsClosed() throws InterruptedException {
    Replicas replicas = new Replicas(Duration.ofMillis(100));
    RunTerms run = terms("a");
    Replica first = used(replicas, run);
    awaitNone(replicas);
    assertThat(used(replicas, run)).isNotSameAs(first);
    awaitNone(replicas);
  }
}
