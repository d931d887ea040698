package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.attack.PoisonedFl;
import io.github.brsgd.attack.RelocatedOrthogonalPerturbation;
import io.github.brsgd.attack.Stale;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** A run that is stopped anywhere goes on bit for bit. */
class CheckpointsTest {

  @TempDir private Path folder;

  /** Everything that remembers something at once. */
  private enum Kind {
    MIMIC(Networks.DROPOUT) {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CenteredClipping(0.1, 3))
            .attack(new Mimic(null, 5))
            .nodeUpdate(new WorkerMomentum(0.9))
            .sampleIterate(new IterateWeights(0));
      }
    },
    STALE_CACHED(Networks.GRAPH_BATCH_NORM) {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CoordinateWiseMedian())
            .attack(new Stale(2))
            .nodeUpdate(new WorkerMomentum(0.8, new LocalSteps(2, 0.05)))
            .participation(Participation.cached(6).withLate(0.3));
      }
    },
    DRAWN_ADAM(Networks.ADAM) {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CenteredClipping(0.1, 3))
            .attack(new Stale(3))
            .participation(Participation.drawn(7, 2).withDropOut(0.1));
      }
    },
    POISONED_FL(Networks.GRAPH_BATCH_NORM) {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CoordinateWiseMedian())
            .attack(new PoisonedFl())
            .attackerSelection(new ChangingAttackers(2))
            .nodeUpdate(new WorkerMomentum(0.9))
            .participation(Participation.drawn(8, 2));
      }
    },
    ROP_PARTIAL(Networks.DROPOUT) {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base()
            .rule(new CenteredClipping(0.1, 3))
            .attack(new RelocatedOrthogonalPerturbation(0.5, 60, 0.5, 0.1, Knowledge.PARTIAL));
      }
    },
    SCHEDULED(Networks.SGD) {
      @Override
      BrsgdTrainingMasterBuilder builder() {
        return base().rule(new CoordinateWiseMedian()).schedule(new BrsgdSchedule(0.5, 0.6));
      }
    };

    private final Networks network;

    Kind(Networks network) {
      this.network = network;
    }

    abstract BrsgdTrainingMasterBuilder builder();

    private static BrsgdTrainingMasterBuilder base() {
      return BrsgdTrainingMaster.builder()
          .nodes(11)
          .byzantine(2)
          .attackers(2)
          .attack(new Mimic(3))
          .batchSize(5)
          .seed(12)
          .rounds(17)
          .evaluateEvery(4, new ListDataSetIterator<>(Examples.flat(30, 9).asList(), 10));
    }
  }

  private static DataSet examples() {
    return Examples.flat(150, 1);
  }

  private static String bits(Model model, TrainingResult result) {
    return Bits.of(model.params())
        + result.history().toCsv()
        + result.sampled().map(s -> s.round() + " " + Bits.of(s.parameters()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatWasStoppedGoesOnBitForBit(Kind kind) throws IOException {
    Model straight = kind.network.create();
    String expected = bits(straight, kind.builder().build().fit(straight, examples()));
    for (int stop : new int[] {1, 4, 9, 16}) {
      int[] done = {0};
      Model first = kind.network.create();
      TrainingResult broken =
          kind.builder()
              .workers(1)
              .checkpoints(Checkpoints.everyRounds(folder, 3))
              .stopWhen(() -> ++done[0] >= stop)
              .build()
              .fit(first, examples());
      assertThat(broken.history().rounds()).hasSize(stop);
      Model second = kind.network.create();
      TrainingResult result =
          kind.builder().workers(2).build().resume(folder).fit(second, examples());
      assertThat(bits(second, result)).isEqualTo(expected);
      for (Path file : files()) {
        Files.delete(file);
      }
    }
  }

  /** What a kill leaves behind: nothing but the files of the last checkpoint. */
  @ParameterizedTest
  @EnumSource
  void aRunThatWasKilledGoesOnFromTheLastCheckpoint(Kind kind) {
    Model straight = kind.network.create();
    String expected = bits(straight, kind.builder().build().fit(straight, examples()));
    BrsgdTrainingMaster dying =
        kind.builder()
            .checkpoints(Checkpoints.everyRounds(folder, 5))
            .stopWhen(new Dying(12)::isNow)
            .build();
    assertThatThrownBy(() -> dying.fit(kind.network.create(), examples()))
        .hasMessageContaining("killed");
    for (int i = 0; i < 2; i++) {
      Model second = kind.network.create();
      TrainingResult result =
          kind.builder()
              .checkpoints(Checkpoints.everyRounds(folder, 4))
              .build()
              .resume(folder)
              .fit(second, examples());
      assertThat(bits(second, result)).isEqualTo(expected);
    }
  }

  private static final class Dying {
    private final int round;
    private int asked;

    Dying(int round) {
      this.round = round;
    }

    boolean isNow() {
      if (++asked == round) {
        throw new IllegalStateException("killed");
      }
      return false;
    }
  }

  @Test
  void epochsAndIteratorsGoOn() {
    Model straight = Networks.SGD.create();
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(11)
            .byzantine(2)
            .rule(new CoordinateWiseMedian())
            .seed(3)
            .epochs(4);
    String expected = bits(straight, builder.build().fit(straight, iterators()));
    int[] done = {0};
    builder
        .checkpoints(Checkpoints.everyRounds(folder, 100))
        .stopWhen(() -> ++done[0] == 5)
        .build()
        .fit(Networks.SGD.create(), iterators());
    Model second = Networks.SGD.create();
    TrainingResult result =
        builder.stopWhen(() -> false).build().resume(folder).fit(second, iterators());
    assertThat(bits(second, result)).isEqualTo(expected);
    assertThat(((MultiLayerNetwork) second).getEpochCount()).isEqualTo(4);
  }

  private static IteratorNodeData iterators() {
    return IteratorNodeData.of(
        IntStream.range(0, 11)
            .mapToObj(
                node -> new ListDataSetIterator<>(Examples.flat(4 + node % 3, node).batchBy(2), 1))
            .toList());
  }

  @Test
  void aRunThatIsOverMayBeMadeLonger() {
    Kind kind = Kind.SCHEDULED;
    Model straight = kind.network.create();
    TrainingResult whole = kind.builder().rounds(20).build().fit(straight, examples());
    String expected = Bits.of(straight.params()).toString();
    kind.builder()
        .rounds(8)
        .checkpoints(Checkpoints.everyRounds(folder, 100))
        .build()
        .fit(kind.network.create(), examples());
    Model second = kind.network.create();
    TrainingResult result =
        kind.builder().rounds(20).build().resume(folder).fit(second, examples());
    assertThat(Bits.of(second.params()).toString()).isEqualTo(expected);
    assertThat(result.history().rounds()).hasSameSizeAs(whole.history().rounds());
    Model third = kind.network.create();
    assertThat(
            kind.builder()
                .rounds(8)
                .build()
                .resume(folder)
                .fit(third, examples())
                .history()
                .rounds())
        .hasSize(8);
  }

  @Test
  void theNewestAreKeptAndADamagedOneFallsBack() throws IOException {
    Kind kind = Kind.MIMIC;
    Model straight = kind.network.create();
    String expected =
        bits(
            straight,
            kind.builder()
                .checkpoints(Checkpoints.everyRounds(folder, 2).keeping(3))
                .build()
                .fit(straight, examples()));
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .containsExactly(
            "checkpoint-00000014.brsgd", "checkpoint-00000016.brsgd", "checkpoint-00000017.brsgd");
    byte[] newest = Files.readAllBytes(files().get(2));
    for (int cut : new int[] {0, 3, 40, newest.length / 2, newest.length - 1}) {
      Files.write(files().get(2), Arrays.copyOf(newest, cut));
      goesOn(kind, expected);
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = newest.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(files().get(2), damaged);
      goesOn(kind, expected);
    }
    for (Path file : files()) {
      Files.write(file, new byte[] {1, 2, 3});
    }
    assertThatThrownBy(() -> goesOn(kind, expected))
        .hasMessageStartingWith(
            "resume: there is no undamaged checkpoint in " + folder + ", of 3; checkpoint-");
  }

  /** Their numbers are higher, and they would be taken for the newest again and again. */
  @Test
  void damagedOnesAreOutOfTheWayOfNewOnesAfterAFallBack() throws IOException {
    Kind kind = Kind.SCHEDULED;
    Model straight = kind.network.create();
    String expected = bits(straight, kind.builder().build().fit(straight, examples()));
    kind.builder()
        .checkpoints(Checkpoints.everyRounds(folder, 2).keeping(3))
        .rounds(13)
        .build()
        .fit(kind.network.create(), examples());
    byte[] damage = {1, 2, 3};
    Files.write(files().get(1), damage);
    Files.write(files().get(2), damage);
    int[] done = {0};
    kind.builder()
        .checkpoints(Checkpoints.everyRounds(folder, 1).keeping(1))
        .stopWhen(() -> ++done[0] == 1)
        .build()
        .resume(folder)
        .fit(kind.network.create(), examples());
    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .containsExactly(
            "checkpoint-00000011.brsgd",
            "checkpoint-00000012.brsgd.damaged",
            "checkpoint-00000013.brsgd.damaged");
    assertThat(Files.readAllBytes(files().get(1))).isEqualTo(damage);
    goesOn(kind, expected);
  }

  private void goesOn(Kind kind, String expected) {
    Model second = kind.network.create();
    assertThat(bits(second, kind.builder().build().resume(folder).fit(second, examples())))
        .isEqualTo(expected);
  }

  @Test
  void anotherRunIsRefusedWithTheDifference() {
    Kind kind = Kind.SCHEDULED;
    kind.builder()
        .checkpoints(Checkpoints.everyRounds(folder, 100))
        .rounds(2)
        .build()
        .fit(kind.network.create(), examples());
    refused(kind.builder().seed(13), Networks.SGD, examples(), "seed was 12 and is 13");
    refused(
        kind.builder().rule(new CenteredClipping(0.1, 3)),
        Networks.SGD,
        examples(),
        "rule was \"median\" and is \"centered-clipping:tau=0.1,steps=3\"");
    refused(
        kind.builder().nodeUpdate(new WorkerMomentum(0.5)),
        Networks.SGD,
        examples(),
        "nodeUpdate was not set and is \"worker-momentum:beta=0.5\"");
    refused(kind.builder(), Networks.SGD, Examples.flat(150, 2), "data was 150 examples, CRC-32");
    refused(kind.builder(), Networks.DROPOUT, examples(), "network was MultiLayerNetwork of");
    assertThatThrownBy(
            () ->
                kind.builder()
                    .build()
                    .resume(folder.resolve("nothing"))
                    .fit(kind.network.create(), examples()))
        .hasMessageContaining("resume: cannot read the folder");
    assertThatThrownBy(
            () ->
                kind.builder()
                    .build()
                    .resume(Files.createDirectory(folder.resolve("empty")))
                    .fit(kind.network.create(), examples()))
        .hasMessageContaining("resume: there is no checkpoint in");
  }

  private void refused(
      BrsgdTrainingMasterBuilder builder, Networks network, DataSet data, String why) {
    assertThatThrownBy(() -> builder.build().resume(folder).fit(network.create(), data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("resume: the checkpoint is of another run:")
        .hasMessageContaining(why);
  }

  @Test
  void aDiskThatTakesNoMoreEndsTheRunOnlyWhereThatIsSet() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Kind kind = Kind.SCHEDULED;
    TrainingResult result =
        kind.builder()
            .checkpoints(Checkpoints.everyRounds(file, 5))
            .build()
            .fit(kind.network.create(), examples());
    assertThat(result.history().rounds()).hasSize(17);
    BrsgdTrainingMaster strict =
        kind.builder()
            .checkpoints(
                Checkpoints.everyRounds(file, 5).ifUnwritable(Checkpoints.IfUnwritable.END))
            .build();
    assertThatThrownBy(() -> strict.fit(kind.network.create(), examples()))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("checkpoints: none could be written into " + file)
        .satisfies(
            e -> assertThat(((AbortedRunException) e).result().history().rounds()).hasSize(5));
  }

  @Test
  void aFolderOfAnEarlierRunIsNotMixedWithANewOne() {
    BrsgdTrainingMaster master =
        Kind.SCHEDULED.builder().rounds(2).checkpoints(Checkpoints.everyRounds(folder, 1)).build();
    master.fit(Networks.SGD.create(), examples());
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), examples()))
        .hasMessage(
            "checkpoints: "
                + folder
                + " holds those of an earlier run; resume it, or take another folder");
    master.resume(folder).fit(Networks.SGD.create(), examples());
  }

  @Test
  void aFolderIsTakenOverOnceNothingCanRefuseTheRun() throws IOException {
    BrsgdTrainingMasterBuilder two = Kind.SCHEDULED.builder().rounds(2);
    two.checkpoints(Checkpoints.everyRounds(folder, 1))
        .build()
        .fit(Networks.SGD.create(), examples());
    List<Path> before = files();
    List<List<Path>> opened = new ArrayList<>();
    Checkpoints taking =
        Checkpoints.everyRounds(folder, 100)
            .opening(
                at -> {
                  assertThat(at).isEqualTo(folder);
                  opened.add(files());
                });
    BrsgdTrainingMasterBuilder wrong = Kind.SCHEDULED.builder().checkpoints(taking).batchSize(5000);
    assertThatThrownBy(() -> wrong.build().fit(Networks.SGD.create(), examples()))
        .isInstanceOf(IllegalArgumentException.class);
    BrsgdTrainingMasterBuilder lost =
        Kind.SCHEDULED.builder().checkpoints(taking).serverObservers(new Unwritable());
    assertThatThrownBy(() -> lost.build().fit(Networks.SGD.create(), examples()))
        .hasMessageContaining("cannot be written");
    BrsgdTrainingMasterBuilder inRound =
        Kind.SCHEDULED.builder().checkpoints(taking).attack(new Mimic(50));
    assertThatThrownBy(() -> inRound.build().fit(Networks.SGD.create(), examples()))
        .hasMessageContaining("Mimic: need an honest node as target");
    assertThat(files()).isEqualTo(before);
    assertThat(opened).isEmpty();
    BrsgdTrainingMaster master = Kind.SCHEDULED.builder().rounds(3).checkpoints(taking).build();
    master.fit(Networks.SGD.create(), examples());
    assertThat(opened).containsExactly(before);
    assertThat(files()).containsExactly(folder.resolve("checkpoint-00000003.brsgd"));
    List<Path> third = files();
    BrsgdTrainingMaster longer = Kind.SCHEDULED.builder().rounds(4).checkpoints(taking).build();
    longer.resume(folder).fit(Networks.SGD.create(), examples());
    assertThat(opened.get(1)).isEqualTo(third);
    assertThatThrownBy(
            () ->
                Kind.SCHEDULED
                    .builder()
                    .rounds(2)
                    .checkpoints(taking)
                    .build()
                    .resume(folder)
                    .fit(Networks.SGD.create(), examples()))
        .hasMessageContaining("resume: the run has done 4 already, it cannot end after rounds=2");
    BrsgdTrainingMaster closed =
        Kind.SCHEDULED
            .builder()
            .checkpoints(
                taking
                    .opening(
                        at -> {
                          throw new IOException("read only");
                        })
                    .ifUnwritable(Checkpoints.IfUnwritable.END))
            .build();
    assertThatThrownBy(() -> closed.fit(Networks.SGD.create(), examples()))
        .hasMessageContaining("checkpoints: none could be written into " + folder + ": read only");
  }

  /** It would be cleared else, and refused without an opening. */
  @Test
  void aFolderIsTheSameByALinkToIt() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), own);
    Checkpoints choice = Checkpoints.everyRounds(own, 1);
    Kind.SCHEDULED.builder().rounds(1).checkpoints(choice).build().fit(network(), examples());
    for (Checkpoints again : List.of(choice, choice.opening(at -> {}))) {
      Path before = own.resolve("checkpoint-00000001.brsgd");
      BrsgdTrainingMaster longer = Kind.SCHEDULED.builder().rounds(2).checkpoints(again).build();
      longer.resume(link).fit(network(), examples());
      assertThat(before).exists();
    }
  }

  private static Model network() {
    return Networks.SGD.create();
  }

  private static final class Unwritable implements ServerObserver, Resumable {
    @Override
    public void save(StateWriter out) {
      throw new IllegalStateException("lost");
    }

    @Override
    public void load(StateReader in) {}
  }

  /** Counts rounds, and says so in checkpoints. */
  private static final class Counting implements ServerObserver, Resumable {
    private int rounds;

    @Override
    public void round(ServerRound round, RoundOutcome outcome) {
      rounds++;
    }

    @Override
    public void save(StateWriter out) throws IOException {
      out.integer(rounds);
    }

    @Override
    public void load(StateReader in) throws IOException {
      rounds = in.integer();
    }
  }

  @Test
  void whatObserversRememberGoesOn() {
    Kind kind = Kind.SCHEDULED;
    kind.builder()
        .checkpoints(Checkpoints.everyRounds(folder, 100))
        .serverObservers(new Counting())
        .rounds(6)
        .build()
        .fit(kind.network.create(), examples());
    Counting second = new Counting();
    kind.builder()
        .serverObservers(second)
        .build()
        .resume(folder)
        .fit(kind.network.create(), examples());
    assertThat(second.rounds).isEqualTo(17);
    assertThatThrownBy(
            () -> kind.builder().build().resume(folder).fit(kind.network.create(), examples()))
        .hasMessage(
            "resume: the run before had the observers with a memory ["
                + Counting.class.getName()
                + "], this one has []");
  }

  private static Recovery recovery(Checkpoints choice) {
    return Recovery.NONE.withCheckpoints(choice);
  }

  @Test
  void timeIsDueByTheClock() {
    long[] now = {0};
    int[] written = {0};
    Checkpointing hourly =
        new Checkpointing(
            recovery(Checkpoints.everyTime(folder, Duration.ofHours(1))),
            () -> {
              written[0]++;
              throw new IllegalStateException("asked");
            },
            List.of(),
            List.of(),
            () -> now[0]);
    hourly.done(1, false);
    now[0] = Duration.ofMinutes(59).toNanos();
    hourly.done(2, false);
    assertThat(written[0]).isZero();
    now[0] = Duration.ofMinutes(60).toNanos();
    hourly.done(3, false);
    assertThat(written[0]).isEqualTo(1);
    now[0] = Duration.ofMinutes(119).toNanos();
    hourly.done(4, false);
    assertThat(written[0]).isEqualTo(1);
    hourly.done(5, true);
    assertThat(written[0]).isEqualTo(2);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Checkpoints.everyRounds(folder, 0))
        .hasMessageContaining("everyRounds");
    assertThatThrownBy(() -> Checkpoints.everyTime(folder, Duration.ZERO))
        .hasMessageContaining("need a time > 0");
    assertThatThrownBy(() -> Checkpoints.everyRounds(folder, 1).keeping(0))
        .hasMessageContaining("keep");
  }
}
