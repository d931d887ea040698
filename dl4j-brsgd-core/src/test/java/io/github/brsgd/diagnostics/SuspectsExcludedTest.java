package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.NonFinite;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Checkpoints;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.RoundRecord;
import io.github.brsgd.training.TrainingHistory;
import io.github.brsgd.training.server.Exclusion;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;

/** Runs from which whoever is suspected is excluded. */
class SuspectsExcludedTest {

  private static final DataSet EXAMPLES = Linear.examples(600, 1);

  private static Suspicion suspicion() {
    return new Suspicion(20, 4, new SuspicionSettings());
  }

  private static BrsgdTrainingMasterBuilder builder(Attack attack) {
    return BrsgdTrainingMaster.builder()
        .nodes(20)
        .byzantine(4)
        .ruleFor(TrimmedMean::new)
        .attack(attack)
        .attackers(4)
        .schedule(new BrsgdSchedule(0.01, 0.55))
        .batchSize(4)
        .rounds(100)
        .seed(1);
  }

  private static TrainingHistory train(MultiLayerNetwork network, BrsgdTrainingMaster master) {
    return master.fit(network, EXAMPLES).history();
  }

  private static List<Integer> excluded(TrainingHistory history) {
    return history.exclusions().stream().map(Exclusion::node).sorted().toList();
  }

  @Test
  void theAttackersAreGoneOnceTheyAreConvictedAndTheNetworkIsNoWorse() {
    MultiLayerNetwork plain = Linear.network();
    train(plain, builder(new SignFlipping()).build());
    MultiLayerNetwork guarded = Linear.network();
    Suspicion suspicion = suspicion();
    TrainingHistory history =
        train(guarded, builder(new SignFlipping()).quarantine(suspicion).build());
    assertThat(excluded(history)).containsExactly(16, 17, 18, 19);
    for (Exclusion exclusion : history.exclusions()) {
      NodeVerdict verdict = suspicion.verdicts().get(exclusion.node());
      assertThat(exclusion.round()).isEqualTo(verdict.since().getAsInt()).isLessThan(30);
      assertThat(exclusion.reason()).startsWith("evidence 10^2.");
      assertThat(verdict.rounds()).isEqualTo(exclusion.round() + 1);
    }
    assertThat(history.rounds()).extracting(RoundRecord::answered).endsWith(16).startsWith(20);
    assertThat(guarded.score(EXAMPLES)).isLessThanOrEqualTo(1.05 * plain.score(EXAMPLES));
  }

  @Test
  void whoSendsWhatNoHonestNodeSendsIsGoneAfterOneRound() {
    TrainingHistory history =
        train(
            Linear.network(),
            builder(new NonFinite(NonFinite.Kind.NAN)).rounds(3).quarantine(suspicion()).build());
    assertThat(history.exclusions())
        .hasSize(4)
        .allMatch(e -> e.round() == 0 && e.reason().equals("its row held NaN or infinite values"));
    assertThat(history.rounds()).extracting(RoundRecord::answered).containsExactly(20, 16, 16);
    assertThat(history.rounds().get(1).screened()).isEmpty();
  }

  /** More attack than the server is prepared for: the later ones are suspected, and stay. */
  @Test
  void howeverManyAreSuspectedNoMoreThanQAreExcluded() {
    Suspicion suspicion = new Suspicion(20, 2, new SuspicionSettings());
    TrainingHistory history =
        train(
            Linear.network(),
            builder(new SignFlipping()).byzantine(2).quarantine(suspicion).build());
    assertThat(suspicion.verdicts().stream().filter(NodeVerdict::suspected).map(NodeVerdict::node))
        .containsExactly(16, 17, 18, 19);
    assertThat(history.exclusions()).hasSize(2);
    assertThat(history.rounds()).extracting(RoundRecord::answered).endsWith(18);
  }

  @Test
  void aRunThatGoesOnExcludesTheSame(@TempDir Path folder) {
    for (int stop : new int[] {10, 40}) {
      Path checkpoints = folder.resolve("after" + stop);
      BrsgdTrainingMasterBuilder builder =
          builder(new SignFlipping()).participation(Participation.drawn(17, 4).withDropOut(0.05));
      MultiLayerNetwork straight = Linear.network();
      Suspicion whole = suspicion();
      TrainingHistory history = train(straight, builder.quarantine(whole).build());
      assertThat(excluded(history)).containsExactly(16, 17, 18, 19);
      train(
          Linear.network(),
          builder
              .rounds(stop)
              .checkpoints(Checkpoints.everyRounds(checkpoints, 100))
              .quarantine(suspicion())
              .build());
      MultiLayerNetwork second = Linear.network();
      Suspicion rest = suspicion();
      TrainingHistory joined =
          train(second, builder.rounds(100).quarantine(rest).build().resume(checkpoints));
      assertThat(second.params()).isEqualTo(straight.params());
      assertThat(joined.toCsv()).isEqualTo(history.toCsv());
      assertThat(joined.exclusions()).isEqualTo(history.exclusions());
      assertThat(rest.verdicts()).isEqualTo(whole.verdicts());
    }
  }
}
