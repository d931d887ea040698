package io.github.brsgd.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DataRequest;
import io.github.brsgd.data.ExampleSource;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** One member of each kind that a user has added, each through its text. */
class UsersMembersTest {

  private static final Catalog CATALOG = Catalog.standard();
  private static final String CLOUDS = "clouds:some,Where=2,distance=1.5,shape=even";

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.5))
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(1)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static BrsgdTrainingMasterBuilder master() {
    return BrsgdTrainingMaster.builder()
        .nodes(4)
        .byzantine(1)
        .rule(CATALOG.rule("backwards+first-row"))
        .partitioner(CATALOG.partitioner("by-turns:block=2"))
        .batchSize(2)
        .rounds(3)
        .seed(1)
        .attackers(1);
  }

  /** The last row is the attacker's, and the rule takes it. */
  @Test
  void ruleStepAttackPartitionerAndDatasetMakeARun() {
    DataParts data = CATALOG.dataset(CLOUDS).load(DataRequest.standard());
    assertThat(data.training().numExamples()).isEqualTo(40);
    MultiLayerNetwork still = network();
    TrainingResult result =
        master().attack(CATALOG.attack("echo:times=0")).build().fit(still, data.training());
    assertThat(result.history().rounds()).hasSize(3);
    assertThat(still.params()).isEqualTo(network().params());
  }

  @Test
  void thePoisoningChangesTheRun() {
    DataParts data = CATALOG.dataset(CLOUDS).load(DataRequest.standard());
    MultiLayerNetwork bright = network();
    MultiLayerNetwork dim = network();
    master().poisoning(CATALOG.poisoning("dimming:factor=1")).build().fit(bright, data.training());
    master().poisoning(CATALOG.poisoning("dimming:factor=0")).build().fit(dim, data.training());
    assertThat(dim.params()).isNotEqualTo(bright.params());
  }

  @Test
  void thePartitionerIsTheOneOfTheText() {
    Partitioner turns = CATALOG.partitioner("by-turns:block=1,from-the-end");
    assertThat(turns).isEqualTo(new UsersProvider.ByTurns(1, true));
    assertThat(turns.partition(new int[5], 2, 1)).isDeepEqualTo(new int[][] {{1, 3}, {0, 2, 4}});
  }

  @Test
  void theDatasetIsTheOneOfTheText() {
    assertThat(CATALOG.dataset(CLOUDS + ",points=7"))
        .isEqualTo(
            new UsersProvider.Clouds(
                Path.of("some,Where=2"), 1.5, 7, UsersProvider.Clouds.Shape.EVEN))
        .satisfies(
            clouds ->
                assertThat(clouds.load(DataRequest.standard()).training().numExamples())
                    .isEqualTo(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-turns:block=3", "by-turns:block=3,from-the-end=true"})
  void partitionersAreWrittenAsTheyAreRead(String text) {
    assertThat(CATALOG.text(CATALOG.partitioner(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clouds:a/b,c.txt,distance=2,shape=dense-in-the-middle",
        "clouds:here,distance=0.5,points=3,shape=even"
      })
  void datasetsAreWrittenAsTheyAreRead(String text) {
    ExampleSource dataset = CATALOG.dataset(text);
    assertThat(CATALOG.text(dataset)).isEqualTo(text);
  }

  @Test
  void allAreListed() {
    assertThat(CATALOG.preAggregators()).extracting(CatalogEntry::usage).contains("backwards");
    assertThat(CATALOG.poisonings()).extracting(CatalogEntry::usage).contains("dimming:factor=X");
    assertThat(CATALOG.partitioners())
        .extracting(CatalogEntry::usage)
        .startsWith("iid")
        .endsWith("by-turns:block=N[,from-the-end]");
    assertThat(CATALOG.datasets())
        .extracting(CatalogEntry::usage)
        .containsExactly(
            "mnist",
            "fashion-mnist",
            "cifar10",
            "synthetic",
            "csv:FILE,label=COLUMN",
            "idx:DIR",
            "images:DIR",
            "clouds:ORIGIN,distance=X[,points=N],shape=WORD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "by-turn:block=2|partition: unknown 'by-turn'; did you mean 'by-turns'? There are: iid, ",
        "iid:alpha=1|iid: unknown key 'alpha' iid has no parameters",
        "by-turns|by-turns: block is required (examples in one), it has no default; usage: by-tu",
        "by-turns:blocks=2|by-turns: unknown key 'blocks'; did you mean 'block'?",
        "by-turns:block=0|ByTurns: need block >= 1, got block=0",
        "by-turns:block=1,block=2|by-turns: block is given twice",
      })
  void mistakesInPartitionersAreExplained(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.partitioner(text))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "minst|dataset: unknown 'minst'; did you mean 'mnist'? There are: mnist, fashion-mnist, cifar10, synthetic",
        "cvs:a,label=1|dataset: unknown 'cvs'; did you mean 'csv'?",
        "mnist:a|mnist: need key=value, got 'a'; mnist has no parameters",
        "csv|csv: file is required (comma-separated, with or without a header), it has no default; "
            + "usage: csv:FILE,label=COLUMN",
        "csv:,label=1|csv: file is required",
        "csv:a|csv: label is required (the column of the class, by its name or its number from 1)",
        "csv:a,label=|csv: label needs a text, got ''",
        "csv:a,label=1,label=2|csv: label is given twice",
        "csv:a,label=1,lable=2|csv: unknown key 'lable'; did you mean 'label'?",
        "csv:a,file=b,label=1|csv: file is given twice",
        "idx:a,label=1|idx: unknown key 'label'",
        "clouds:a,shape=even,distance=far|clouds: distance needs a finite number, got 'far'",
      })
  void mistakesInDatasetsAreExplained(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.dataset(text))
        .withMessageContaining(message);
  }

  @Test
  void aPathThatIsNoneIsExplained() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.dataset("idx:a\0b"))
        .withMessage("idx: dir needs a path, got 'a\0b': Nul character not allowed");
  }

  private record Odd(long seed) implements Partitioner {

    @Override
    public int[][] partition(int[] labels, int nodes, long seed) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void recordsThatCannotBeWrittenAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Offer.<Partitioner, Odd>ofRecord(Odd.class, "odd", "odd", "", "seed"))
        .withMessageContaining("odd: seed: a long cannot be written in a text, only int,");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Offer.<Partitioner, Odd>ofRecord(Odd.class, "odd", "odd", ""))
        .withMessage("odd: need a meaning for each of [seed], got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Offer.<Object, String>ofRecord(String.class, "text", "a text", ""))
        .withMessage("text: need a record class, got java.lang.String");
    Parameter path = Parameter.path("dir", "a folder");
    Parameter label = Parameter.text("label", "COLUMN", "a column");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CatalogEntry("late", List.of(label, path), "", "", "", "", ""))
        .withMessage("late: dir is a path and has to be the first parameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mine:some/file | mine:some/file,q=2",
        "mine:a,b,spare=3 | mine:a,b,spare=3,q=2",
        "mine:a,base=krum:q=1 | mine:a,q=2,base=krum:q=1",
        "mine:base=median,spare=3 | mine:q=2,base=median,spare=3",
        "mine:spare=3,base=median | mine:spare=3,q=2,base=median",
        "mine | mine:q=2",
        "mine:a,q=1 | mine:a,q=1"
      })
  void aQThatIsAddedStandsBehindAPathAndBeforeARule(String text, String completed) {
    List<Parameter> parameters =
        List.of(
            Parameter.path("dir", "a folder"),
            Parameter.integer("spare", "a number"),
            Parameter.integer("q", "a number"),
            Parameter.rule("base", "a rule"));
    Members<Object> members =
        new Members<>(
            "thing",
            List.of(
                Offer.of(
                    new CatalogEntry("mine", parameters, "", "", "", "", ""),
                    Object.class,
                    Object::toString,
                    thing -> Arguments.NONE)),
            List.of(),
            null);
    assertThat(members.completed(text, "q", 2)).isEqualTo(completed);
  }
}
