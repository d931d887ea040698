package io.github.brsgd.cli;

/**
 * Says what a linkage error of ND4J means: this platform has no native library, or a build for GPUs
 * finds none.
 */
final class MissingNatives {

  private static final String CUDA_BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  private MissingNatives() {}

  /**
   * The failure to report.
   *
   * @throws LinkageError the same error, if it does not come from ND4J's native libraries
   */
  static Failure explain(LinkageError error) {
    return explain(error, MissingNatives.class.getClassLoader());
  }

  /** The same for the backends that a class loader has. */
  static Failure explain(LinkageError error, ClassLoader backends) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      String text = String.valueOf(e);
      if (e instanceof UnsatisfiedLinkError
          || text.contains("NoAvailableBackendException")
          || text.contains("org.nd4j")
          || text.contains("org.bytedeco")) {
        if (backends.getResource(CUDA_BACKEND) != null) {
          return new Failure(
              "ND4J's backend for CUDA cannot start. It needs an NVIDIA GPU and its driver, version"
                  + " 510.39 or later (on Windows 511.23) for CUDA 11.6 ("
                  + System.mapLibraryName("cuda")
                  + "); 'nvidia-smi' shows both where they are there. In a container the GPU must be"
                  + " handed in (docker run --gpus all). A build without -Pcuda runs on the CPU."
                  + " --stack-trace shows the cause. First sign: "
                  + text,
              error);
        }
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
