package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.sweep.SweepRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {

  /** A sweep of seconds: two runs of two rounds per candidate. */
  private static final Map<String, Object> SMALL =
      Map.of(
          "--dataset",
          "synthetic",
          "--examples",
          300,
          "--nodes",
          7,
          "--attackers",
          2,
          "--byzantine",
          2,
          "--batch",
          8,
          "--rounds",
          2,
          "--rules",
          List.of("krum", "median", "bulyan"),
          "--attacks",
          List.of("none", "sign-flip:scale=4"));

  @TempDir private Path folder;

  private Cli sweep(Path out, Object... more) {
    return Cli.run("sweep", with(out), more);
  }

  private static Map<String, Object> with(Path out) {
    Map<String, Object> options = new LinkedHashMap<>(SMALL);
    options.put("--out", out);
    return options;
  }

  private static String leaderboard(Path out) throws IOException {
    return Files.readString(out.resolve("leaderboard.csv"));
  }

  @Test
  void showsTheBestAndWritesEverything() throws IOException {
    Cli cli = sweep(folder, "--candidates", 6);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains("held out   0.100 of them")
        .contains("at most 6 candidates")
        .containsPattern("rank +score +rule +before +q +p +alpha0 +batch +state +none +sign-flip")
        .containsPattern("6 candidates: [1-6] finished .*, [0-5] cannot be run, 0 failed")
        .contains("the winner, trained on all training images, on the test images")
        .contains("report in " + folder.resolve("report.html"));
    assertThat(folder.resolve("report.html")).content().contains("</html>");
    assertThat(Files.readAllLines(folder.resolve("leaderboard.csv"))).hasSize(7);
    SweepRecord record = SweepRecord.find(folder).orElseThrow();
    assertThat(record.outcome().complete()).isTrue();
    assertThat(record.outcome().finished() + record.outcome().invalid()).isEqualTo(6);
    assertThat(record.outcome().invalid()).isPositive();
    assertThat(record.outcome().tests()).hasSize(2);
    for (SweepRecord.Test test : record.outcome().tests()) {
      RunRecord run = RunRecord.read(folder.resolve(test.folder()).resolve("run.json"));
      assertThat(run.configuration().adversary().attack()).isEqualTo(test.attack());
      assertThat(run.result().accuracy()).isEqualTo(test.accuracy());
      assertThat(run.configuration().data().examples()).isEqualTo(300);
    }
  }

  @Test
  void anAttackThatIsNoneIsMarked() {
    Map<String, Object> four = with(folder);
    four.put("--nodes", 4);
    four.put("--attackers", 1);
    four.put("--byzantine", 1);
    four.put("--rules", List.of("median"));
    four.put("--attacks", List.of("none", "alie", "alie:z=1"));
    Cli cli = Cli.run("sweep", four, "--candidates", 1);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .containsPattern("state +none +alie° +alie:z=1 +candidate")
        .contains("°: alie sends exactly the honest mean: its z is 0 for m=4 with 1 attackers");
  }

  @Test
  void theLeaderboardDoesNotDependOnHowManyRunAtATime() throws IOException {
    Path one = folder.resolve("one");
    Path three = folder.resolve("three");
    sweep(one, "--candidates", 6, "--search", "genetic", "--parallel", 1);
    sweep(three, "--candidates", 6, "--search", "genetic", "--parallel", 3);
    assertThat(leaderboard(three)).isEqualTo(leaderboard(one)).hasLineCount(7);
    for (String run : List.of("winner/run-1/rounds.csv", "winner/run-2/rounds.csv")) {
      assertThat(three.resolve(run)).hasSameTextualContentAs(one.resolve(run));
    }
    assertThat(SweepRecord.find(three).orElseThrow().outcome())
        .isEqualTo(SweepRecord.find(one).orElseThrow().outcome());
  }

  @Test
  void goesOnWhereItWasCutOff() throws IOException {
    Path whole = folder.resolve("whole");
    Path cut = folder.resolve("cut");
    sweep(whole, "--candidates", 5);
    Files.createDirectories(cut.resolve("candidates"));
    Files.copy(whole.resolve("sweep.json"), cut.resolve("sweep.json"));
    for (int i : new int[] {0, 1, 3}) {
      Path file = Path.of("candidates", "candidate-000" + i + ".json");
      Files.copy(whole.resolve(file), cut.resolve(file));
    }
    Path kept = cut.resolve("candidates").resolve("candidate-0003.json");
    Files.setLastModifiedTime(kept, FileTime.fromMillis(0));

    Cli cli = Cli.run("sweep", "--resume", cut);

    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(leaderboard(cut)).isEqualTo(leaderboard(whole));
    assertThat(Files.getLastModifiedTime(kept).toMillis()).isZero();
  }

  @Test
  void aFinishedSweepDoesNotMeetTheTestImagesAgain() throws IOException {
    sweep(folder, "--candidates", 3);
    SweepRecord before = SweepRecord.find(folder).orElseThrow();
    Path run = folder.resolve(before.outcome().tests().get(0).folder()).resolve("rounds.csv");
    Files.setLastModifiedTime(run, FileTime.fromMillis(0));
    Cli cli = Cli.run("sweep", "--resume", folder);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("the winner has been tested before");
    assertThat(Files.getLastModifiedTime(run).toMillis()).isZero();
    assertThat(SweepRecord.find(folder).orElseThrow().outcome()).isEqualTo(before.outcome());
  }

  @Test
  void aGridCutShortIsTold() {
    Cli cli = sweep(folder, "--search", "grid", "--candidates", 2);
    assertThat(cli.err()).containsPattern("cuts the grid short: the first 2 of its [0-9]+ points");
  }

  @Test
  void anotherSweepsFolderIsLeftAlone() throws IOException {
    sweep(folder, "--candidates", 2);
    String before = leaderboard(folder);
    Cli cli = sweep(folder, "--candidates", 2, "--seed", 9);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("holds another sweep").doesNotContain("\tat ");
    assertThat(leaderboard(folder)).isEqualTo(before);
  }

  @Test
  void aPrintedConfigurationIsTheSameSweep() throws IOException {
    Cli printed = Cli.run("sweep", SMALL, "--candidates", 3, "--print-config");
    assertThat(printed.code()).isZero();
    // As PowerShell redirects it.
    Path file =
        Files.writeString(
            folder.resolve("sweep.json"), "\ufeff" + printed.out(), StandardCharsets.UTF_16LE);
    Path byFile = folder.resolve("file");
    Path byFlags = folder.resolve("flags");
    assertThat(Cli.run("sweep", "--config", file, "--out", byFile).code()).isZero();
    Path again = folder.resolve("again");
    Path record = byFile.resolve("sweep.json");
    assertThat(Cli.run("sweep", "--config", record, "--out", again).code()).isZero();
    assertThat(leaderboard(again)).isEqualTo(leaderboard(byFile));
    sweep(byFlags, "--candidates", 3);
    assertThat(leaderboard(byFile)).isEqualTo(leaderboard(byFlags));

    Files.writeString(file, printed.out().replaceFirst("\\{", "{ \"raunds\" : 5,"));
    Cli wrong = Cli.run("sweep", "--config", file, "--out", folder.resolve("wrong"));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("raunds").doesNotContain("\tat ");
    assertThat(folder.resolve("wrong")).doesNotExist();
  }

  private Map<String, Object> searched(Path out) {
    Map<String, Object> options = with(out);
    options.remove("--attacks");
    options.put("--adversary", "search:budget=3");
    options.put("--rules", "median");
    options.put("--candidates", 2);
    return options;
  }

  @Test
  void anAdversaryCanBeSearchedForEachCandidate() throws IOException {
    Cli cli = Cli.run("sweep", searched(folder));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains(
            "at most 3 runs of 2 rounds on seeds [1] search its worst attack, knowledge full;"
                + " accuracy under it on seeds [2] counts")
        .containsPattern("batch +state +found +candidate");
    SweepRecord record = SweepRecord.find(folder).orElseThrow();
    assertThat(record.configuration().attacks()).containsExactly("search:budget=3,knowledge=full");
    SweepRecord.Test test = record.outcome().tests().get(0);
    assertThat(record.outcome().tests()).hasSize(1);
    assertThat(test.seed()).isEqualTo(2);
    assertThat(leaderboard(folder).lines().skip(1).findFirst().orElseThrow())
        .contains(test.attack());
    assertThat(folder.resolve("report.html"))
        .content()
        .contains(test.attack(), "the attack that was found to hurt it most")
        .contains("seeds of the search", "scored on seeds");
    String before = leaderboard(folder);
    assertThat(Cli.run("sweep", "--resume", folder).out()).contains("has been tested before");
    assertThat(leaderboard(folder)).isEqualTo(before);
  }

  @Test
  void whatMeansNothingBesideASearchedAdversaryIsRefused() {
    adversary("--attacks: means nothing where --adversary", "--attacks", "alie");
    adversary("--over: mean means nothing where --adversary", "--over", "mean");
    adversary("need search[:budget=N,knowledge=LEVEL], got 'alie'", "--adversary", "alie");
    adversary("search: budget: need >= 1, got 0", "--adversary", "search:budget=0");
    adversary("budget >= seeds, got budget=3, seeds=4", "--seeds", 4);
    adversary("need attackers, got 0", "--attackers", 0);
  }

  private void adversary(String message, Object... options) {
    Cli cli = Cli.run("sweep", searched(folder.resolve("never")), options);
    assertThat(cli.code()).as(cli.out()).isEqualTo(2);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("never").resolve("sweep.json")).doesNotExist();
  }

  @Test
  void anAdversaryTakesThePlaceOfAMeanOverAttacksOfAFile() throws IOException {
    String printed = Cli.run("sweep", with(folder), "--over", "mean", "--print-config").out();
    Path file = Files.writeString(folder.resolve("mean.json"), printed);
    assertThat(printed).contains("MEAN");
    for (List<String> more : List.of(List.<String>of(), List.of("--over", "worst"))) {
      Cli cli =
          Cli.run(
              "sweep", Map.of(), "--config", file, "--adversary", "search", more, "--print-config");
      assertThat(cli.code()).as(cli.err()).isZero();
      assertThat(cli.out()).contains("search:budget=16,knowledge=full", "WORST");
    }
  }

  @Test
  void anAttackThatIsToBeSearchedIsNoneOfThoseNamed() {
    Map<String, Object> options = with(folder.resolve("never"));
    options.put("--attacks", List.of("search:budget=8"));
    Cli cli = Cli.run("sweep", options);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--attacks: search:budget=8 is none", "give --adversary search:budget=8");
  }

  @Test
  void aMeanOverOneSearchedAttackIsRefusedInAFileToo() throws IOException {
    String printed = Cli.run("sweep", searched(folder), "--print-config").out();
    Path file = folder.resolve("mean.json");
    Files.writeString(file, printed.replace("\"WORST\"", "\"MEAN\""));
    Cli cli = Cli.run("sweep", "--config", file, "--out", folder.resolve("never"));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("over: each candidate meets one attack");
    Files.writeString(file, printed);
    Cli named =
        Cli.run("sweep", "--config", file, "--attacks", "alie", "--over", "mean", "--print-config");
    assertThat(named.out()).contains("\"alie\"", "\"MEAN\"");
  }

  @Test
  void mistakesAreExplained() {
    assertThat(Cli.run("sweep", "--attackers", 4))
        .satisfies(cli -> assertThat(cli.code()).isEqualTo(2))
        .extracting(Cli::err)
        .asString()
        .contains("--byzantine: has no default");
    assertThat(Cli.run("sweep", "--byzantine", 4))
        .satisfies(cli -> assertThat(cli.code()).isEqualTo(2))
        .extracting(Cli::err)
        .asString()
        .contains("--attackers: has no default");
    mistake("p: need a range inside (0.5, 1.0), got 0.5..0.9", "--p", "0.5..0.9");
    mistake("--p: need a number or FROM..TO", "--p", "high");
    mistake("alpha0: need a range inside (0.0, Infinity)", "--alpha0", "0..1");
    mistake("--alpha0: need a number or FROM..TO", "--alpha0", "0.1d..1");
    mistake("--p: need a number or FROM..TO with FROM <= TO", "--p", "0.9..0.6");
    mistake("byzantine: need q >= 0, got -1", "--byzantine", List.of(2, -1));
    mistake("q=3", "--rules", "krum:q=3");
    mistake("attackers: need at least one honest node", "--attackers", 7);
    mistake("nobody attacks in any run", "--attacks", "none");
    mistake("--minutes: need > 0 and at most", "--minutes", 1e9);
    mistake("batchSize=43, the largest of 7 nodes has 39 examples", "--batch", 43);
    mistake("unknown 'nmm'", "--pre", "nmm");
    mistake("validation: need a share in (0, 1), got 1.0", "--validation", 1);
    mistake("candidates: need >= 1, got 0", "--candidates", 0);
    mistake("--parallel: need >= 1, got 0", "--parallel", 0);
    mistake("model: need one of logistic, mlp", "--model", "mpl");
    mistake("--grid-points: belongs to --search grid", "--grid-points", 5);
    mistake("--resume: a sweep goes on as it began and where it began", "--resume", folder);
  }

  private void mistake(String message, Object... options) {
    Cli cli = sweep(folder.resolve("never"), options);
    assertThat(cli.code()).as(cli.out()).isEqualTo(2);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(folder.resolve("never").resolve("sweep.json")).doesNotExist();
  }

  @Test
  void aCandidateThatCannotBeWrittenIsAnErrorAndFinishedOnesStay() throws IOException {
    Path candidates = Files.createDirectories(folder.resolve("candidates"));
    Path link = candidates.resolve("candidate-0002.json");
    Files.createSymbolicLink(link, Path.of("missing", "candidate-0002.json"));
    Cli cli = sweep(folder, "--candidates", 5, "--parallel", 1);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("cannot write " + link).doesNotContain("\tat ");
    assertThat(candidates.resolve("candidate-0000.json")).exists();
    assertThat(candidates.resolve("candidate-0001.json")).exists();

    Files.delete(link);
    assertThat(sweep(folder, "--candidates", 5).code()).isZero();
    assertThat(Files.readAllLines(folder.resolve("leaderboard.csv"))).hasSize(6);
  }

  @Test
  void aFolderThatCannotBeWrittenIsFoundOutBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Cli cli = sweep(file);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("--out: " + file + " is a file");
    assertThat(file).hasContent("mine");
  }

  @Test
  void ifNothingCanBeRunItSaysSo() {
    Cli cli = sweep(folder, "--rules", "bulyan", "--candidates", 2);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out())
        .contains("2 cannot be run")
        .contains("invalid")
        .containsPattern("cannot be run: .*Bulyan.*m=7");
    assertThat(cli.err()).contains("no candidate got through all its runs");
  }

  @Test
  void helpTeaches() {
    assertThat(Cli.run("sweep", "--help").out())
        .contains("brsgd sweep --resume runs/a")
        .contains("Every candidate meets each of these");
  }
}
