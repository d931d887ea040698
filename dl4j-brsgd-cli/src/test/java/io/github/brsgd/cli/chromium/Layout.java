package io.github.brsgd.cli.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a page that is open is laid out: what a reader would complain of. */
public final class Layout {

  /** Names a folder for pictures of all pages that are looked at. */
  public static final String PICTURES = "brsgd.pictures";

  /** Of a line of text in a chart; smaller cannot be read. */
  private static final double LEAST_PIXELS = 9;

  /** WCAG 2.2, level AA, for text of the body's size. */
  private static final double LEAST_CONTRAST = 4.5;

  private static final String FRAMED =
      """
      const framed = e => {
        for (let f = e.parentElement; f && f !== document.body; f = f.parentElement) {
          if (/auto|scroll|hidden/.test(getComputedStyle(f).overflowX)) return true;
        }
        return false;
      };
      const named = e => e.tagName + '.' + (e.getAttribute('class') || '') + ': '
        + e.textContent.trim().slice(0, 40);
      const shown = e => e.checkVisibility() && e.getBoundingClientRect().width > 0;
      """;

  private final Chromium chromium;
  private final Window window;

  /** Of the page that is open. */
  public Layout(Chromium chromium, Window window) {
    this.chromium = chromium;
    this.window = window;
  }

  /** Nothing beyond the edges, everything drawn, words as large and as dark as can be read. */
  public void check() throws IOException, InterruptedException {
    for (boolean isDark : new boolean[] {true, false}) {
      chromium.dark(isDark);
      keep(isDark);
      assertThat(faint()).as("%s, %s: contrast", window, isDark ? "dark" : "light").isEmpty();
    }
    assertThat(chromium.value("document.documentElement.scrollWidth").asInt())
        .as("%s: width of the page, %s", window, overflowing())
        .isLessThanOrEqualTo(window.width());
    assertThat(overflowing()).as("%s: beyond an edge", window).isEmpty();
    assertThat(undrawn()).as("%s: not drawn", window).isEmpty();
    assertThat(small()).as("%s: too small", window).isEmpty();
  }

  private List<String> overflowing() throws IOException, InterruptedException {
    return found(
        """
        const edge = document.documentElement.clientWidth + 0.5;
        return [...document.body.querySelectorAll('*')].filter(e => {
          const b = e.getBoundingClientRect();
          return shown(e) && (b.right > edge || b.left < -0.5) && !framed(e);
        }).map(named);
        """);
  }

  private List<String> undrawn() throws IOException, InterruptedException {
    return found(
        """
        return [...document.querySelectorAll('svg')].filter(e => {
          const b = e.getBoundingClientRect();
          return e.checkVisibility() && (b.width < 100 || b.height < 40);
        }).map(named);
        """);
  }

  private List<String> small() throws IOException, InterruptedException {
    return found(
        """
        return [...document.querySelectorAll('svg text')].filter(shown).filter(e => {
          const scale = e.getScreenCTM();
          const pixels = parseFloat(getComputedStyle(e).fontSize) * Math.hypot(scale.a, scale.b);
          return pixels < LEAST;
        }).map(named);
        """
            .replace("LEAST", String.valueOf(LEAST_PIXELS)));
  }

  /** Text outside charts, against the nearest background behind it. */
  private List<String> faint() throws IOException, InterruptedException {
    return found(
        """
        const parts = c => c.match(/[\\d.]+/g).map(Number);
        const light = c => {
          const [r, g, b] = parts(c).map(v => {
            v /= 255;
            return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = e => {
          for (let f = e; f; f = f.parentElement) {
            const c = getComputedStyle(f).backgroundColor;
            const p = parts(c);
            if (p.length === 3 || p[3] === 1) return c;
          }
          return 'rgb(255, 255, 255)';
        };
        const words = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        return [...document.body.querySelectorAll(':not(svg, svg *)')]
          .filter(e => shown(e) && words(e))
          .map(e => {
            const a = light(getComputedStyle(e).color), b = light(behind(e));
            return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e];
          })
          .filter(([contrast]) => contrast < LEAST)
          .map(([contrast, e]) => contrast.toFixed(2) + ' ' + named(e));
        """
            .replace("LEAST", String.valueOf(LEAST_CONTRAST)));
  }

  private List<String> found(String script) throws IOException, InterruptedException {
    JsonNode found = chromium.value("(() => {" + FRAMED + script + "})()");
    List<String> elements = new ArrayList<>();
    found.forEach(e -> elements.add(e.asText()));
    return elements;
  }

  private void keep(boolean isDark) throws IOException, InterruptedException {
    String folder = System.getProperty(PICTURES, "");
    if (!folder.isEmpty()) {
      Path kept = Files.createDirectories(Path.of(folder));
      String name = window + (isDark ? " dark " : " light ");
      int number = 0;
      Path file;
      do {
        file = kept.resolve(name.replace(' ', '-') + ++number + ".png");
      } while (Files.exists(file));
      Files.write(file, chromium.picture());
    }
  }
}
