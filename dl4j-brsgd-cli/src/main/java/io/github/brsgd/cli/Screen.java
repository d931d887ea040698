package io.github.brsgd.cli;

import io.github.brsgd.cli.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Results go to the output, everything about the way there to the error output. */
final class Screen {

  private static final int WIDTH = 100;
  private static final int REFRESH_MILLIS = 200;

  private final PrintWriter out;
  private final PrintWriter err;

  Screen(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** A line of the result. */
  void print(String format, Object... args) {
    out.println(String.format(Locale.ROOT, format, args));
    out.flush();
  }

  /** A table of the result. */
  void print(TextTable table) {
    // Before columns are aligned: what stands for a sign may be longer.
    TextTable shown = out instanceof PlainWriter plain ? table.map(plain::plain) : table;
    out.print(shown.toText());
    out.flush();
  }

  /** A line about what is going on. */
  void note(String format, Object... args) {
    err.println(String.format(Locale.ROOT, format, args));
    err.flush();
  }

  /** Draws a picture of results that are safe already; without fonts or a canvas it says so. */
  void picture(Picture picture) {
    try {
      picture.draw();
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // Without fonts AWT throws InternalError, AWTError or Error itself, then
      // NoClassDefFoundError.
      note("no picture: %s", Failures.message(e));
    }
  }

  /** Draws and writes a file. */
  interface Picture {
    void draw() throws IOException;
  }

  /** A bar on the terminal; nothing at all where the error output is not one. */
  Progress progress(String task, String unit, long steps) {
    if (!Boolean.getBoolean("brsgd.terminal")) {
      return Progress.SILENT;
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setUnit(unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
            .clearDisplayOnFinish()
            .build();
    return new Progress() {
      @Override
      public void at(long step, String message) {
        bar.stepTo(step).setExtraMessage(message);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
