package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.AWTError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err));

  @Test
  void withoutFontsOrCanvasTheResultIsPrintedAllTheSame() {
    screen.picture(
        () -> {
          throw new InternalError("Fontconfig head is null");
        });
    screen.picture(
        () -> {
          throw new AWTError("no display");
        });
    screen.picture(
        () -> {
          throw new NoClassDefFoundError("sun.awt.X11FontManager");
        });
    screen.picture(
        () -> {
          throw new IOException("disk full");
        });
    screen.print("a result");
    assertThat(err.toString())
        .contains(
            "no picture: Fontconfig head is null",
            "no picture: no display",
            "no picture: sun.awt.X11FontManager",
            "no picture: disk full");
    assertThat(out.toString()).contains("a result");
  }

  @Test
  void memoryThatIsUsedUpIsNoMatterOfPictures() {
    assertThatThrownBy(
            () ->
                screen.picture(
                    () -> {
                      throw new OutOfMemoryError("heap");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
