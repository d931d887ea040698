package io.github.brsgd.cli.report;

import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine that a measurement was made on, and what a piece of work takes of its memory.
 *
 * @since 0.1
 */
public final class Machine {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final String RESET_PEAK = "5";

  private Machine() {}

  /**
   * Processor, system and Java in one line.
   *
   * @return for instance {@code 2 x Some CPU, Linux 6.1 amd64, Java 17.0.15 (OpenJDK 64-Bit Server
   *     VM)}
   */
  public static String describe() {
    return Runtime.getRuntime().availableProcessors()
        + " x "
        + processor()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch")
        + ", Java "
        + System.getProperty("java.version")
        + " ("
        + System.getProperty("java.vm.name")
        + ")";
  }

  private static String processor() {
    return find(CPU, "model name\\s*:\\s*(.*)").orElse("processor");
  }

  /**
   * An upper bound on the memory that a piece of work takes: what it allocates on the heap, plus
   * the growth of the process outside of it. Garbage of the work counts in full.
   *
   * @param work done once
   * @return bytes; empty where the system does not tell, or the heap was collected meanwhile
   */
  public static OptionalLong memoryOf(Runnable work) {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    OptionalLong before = kilobytes("VmRSS");
    if (before.isEmpty() || !resetPeak()) {
      return OptionalLong.empty();
    }
    long used = runtime.totalMemory() - runtime.freeMemory();
    long collections = collections();
    work.run();
    long allocated = runtime.totalMemory() - runtime.freeMemory() - used;
    OptionalLong peak = kilobytes("VmHWM");
    if (peak.isEmpty() || collections() != collections) {
      return OptionalLong.empty();
    }
    long growth = 1024 * Math.max(0, peak.getAsLong() - before.getAsLong());
    return OptionalLong.of(allocated + growth);
  }

  private static long collections() {
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }

  private static boolean resetPeak() {
    try {
      Files.writeString(CLEAR, RESET_PEAK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static OptionalLong kilobytes(String key) {
    return find(STATUS, key + ":\\s*([0-9]+) kB")
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private static Optional<String> find(Path file, String pattern) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(TextFile.read(file));
      return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
