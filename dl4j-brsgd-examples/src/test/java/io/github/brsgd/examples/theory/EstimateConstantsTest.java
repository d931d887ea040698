package io.github.brsgd.examples.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EstimateConstantsTest {

  @Test
  void namesTheConstantsAndWhetherTheConditionHeld() {
    StringWriter screen = new StringWriter();
    int code =
        new CommandLine(new EstimateConstants(new PrintWriter(screen)))
            .execute(
                ("--dataset synthetic --examples 300 --nodes 9 --byzantine 2 --batch 8 --rounds 4"
                        + " --every 2")
                    .split(" "));
    assertThat(code).isZero();
    assertThat(screen.toString())
        .contains("L by power iteration", "B'", "1 - sin(alpha)", "alpha_0 by (4.1)")
        .contains("(2.10) at the start (round 0)", "(2.10) at the end (round 2)")
        .contains("it would from batch size", "no alpha_0 is certified");
  }
}
