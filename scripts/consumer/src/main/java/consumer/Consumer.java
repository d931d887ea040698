package consumer;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.TrainingResult;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** The first program of a user: three rounds on five nodes. */
public final class Consumer {

  private Consumer() {}

  public static void main(String[] args) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.1))
                .list()
                .layer(new OutputLayer.Builder().nIn(4).nOut(2).build())
                .build());
    DataSet examples = new DataSet(Nd4j.rand(40, 4), Nd4j.eye(2).repeat(0, 20));
    TrainingResult result =
        BrsgdTrainingMaster.builder()
            .nodes(5)
            .byzantine(1)
            .rule(new Krum(1))
            .batchSize(8)
            .rounds(3)
            .seed(1)
            .build()
            .fit(network, new ListDataSetIterator<>(List.of(examples), 1));
    System.out.println(result.history().rounds().size() + " rounds done");
  }
}
