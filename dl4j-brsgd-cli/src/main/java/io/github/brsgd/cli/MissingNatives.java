package io.github.brsgd.cli;

/** Says what a linkage error of ND4J means: this platform has no native library. */
final class MissingNatives {

  private MissingNatives() {}

  /**
   * The failure to report.
   *
   * @throws LinkageError the same error, if it does not come from ND4J's native libraries
   */
  static Failure explain(LinkageError error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      String text = String.valueOf(e);
      if (e instanceof UnsatisfiedLinkError
          || text.contains("NoAvailableBackendException")
          || text.contains("org.nd4j")
          || text.contains("org.bytedeco")) {
        return new Failure(
            "ND4J has no native library for this platform ("
                + System.getProperty("os.name")
                + ", "
                + System.getProperty("os.arch")
                + "), or cannot load it. Deeplearning4j "
                + Versions.dl4j()
                + " ships them for Linux and macOS (x86_64, arm64) and Windows (x86_64), on"
                + " 64-bit Java."
                + " --stack-trace shows the cause. First sign: "
                + text,
            error);
      }
    }
    throw error;
  }
}
