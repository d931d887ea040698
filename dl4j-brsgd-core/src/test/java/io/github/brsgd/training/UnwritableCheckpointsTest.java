package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.state.Notes;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.ShardNodeData;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.ServerObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.EvaluationBinary;
import org.nd4j.evaluation.classification.EvaluationCalibration;
import org.nd4j.evaluation.classification.ROC;
import org.nd4j.evaluation.classification.ROCBinary;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What no checkpoint can hold is refused before the first round; what fails later is survived. */
class UnwritableCheckpointsTest {

  @TempDir private Path folder;

  private BrsgdTrainingMasterBuilder nine(Checkpoints.IfUnwritable answer) {
    return BrsgdTrainingMaster.builder()
        .nodes(9)
        .byzantine(2)
        .attackers(2)
        .attack(new Mimic(null, 3))
        .rule(new CenteredClipping(0.1, 3))
        .nodeUpdate(new WorkerMomentum(0.8, new LocalSteps(2, 0.05)))
        .participation(Participation.cached(6).withLate(0.3))
        .sampleIterate(new IterateWeights(0))
        .batchSize(4)
        .seed(3)
        .rounds(6)
        .checkpoints(Checkpoints.everyRounds(folder, 2).ifUnwritable(answer));
  }

  private static DataSet examples() {
    return Examples.flat(90, 1);
  }

  private static ListDataSetIterator<DataSet> test() {
    return new ListDataSetIterator<>(Examples.flat(30, 9).asList(), 10);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @SuppressWarnings("unchecked") // as if E were checked
  private static <E extends Throwable> void sneak(Throwable how) throws E {
    throw (E) how;
  }

  /** Breaks in one of its calls, counted from 1, the first of which is a trial. */
  private static final class Breaking implements ServerObserver, Resumable {
    private final int call;
    private final Throwable how;
    private int calls;

    Breaking(int call, Throwable how) {
      this.call = call;
      this.how = how;
    }

    @Override
    public void save(StateWriter out) {
      if (++calls == call) {
        UnwritableCheckpointsTest.<RuntimeException>sneak(how);
      }
    }

    @Override
    public void load(StateReader in) {}
  }

  /** An evaluation that Jackson cannot write. */
  public static final class Unwritable extends Evaluation {
    private static final long serialVersionUID = 1;

    @Override
    public String toJson() {
      throw new UnsupportedOperationException("no text");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anObserverThatCannotBeWrittenIsRefusedBeforeTheFirstRound(Checkpoints.IfUnwritable answer)
      throws IOException {
    BrsgdTrainingMaster master =
        nine(answer).serverObservers(new Breaking(1, new IllegalStateException("lost"))).build();
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), examples()))
        .hasMessageContaining("checkpoints: the observer " + Breaking.class.getName())
        .hasMessageContaining("cannot be written: lost")
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .satisfies(
            e -> assertThat(((AbortedRunException) e).result().history().rounds()).isEmpty());
    assertThat(files()).isEmpty();
  }

  @Test
  void anEvaluationThatCannotBeWrittenIsRefusedBeforeTheFirstRound() throws IOException {
    BrsgdTrainingMaster master =
        nine(Checkpoints.IfUnwritable.GO_ON)
            .evaluateEvery(4, test(), new OutputEvaluation(0, Unwritable::new))
            .build();
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), examples()))
        .hasMessageContaining("checkpoints: the evaluation " + Unwritable.class.getName())
        .hasMessageContaining("cannot be written: no text")
        .satisfies(
            e -> assertThat(((AbortedRunException) e).result().history().rounds()).isEmpty());
    assertThat(files()).isEmpty();
  }

  static Stream<OutputEvaluation> evaluations() {
    return Stream.of(
        new OutputEvaluation(0, Evaluation::new),
        new OutputEvaluation(0, () -> new Evaluation(2)),
        new OutputEvaluation(0, EvaluationBinary::new),
        new OutputEvaluation(0, EvaluationCalibration::new),
        new OutputEvaluation(0, ROC::new),
        new OutputEvaluation(0, ROCBinary::new),
        new OutputEvaluation(0, ROCMultiClass::new),
        new OutputEvaluation(0, () -> new ROCMultiClass(20)),
        new OutputEvaluation(0, RegressionEvaluation::new));
  }

  @ParameterizedTest
  @MethodSource
  void evaluations(OutputEvaluation evaluation) {
    CheckpointTrial.evaluation(evaluation);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("lost"),
        new IOException("full"),
        new OutOfMemoryError("no room for a copy"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aLaterFailureOfAnyKindCostsTheRunNothing(Throwable how) throws IOException {
    Model whole = Networks.SGD.create();
    TrainingResult result =
        nine(Checkpoints.IfUnwritable.GO_ON)
            .serverObservers(new Breaking(3, how))
            .build()
            .fit(whole, examples());
    assertThat(result.history().rounds()).hasSize(6);
    assertThat(files()).containsExactly("checkpoint-00000002.brsgd", "checkpoint-00000006.brsgd");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aLaterFailureOfAnyKindEndsTheRunWhereThatIsSet(Throwable how) throws IOException {
    BrsgdTrainingMaster master =
        nine(Checkpoints.IfUnwritable.END).serverObservers(new Breaking(3, how)).build();
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), examples()))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("checkpoints: none could be written into " + folder)
        .hasMessageContaining(how.getMessage())
        .satisfies(
            e -> assertThat(((AbortedRunException) e).result().history().rounds()).hasSize(4));
    assertThat(files()).containsExactly("checkpoint-00000002.brsgd");
  }

  private static List<INDArray> arrays(RunState state) {
    List<INDArray> all = new ArrayList<>();
    all.add(state.server().parameters());
    state.server().updater().ifPresent(all::add);
    state.server().previous().ifPresent(all::add);
    state.server().sampled().ifPresent(sampled -> all.add(sampled.parameters()));
    SimulationState simulation = state.simulation();
    Stream.concat(
            state.nodes().notes().stream(),
            Stream.of(simulation.gradients(), simulation.statistics(), simulation.rows()))
        .forEach(notes -> all.addAll(arrays(notes)));
    return all;
  }

  private static List<INDArray> arrays(Notes notes) {
    return notes.names().stream().map(name -> notes.get(name).orElseThrow()).toList();
  }

  /** They lie off the heap, where the collector does not see how large they are. */
  @Test
  void copiesAreFreedOnceTheyAreWritten() throws IOException {
    RunSettings settings = nine(Checkpoints.IfUnwritable.GO_ON).build().settings();
    Model model = Networks.ADAM.create();
    int[][] shards =
        IntStream.range(0, 9).mapToObj(i -> new int[] {i, i + 9}).toArray(int[][]::new);
    try (Simulation run =
        new Simulation(
            settings,
            TrainableNetwork.of(model),
            new ShardNodeData(examples(), shards, 2, 3),
            RunLength.rounds(4))) {
      run.run();
      RunTerms terms = RunTerms.of(settings, model, "these");
      List<RunState> made = new ArrayList<>();
      for (Path place : List.of(folder, Files.createFile(folder.resolve("file")))) {
        Checkpointing writing =
            new Checkpointing(
                Recovery.NONE.withCheckpoints(Checkpoints.everyRounds(place, 1)),
                () -> {
                  made.add(run.state(terms));
                  return made.get(made.size() - 1);
                },
                List.of(),
                List.of(),
                System::nanoTime);
        writing.begin();
        writing.done(4, true);
      }
      assertThat(made).hasSize(4);
      for (RunState state : made) {
        assertThat(arrays(state)).hasSizeGreaterThan(12).allMatch(INDArray::wasClosed);
      }
      assertThat(arrays(run.state(terms))).noneMatch(INDArray::wasClosed);
    }
  }
}
