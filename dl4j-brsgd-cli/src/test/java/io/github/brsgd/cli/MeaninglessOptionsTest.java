package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that are out of range, or mean nothing beside the others, are refused by name. */
class MeaninglessOptionsTest {

  private static final String SMALL =
      "--dataset synthetic --examples 300 --nodes 7 --batch 8 --rounds 2 ";

  @TempDir private Path folder;

  private void refused(String line, String message) {
    Cli cli = Cli.run((Object[]) (line + " --out " + folder.resolve("out")).split(" +"));
    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(cli.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--draw 0 | --draw: need >= 1, got 0",
        "--draw 0 --byzantine-in-all 2 | --draw: need >= 1, got 0",
        "--draw 5 --byzantine-in-all -1 | --byzantine-in-all: need >= 0, got -1",
        "--byzantine-in-all -1 | --byzantine-in-all: need >= 0, got -1",
        "--byzantine-in-all 2 | --byzantine-in-all: 2 means nothing where all nodes answer, without"
            + " --draw",
        "--cached --update worker-momentum:beta=0.9 | --cached: means nothing where all nodes"
            + " answer, without --draw, --drop-out or --late"
      })
  void ofNodes(String options, String message) {
    refused("train " + SMALL + "--rule median --byzantine 2 " + options, message);
    refused("compare " + SMALL + "--rules mean --attacks none " + options, message);
    refused("sweep " + SMALL + "--rules median --byzantine 2 --attackers 2 " + options, message);
    refused("stress " + SMALL + "--rule median --attackers 2 " + options, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--changing | --changing: means nothing where nobody attacks, without --attackers",
        "--attackers 0 --changing | --changing: means nothing where nobody attacks",
        "--suspect --quarantine --observe 1 | observe: the constants are judged for all nodes"
      })
  void ofARun(String options, String message) {
    refused("train " + SMALL + "--rule median --byzantine 2 " + options, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--attackers 0 --attacks alie | --attackers: 0 leaves nobody to attack by alie",
        "--attackers 0 | --attackers: 0 leaves nobody to attack by "
      })
  void ofAComparison(String options, String message) {
    refused("compare " + SMALL + "--rules mean " + options, message);
  }

  @ParameterizedTest
  @CsvSource({"--seeds 0", "--seeds -3"})
  void ofASweep(String options) {
    refused(
        "sweep " + SMALL + "--rules median --byzantine 2 --attackers 2 " + options,
        "--seeds: need >= 1, got " + options.split(" ")[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--draw 9 --byzantine-in-all 2 | participation: need drawn <= nodes, got drawn=9, nodes=7",
        "--draw 4 | say how many Byzantine nodes there are in all",
        "--draw 4 --byzantine-in-all 6 | byzantine: with 6 of 7 nodes Byzantine and 4 drawn",
        "--draw 4 --cached | participation: cached rows need nodes that send a momentum"
      })
  void ofASweepThatNoCandidateCouldRun(String options, String message) {
    refused("sweep " + SMALL + "--rules median --byzantine 1 2 --attackers 2 " + options, message);
  }

  @ParameterizedTest
  @CsvSource({
    "--smoothness 1",
    "--gap 1",
    "--margin 0.5",
    "--e 2",
    "--a 1",
    "--b 2",
    "--c 0",
    "--p 0.6",
    "--rounds 50",
    "--epsilon 0.5"
  })
  void ofTheTheoryOfARun(String option) {
    refused(
        "theory --run " + folder + " " + option,
        "--run: brings its own constants, give no " + option.split(" ")[0]);
  }
}
