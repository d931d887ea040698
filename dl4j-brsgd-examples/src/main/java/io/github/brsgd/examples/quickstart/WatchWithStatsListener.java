package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.sqlite.J7FileStatsStorage;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Deeplearning4j's own training UI beside a run under attack: its {@code StatsListener} works as
 * with {@code fit}, and the gradients it shows are the aggregates that the server stepped along.
 * Two sessions to lay side by side: the mean, whose score does not fall and which should end below
 * 20%, and the median, above 25%.
 *
 * <p>The statistics go to a file. To look at it, or at a run while it lasts, add {@code
 * deeplearning4j-ui} to a project and attach the storage:
 *
 * <pre>{@code
 * UIServer.getInstance().attach(new J7FileStatsStorage(new File("runs/stats.db")));
 * }</pre>
 *
 * @since 0.1
 */
public final class WatchWithStatsListener {

  private static final int NODES = 10;
  private static final int ATTACKERS = 3;
  private static final int BATCH = 32;
  private static final int ROUNDS = 80;
  private static final int EVERY = 5;
  private static final int IMAGES = 4_000;

  private WatchWithStatsListener() {}

  /**
   * Runs the example.
   *
   * @param args the file for the statistics and the number of rounds; none for {@code
   *     runs/stats.db} and 80
   * @throws IOException if an older file cannot be replaced
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args.length == 0 ? "runs/stats.db" : args[0]);
    int rounds = args.length < 2 ? ROUNDS : Integer.parseInt(args[1]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    DataSet images = SyntheticDigits.generate(IMAGES, 1).toDataSet();
    DataSet test = SyntheticDigits.generate(1_000, 2).toDataSet();
    DataSetIterator train = new ListDataSetIterator<>(images.asList(), BATCH);

    StatsStorage storage = new J7FileStatsStorage(file.toFile());
    System.out.println("accuracy on images not seen, 3 of 10 nodes attack");
    for (Aggregator rule : List.of(new Mean(), new CoordinateWiseMedian())) {
      StatsListener listener = new StatsListener(storage, EVERY);
      MultiLayerNetwork network = network();
      network.setListeners(listener); // as ever
      BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(rule.byzantine().orElse(ATTACKERS))
          .rule(rule)
          .attack(new InnerProductManipulation(3))
          .attackers(ATTACKERS)
          .schedule(new BrsgdSchedule(1, 0.55))
          .batchSize(BATCH)
          .rounds(rounds)
          .seed(1)
          .build()
          .fit(network, train);
      String session = listener.getSessionID();
      double percent = 100 * network.evaluate(new SingletonDataSetIterator(test)).accuracy();
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-8s %5.1f%%, %d updates in session %s",
              rule,
              percent,
              storage.getNumUpdateRecordsFor(session),
              session));
    }
    storage.close();
    System.out.println("both sessions are in " + file);
    System.out.println("expected: mean below 20%, median above 25%");
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(784).nOut(50).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(50)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }
}
