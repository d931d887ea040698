package io.github.brsgd.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code brsgd}: experiments with Byzantine-robust training.
 *
 * @since 0.1
 */
@Command(
    name = "brsgd",
    description = {
      "Trains Deeplearning4j networks on m nodes of which up to q send whatever an adversary"
          + " likes.",
      ""
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    subcommands = {
      CompareCommand.class,
      TrainCommand.class,
      SweepCommand.class,
      StressCommand.class,
      ReportCommand.class,
      TheoryCommand.class,
      DatasetsCommand.class,
      RulesCommand.class,
      AttacksCommand.class,
      AggregateCommand.class,
      AttackCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd compare                         rules x attacks on a small network, as a table",
      "  brsgd train --rule krum:q=6 --attack ipm:tau=10 --attackers 6 --nodes 20",
      "  brsgd sweep --byzantine 4 --attackers 4   which p, step and rule stand the worst attack",
      "  brsgd stress --rule krum:q=3 --attackers 3    which attack hurts this rule most",
      "  brsgd rules                           every rule with its parameters and its paper",
      "  brsgd compare --help                  what a command can do",
      "  brsgd bench                           how fast it is here; in a checkout, by the launcher",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
public final class Brsgd implements Runnable {

  private static final int WIDTH = 100;

  @Option(
      names = "--stack-trace",
      scope = ScopeType.INHERIT,
      description = "When something fails, show where in the code.")
  private boolean stackTrace;

  @Spec private CommandSpec spec;

  /** Made by {@link #commandLine}. */
  Brsgd() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** Whether failures are to show where they came from. */
  boolean stackTrace() {
    return stackTrace;
  }

  /**
   * The command line, ready to execute.
   *
   * @return a new one
   */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Brsgd());
    line.setUsageHelpWidth(WIDTH);
    line.setUsageHelpLongOptionsMaxWidth(28);
    line.setAbbreviatedOptionsAllowed(false);
    line.setOverwrittenOptionsAllowed(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Path.class, PathText::path);
    line.registerConverter(Double.class, NumberText::number);
    line.registerConverter(Double.TYPE, NumberText::number);
    line.setParameterExceptionHandler(Failures::onParameters);
    line.setExecutionExceptionHandler(Failures::onExecution);
    return line;
  }

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    CommandLine line = commandLine();
    line.setOut(new PlainWriter(line.getOut(), PlainWriter.charset("stdout")));
    line.setErr(new PlainWriter(line.getErr(), PlainWriter.charset("stderr")));
    int code = line.execute(args);
    flush(line.getOut());
    flush(line.getErr());
    StopSignal.release();
    System.exit(code);
  }

  private static void flush(PrintWriter writer) {
    writer.flush();
  }
}
