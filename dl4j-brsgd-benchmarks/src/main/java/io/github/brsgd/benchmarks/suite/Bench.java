package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program behind {@code brsgd bench}: measures, writes tables, compares ratios. The command
 * line itself knows nothing of it, so that whoever uses that needs no JMH.
 *
 * @since 0.2
 */
@Command(
    name = "brsgd bench",
    description = {
      "Measures how fast rules, attacks and rounds of training are on this machine. Nothing else"
          + " that is busy should run meanwhile.",
      ""
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd bench                                 the short set, a few minutes",
      "  brsgd bench --only 'rule (krum|mean) '      of it what matches",
      "  brsgd bench --rules krum median --shape 20,4,79510",
      "  brsgd bench --guard dl4j-brsgd-benchmarks/guard.json",
      "",
      "Writes benchmarks.md and benchmarks.csv, after each measurement anew; where a rule is",
      "measured at three sizes or more, growth-d.png or growth-m.png too.",
      "Exit codes: 0 done, 1 something failed or became slower than the guard allows, 2 wrong"
          + " usage."
    })
public final class Bench implements Callable<Integer> {

  private static final int WIDTH = 100;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  @Option(names = "--full", description = "All sizes: takes more than an hour.")
  private boolean full;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only what has a match in its name; --list shows the names.")
  private Optional<String> only = Optional.empty();

  @Option(names = "--list", description = "Shows what would be measured and ends.")
  private boolean list;

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "RULE",
      description =
          "These rules instead, on both kinds of rows, and their memory; a q that is not given is"
              + " that of --shape.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--shape",
      paramLabel = "M,Q,D",
      converter = Shape.Converter.class,
      description = "Rows for --rules. Default: 25,5,1000000.")
  private Optional<Shape> shape = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results. Default: runs/bench-TIME.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--guard",
      paramLabel = "FILE",
      description = "Compares ratios of what was measured with those in FILE, never times.")
  private Optional<Path> guard = Optional.empty();

  @Option(
      names = "--record",
      description = "Stores the ratios of this run in the file of --guard instead.")
  private boolean record;

  @Option(names = "--verbose", description = "Shows what JMH has to say.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private Effort effort = Effort.BRIEF;

  /** Made by {@link #commandLine}. */
  private Bench() {}

  /**
   * The program, ready to execute.
   *
   * @return a new one
   */
  static CommandLine commandLine() {
    return commandLine(new Bench());
  }

  /** The same, measuring for so long. */
  static CommandLine commandLine(Effort effort) {
    Bench bench = new Bench();
    bench.effort = effort;
    return commandLine(bench);
  }

  private static CommandLine commandLine(Bench bench) {
    CommandLine line = new CommandLine(bench);
    line.setUsageHelpWidth(WIDTH);
    line.setOverwrittenOptionsAllowed(false);
    line.setExecutionExceptionHandler((e, failing, parsed) -> tell(e, failing));
    return line;
  }

  private static int tell(Exception e, CommandLine line) {
    boolean usersMistake = e instanceof IllegalArgumentException;
    if (usersMistake || e instanceof IOException) {
      line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + e.getMessage());
    } else {
      e.printStackTrace(line.getErr());
    }
    return usersMistake ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /**
   * Measures and ends the process with its exit code.
   *
   * @param args options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<BenchmarkCase> cases = chosen();
    if (list) {
      cases.forEach(one -> print(one.id()));
      return ExitCode.OK;
    }
    if (record && guard.isEmpty()) {
      throw usage("--record: needs --guard FILE to store the ratios in");
    }
    Optional<Guard> compared =
        guard.isPresent() ? Optional.of(Guard.read(guard.get())) : Optional.empty();
    Path folder = out.orElseGet(Bench::unnamed);
    Files.createDirectories(folder);
    Surroundings surroundings = Surroundings.here();
    surroundings.lines().forEach(this::print);
    Session session =
        new Session(
            new CaseRunner(full ? Effort.FULL : effort, verbose),
            folder,
            surroundings,
            spec.commandLine().getErr());
    session.measure(cases, machineMemory());
    if (session.results().isEmpty()) {
      print("results: none, no case could be measured");
      return ExitCode.SOFTWARE;
    }
    print(ResultTable.of(session.results()).toText());
    boolean good = !session.failed();
    if (compared.isPresent() && record) {
      session.recorded(compared.get()).write(guard.orElseThrow());
    } else if (compared.isPresent()) {
      good &= passes(session.judge(compared.get()));
    }
    print("results: " + folder.resolve("benchmarks.md") + " and benchmarks.csv");
    return good ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private List<BenchmarkCase> chosen() {
    Pattern wanted = pattern();
    List<BenchmarkCase> cases =
        candidates().stream().filter(one -> wanted.matcher(one.id()).find()).toList();
    if (cases.isEmpty()) {
      throw usage("--only: nothing matches " + wanted + "; --list shows what there is");
    }
    return cases;
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(only.orElse(""));
    } catch (PatternSyntaxException e) {
      throw usage(
          "--only: need a regular expression, got " + only.orElse("") + ": " + e.getDescription());
    }
  }

  private List<BenchmarkCase> candidates() {
    if (rules.isEmpty()) {
      if (shape.isPresent()) {
        throw usage("--shape: is for --rules, the sets have sizes of their own");
      }
      return full ? CaseSets.full() : CaseSets.brief();
    }
    if (full) {
      throw usage("--full, --rules: choose one of them");
    }
    Shape rows = shape.orElse(new Shape(25, 5, 1_000_000));
    // Refused here, not by each process that measures.
    rules.forEach(rule -> check(rule, rows));
    return CaseSets.of(rules, rows.m(), rows.q(), rows.d());
  }

  private void check(String rule, Shape rows) {
    Aggregator chosen = Catalog.standard().rule(rule, rows.q());
    if (chosen.needsTrustedRow()) {
      throw usage(
          "--rules: "
              + rule
              + " goes by a row of the server's own, and the rows measured have none; leave it"
              + " out");
    }
    chosen.check(rows.m());
  }

  private boolean passes(List<Verdict> verdicts) {
    print(Verdict.table(verdicts).toText());
    return verdicts.stream().allMatch(Verdict::passed);
  }

  private static Path unnamed() {
    return Path.of("runs", "bench-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
  }

  private static long machineMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  private void print(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
