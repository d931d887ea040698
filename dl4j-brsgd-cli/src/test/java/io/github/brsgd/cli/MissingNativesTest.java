package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingNativesTest {

  private static final LinkageError NO_BACKEND =
      new ExceptionInInitializerError(
          new RuntimeException(
              "org.nd4j.linalg.factory.Nd4jBackend$NoAvailableBackendException: no backend"));

  @TempDir private Path folder;

  /** As with a build by -Pcuda, whose jars are not needed for it. */
  @Test
  void aBuildForGpusSaysWhatAGpuNeeds() throws IOException {
    Path backend = folder.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class");
    Files.createDirectories(backend.getParent());
    Files.createFile(backend);
    try (URLClassLoader cuda = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertThat(MissingNatives.explain(NO_BACKEND, cuda))
          .hasMessageContaining("needs an NVIDIA GPU and its driver, version 510.39 or later")
          .hasMessageContaining("'nvidia-smi'")
          .hasMessageContaining("without -Pcuda")
          .hasMessageEndingWith("NoAvailableBackendException: no backend")
          .hasCause(NO_BACKEND);
    }
  }

  @Test
  void aBuildForProcessorsNamesThePlatform() {
    assertThat(MissingNatives.explain(NO_BACKEND))
        .hasMessageContaining("no native library for this platform (")
        .hasMessageContaining("Linux and macOS (x86_64, arm64) and Windows (x86_64)");
  }

  @Test
  void otherErrorsAreNotExplained() {
    LinkageError other = new NoClassDefFoundError("com/example/Missing");
    assertThatThrownBy(() -> MissingNatives.explain(other)).isSameAs(other);
  }
}
