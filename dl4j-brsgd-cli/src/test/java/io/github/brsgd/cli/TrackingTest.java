package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code brsgd train --tracking}. */
class TrackingTest {

  @TempDir private Path folder;

  private Cli train(String out, String... more) {
    String line =
        "train --dataset synthetic --examples 100 --nodes 3 --batch 4 --rule median --byzantine 1"
            + " --rounds 4 --out "
            + folder.resolve(out);
    return Cli.run(
        Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray(Object[]::new));
  }

  private List<Path> events(String out) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(out).resolve("tensorboard"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void roundsAreToldAndNoBitOfTheRunChanges() throws IOException {
    assertThat(train("csv", "--tracking", "csv").code()).isZero();
    assertThat(folder.resolve("csv/tensorboard")).doesNotExist();
    Cli cli = train("a", "--tracking", "tensorboard", "--checkpoint-every", "2");
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(folder.resolve("a/rounds.csv"))
        .hasSameTextualContentAs(folder.resolve("csv/rounds.csv"));
    assertThat(events("a")).hasSize(1);
    assertThat(events("a").get(0))
        .content(StandardCharsets.ISO_8859_1)
        .contains("brain.Event:2", "loss", "accuracy");

    Cli resumed =
        Cli.run(
            "train", "--resume", folder.resolve("a"), "--rounds", 6, "--tracking", "tensorboard");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(events("a")).as("those of the rounds before are kept").hasSize(2);

    assertThat(train("a").code()).isZero();
    assertThat(folder.resolve("a/tensorboard")).as("of another run").doesNotExist();
  }

  @Test
  void whatIsNoTrackingIsRefusedAndLeavesNothing() {
    Cli cli = train("b", "--tracking", "wandb");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--tracking: need csv or tensorboard, got wandb");
    assertThat(folder.resolve("b")).doesNotExist();
  }
}
