package io.github.brsgd.cli.chromium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, without a screen: what a page looks like, and how it is laid out.
 * It speaks the DevTools protocol, <a
 * href="https://chromedevtools.github.io/devtools-protocol/">chromedevtools.github.io</a>.
 */
public final class Chromium implements AutoCloseable {

  /** Names an executable, where none is to be looked for; {@code none} for not to have one. */
  public static final String PROPERTY = "brsgd.chromium";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int LONGEST_SECONDS = 60;
  private static final String PORT_FILE = "DevToolsActivePort";

  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private String session = "";
  private int calls;

  private Chromium(Path executable, Path profile) throws IOException, InterruptedException {
    this.profile = profile;
    this.process =
        new ProcessBuilder(
                executable.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--no-first-run",
                "--no-proxy-server",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log.txt").toFile())
            .start();
    try {
      this.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(devTools(), listener())
              .join();
      JsonNode target = call("Target.createTarget", Map.of("url", "about:blank"));
      session =
          call(
                  "Target.attachToTarget",
                  Map.of("targetId", target.path("targetId").asText(), "flatten", true))
              .path("sessionId")
              .asText();
      call("Page.enable", Map.of());
      call("Network.enable", Map.of());
    } catch (IOException | RuntimeException e) {
      end();
      throw e;
    }
  }

  /** Where the executable is; empty where this machine has none. */
  public static Optional<Path> executable() {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return named.equals("none") ? Optional.empty() : Optional.of(Path.of(named));
    }
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether this machine has one, as a condition of tests. */
  public static boolean isHere() {
    return executable().isPresent();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder for what it keeps
   */
  public static Chromium start(Path profile) throws IOException, InterruptedException {
    Path executable = executable().orElseThrow(() -> new IOException("there is no Chromium here"));
    return new Chromium(executable, Files.createDirectories(profile));
  }

  /** It writes where it listens into its profile once it does. */
  private URI devTools() throws IOException, InterruptedException {
    Path file = profile.resolve(PORT_FILE);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (process.isAlive() && System.nanoTime() < end) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        }
      }
      Thread.sleep(20);
    }
    throw new IOException(
        "Chromium did not start (-D"
            + PROPERTY
            + "=FILE names another, none does without): "
            + log());
  }

  private String log() throws IOException {
    return new String(Files.readAllBytes(profile.resolve("log.txt")), StandardCharsets.UTF_8);
  }

  private WebSocket.Listener listener() {
    StringBuilder text = new StringBuilder();
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        text.append(part);
        if (isLast) {
          messages.add(text.toString());
          text.setLength(0);
        }
        from.request(1);
        return null;
      }
    };
  }

  private JsonNode next(String waitingFor) throws IOException, InterruptedException {
    String message = messages.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IOException("Chromium does not answer, waiting for " + waitingFor + ": " + log());
    }
    return json.readTree(message);
  }

  /** Calls a method of the protocol; events that come meanwhile are kept. */
  private JsonNode call(String method, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    int id = ++calls;
    ObjectNode request = json.createObjectNode().put("id", id).put("method", method);
    if (!session.isEmpty()) {
      request.put("sessionId", session);
    }
    request.set("params", json.valueToTree(parameters));
    socket.sendText(request.toString(), true).join();
    while (true) {
      JsonNode message = next(method);
      if (message.path("id").asInt() == id) {
        if (message.has("error")) {
          throw new IOException(method + ": " + message.path("error"));
        }
        return message.path("result");
      }
      events.add(message);
    }
  }

  /** Waits for an event since the last that was waited for. */
  private void await(String event) throws IOException, InterruptedException {
    while (events.stream().noneMatch(e -> e.path("method").asText().equals(event))) {
      events.add(next(event));
    }
    events.removeIf(e -> e.path("method").asText().equals(event));
  }

  /** A window of this size, in CSS pixels; a phone's has touch and no room beside the page. */
  public void size(Window window) throws IOException, InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            window.width(),
            "height",
            window.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            window.isPhone()));
  }

  /** What the user prefers: light or dark. */
  public void dark(boolean isDark) throws IOException, InterruptedException {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  /** Goes to a page and waits until it is there. */
  public void open(URI address) throws IOException, InterruptedException {
    events.clear();
    JsonNode answer = call("Page.navigate", Map.of("url", address.toString()));
    if (answer.has("errorText")) {
      throw new IOException(address + ": " + answer.path("errorText").asText());
    }
    await("Page.loadEventFired");
  }

  /** Waits until the page has loaded once more by itself. */
  public void reloaded() throws IOException, InterruptedException {
    await("Page.loadEventFired");
  }

  /** The value of an expression of JavaScript in the page, which may have no script of its own. */
  public JsonNode value(String expression) throws IOException, InterruptedException {
    JsonNode answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Every address that was asked for since the last page was opened. */
  public List<String> requested() throws IOException, InterruptedException {
    value("0");
    return events.stream()
        .filter(e -> e.path("method").asText().equals("Network.requestWillBeSent"))
        .map(e -> e.path("params").path("request").path("url").asText())
        .toList();
  }

  /** The whole page as a picture, PNG. */
  public byte[] picture() throws IOException, InterruptedException {
    return Base64.getDecoder()
        .decode(
            call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("data")
                .asText());
  }

  private void end() throws IOException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    end();
  }
}
