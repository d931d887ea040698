package io.github.brsgd.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What a command printed and its exit code. */
record Cli(int code, String out, String err) {

  /** Runs a command with these options, and with those of the defaults that are not among them. */
  static Cli run(String command, Map<String, ?> defaults, Object... more) {
    List<Object> args = new ArrayList<>(List.of(command));
    List<Object> given = List.of(more);
    defaults.forEach(
        (option, value) -> {
          if (!given.contains(option)) {
            args.add(option);
            args.addAll(value instanceof List<?> several ? several : List.of(value));
          }
        });
    given.forEach(
        value -> args.addAll(value instanceof List<?> several ? several : List.of(value)));
    return run(args.toArray());
  }

  /** Runs a command as the shell would; arguments are taken with toString. */
  static Cli run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Brsgd.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int code = line.execute(Stream.of(args).map(Object::toString).toArray(String[]::new));
    return new Cli(code, out.toString(), err.toString());
  }
}
