package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsCommandTest {

  @TempDir Path folder;

  @Test
  void saysWhereItLookedInVain() {
    Cli cli = Cli.run("datasets", "--data", folder);
    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .containsPattern("(?m)^mnist +- +not found")
        .contains("looked in " + folder + ", " + folder.resolve("mnist"))
        .contains("synthetic");
  }

  @Test
  void aWrongChecksumIsAFailure() throws IOException {
    for (String name :
        new String[] {
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte"
        }) {
      Files.writeString(folder.resolve(name), "not this");
    }
    Cli cli = Cli.run("datasets", "--data", folder);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("t10k-labels-idx1-ubyte   WRONG CHECKSUM");
  }

  @Test
  void anUnknownNameIsAWrongUsage() {
    Cli cli = Cli.run("datasets", "--fetch", "minst");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--fetch: need one of mnist, fashion-mnist, cifar10, got minst");
    Cli two = Cli.run("datasets", "--fetch", "mnist", "csv");
    assertThat(two.code()).isEqualTo(2);
    assertThat(two.err()).contains("--fetch: names what to download; leave out csv");
  }

  @Test
  void threeOfFourFilesAreToldApartFromNothing() throws IOException {
    for (String name :
        new String[] {
          "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"
        }) {
      Files.writeString(folder.resolve(name), "not this");
    }
    Cli cli = Cli.run("datasets", "--data", folder);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out())
        .containsPattern("mnist +t10k-labels-idx1-ubyte +missing")
        .containsPattern("mnist +t10k-images-idx3-ubyte +WRONG CHECKSUM");
  }
}
